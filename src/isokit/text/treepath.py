"""Paths inside the tree: relative, with `/`, in NFC, judged alike on every system; and the paths links lead to."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote

LONGEST = 255
"""Bytes of one name; the usual limit on Linux."""
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\..*)?")
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, and what reverses the text around it."""
FORBIDDEN = re.compile(r'[<>:"|?*]')
DRIVE = re.compile(r"^[A-Za-z]:")
ELSEWHERE = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+:|//|[#?]|$", re.IGNORECASE)
"""Links to other hosts, e-mail addresses and places in the same page."""
QUERY = re.compile(r"[?#]")
ENCODED = re.compile(r"[^\w./~+=,@-]")
"""What is written as `%20` in a target."""
PLAIN_LINK = re.compile(r"\]\([ \t]*([^\s()<>\\&]*)(?=[\s)])")
"""An inline link whose target has no escape, entity, bracket or parenthesis in it."""


def why_refused(path: str) -> str | None:
    """Why a path cannot name a file of the tree on every system; None if it can."""
    if not path.strip():
        return "the path is empty"
    if "\\" in path or DRIVE.match(path):
        return "it is a Windows path; write it with / from the root of the tree"
    parts = path.split("/")
    if path.startswith("/") or _is_home(parts) or "://" in path or path.lower().startswith("file:"):
        return "it is not a path in the tree; write it from the root of the tree"
    if UNSAFE.search(path):
        return "it contains a control character"
    if bad := FORBIDDEN.search(path):
        return f"it contains {bad[0]}, which Windows does not allow in names"
    if ".." in parts:
        return "it contains '..'; write it from the root of the tree"
    return next((reason for part in parts if (reason := _why_name_refused(part))), None)


def _is_home(parts: list[str]) -> bool:
    return next((part for part in parts if part not in ("", ".")), "") == "~"


def _why_name_refused(name: str) -> str | None:
    if len(name.encode()) > LONGEST:
        return f"a name in it is longer than {LONGEST} bytes"
    if RESERVED.fullmatch(name):
        return f"'{name}' is a device on Windows"
    if name.endswith((".", " ")) and name not in (".", ".."):
        return f"'{name}' ends in a dot or a space, which Windows drops"
    return None


def canonical(path: str) -> str:
    """The one spelling of a path that `why_refused` accepts: NFC, without `./` and doubled slashes."""
    return posixpath.normpath(unicodedata.normalize("NFC", path))


def resolve(target: str, file: str) -> str | None:
    """The path that a target in a file leads to; None outside the tree.

    A leading `/` starts at the root of the tree, as on the pages of the usual git hosts.
    """
    start = "" if target.startswith("/") else posixpath.dirname(file)
    path = posixpath.normpath(posixpath.join(start, target.lstrip("/")))
    if path == ".." or path.startswith("../"):
        return None
    return path if path.isascii() else canonical(path)


def is_local(target: str) -> bool:
    return not ELSEWHERE.match(target)


@lru_cache(maxsize=1 << 14)
def path_of(target: str, file: str) -> str | None:
    """The path that a local target in a file leads to; None outside the tree."""
    path = QUERY.split(target, maxsplit=1)[0] if "#" in target or "?" in target else target
    path = unquote(path) if "%" in path else path
    if "\\" in path or path.lower().startswith("file:"):
        return None
    return resolve(path, file)


def target_of(path: str, old: str, file: str) -> str:
    """The target that leads from a file to a path, from the root where an old target did; its `?` and `#` stay."""
    rest = old[len(QUERY.split(old, maxsplit=1)[0]) :]
    way = f"/{path}" if old.startswith("/") else posixpath.relpath(path, posixpath.dirname(file) or ".")
    return ENCODED.sub(lambda found: quote(found[0]), way) + rest


def possible_targets(text: str) -> frozenset[str] | None:
    """The targets of all links of a Markdown text, perhaps of some in its code; None where the text must be parsed."""
    if "]:" in text:
        return None
    targets = PLAIN_LINK.findall(text)
    return frozenset(targets) if len(targets) == text.count("](") else None
