"""References to clauses as people write them, understood leniently."""

from __future__ import annotations

import re
from dataclasses import dataclass

STANDARD = r"""
    (?: (?:EN\s+|DIN\s+|BS\s+)* (?:ISO (?:\s*/\s*IEC)? [\s-]*)? (?P<digits>\d{4,5})   # ISO/IEC 27001, 9001
      | (?P<word>[a-z][a-z0-9-]*[a-z][a-z0-9-]*) (?=[:/]) )                           # an own standard's id
    (?: [:-] (?P<edition>(?:19|20)\d{2}) (?![.\d]) )?
    \s* [:/,]? \s*
"""
NUMBER = r"(?P<number>A\.\d{1,2}(?:\.\d{1,2}){0,2}|\d{1,2}(?:\.\d{1,2}){0,4})"
ITEM = r"(?: \s*/\s* (?P<item>[a-z]) | \s*\(?(?P<loose>[a-z])\) )?"
REFERENCE = re.compile(rf"(?:{STANDARD})?{NUMBER}{ITEM}", re.VERBOSE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A clause as it was named; `family` (`iso9001`) and `edition` (`2015`) are None where not said."""

    family: str | None
    edition: str | None
    number: str
    item: str | None


def parse_reference(text: str) -> Reference | None:
    """Understand `iso9001:2015/8.4.1/a`, `ISO/IEC 27001:2022 A.5.15`, `27001 A.5.15`, `9001:8.4`, `A.5.15`.

    The whole text has to be one reference; None where it is not.
    """
    match = REFERENCE.fullmatch(text.strip())
    if not match:
        return None
    digits, word, item = match["digits"], match["word"], match["item"] or match["loose"]
    family = f"iso{digits}" if digits else word and word.lower()
    return Reference(family, match["edition"], match["number"].upper(), item and item.lower())


def names(text: str, word: str) -> bool:
    """Whether a text names an id or a clause number as a whole: `5.1.12` does not name `5.1.1`, nor `X-1-2` `X-1`."""
    return re.search(rf"(?<![\w.-]){re.escape(word)}(?!\w|[.-]\w)", text) is not None
