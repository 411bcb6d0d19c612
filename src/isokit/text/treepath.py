"""Paths inside the tree: relative, with `/`, in NFC, and with the same verdict on every system."""

from __future__ import annotations

import posixpath
import re
import unicodedata

LONGEST = 255
"""Bytes of one name; the usual limit on Linux."""
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\..*)?")
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, and what turns the text around it."""
FORBIDDEN = re.compile(r'[<>:"|?*]')
DRIVE = re.compile(r"^[A-Za-z]:")


def why_refused(path: str) -> str | None:
    """Why a path cannot name a file of the tree on every system; None if it can."""
    if not path.strip():
        return "the path is empty"
    if "\\" in path or DRIVE.match(path):
        return "it is a Windows path; write it with / from the root of the tree"
    parts = path.split("/")
    if path.startswith("/") or _home(parts) or "://" in path or path.lower().startswith("file:"):
        return "it does not start in the tree; write it from the root of the tree"
    if UNSAFE.search(path):
        return "it contains a control character"
    if bad := FORBIDDEN.search(path):
        return f"it contains {bad[0]}, which Windows does not allow in names"
    if ".." in parts:
        return "it contains '..'; write it from the root of the tree"
    return next((reason for part in parts if (reason := _refused_name(part))), None)


def _home(parts: list[str]) -> bool:
    return next((part for part in parts if part not in ("", ".")), "") == "~"


def _refused_name(name: str) -> str | None:
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


def resolve(target: str, beside: str) -> str | None:
    """The path a link target means, written in the file `beside`; None where it leads out of the tree.

    A leading `/` starts at the root of the tree, as on the pages of the usual git hosts.
    """
    start = "" if target.startswith("/") else posixpath.dirname(beside)
    path = posixpath.normpath(posixpath.join(start, target.lstrip("/")))
    if path == ".." or path.startswith("../"):
        return None
    return path if path.isascii() else canonical(path)
