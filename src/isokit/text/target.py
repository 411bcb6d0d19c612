"""What a link target means: somewhere else, a path of the tree, or out of it."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from urllib.parse import quote, unquote

from isokit.text.treepath import resolve

ELSEWHERE = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+:|//|[#?]|$", re.IGNORECASE)
"""Links to other hosts, e-mail addresses and places in the same page."""
UNSAFE = re.compile(r"[^\w./~+=,@-]")
"""What is written as `%20` in a target."""
PLAIN = re.compile(r"\]\([ \t]*([^\s()<>\\&]*)(?=[\s)])")
"""An inline link whose target needs no reading: no escape, entity, bracket or parenthesis in it."""


def is_local(target: str) -> bool:
    """Whether a target is a file on this machine."""
    return not ELSEWHERE.match(target)


@lru_cache(maxsize=1 << 14)
def path_of(target: str, beside: str) -> str | None:
    """The path a local target means in the file `beside`; None where it leads out of the tree."""
    path = re.split(r"[?#]", target, maxsplit=1)[0] if "#" in target or "?" in target else target
    path = unquote(path) if "%" in path else path
    if "\\" in path or path.lower().startswith("file:"):
        return None
    return resolve(path, beside)


def target_of(path: str, old: str, beside: str) -> str:
    """The target that leads from a file to a path of the tree, from the root or not as an old one did.

    What stood behind `?` or `#` in the old one stays.
    """
    rest = old[len(re.split(r"[?#]", old, maxsplit=1)[0]) :]
    way = f"/{path}" if old.startswith("/") else posixpath.relpath(path, posixpath.dirname(beside) or ".")
    return UNSAFE.sub(lambda found: quote(found[0]), way) + rest


def possible_targets(text: str) -> frozenset[str] | None:
    """The targets of all links of a Markdown text and perhaps of some in its code, at a glance.

    None where a glance cannot tell, and the text has to be read.
    """
    if "]:" in text:
        return None
    targets = PLAIN.findall(text)
    return frozenset(targets) if len(targets) == text.count("](") else None
