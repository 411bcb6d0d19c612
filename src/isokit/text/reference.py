"""References to clauses as people write them, understood leniently."""

from __future__ import annotations

import re
from dataclasses import dataclass

STANDARD = r"""
    (?: (?: (?:EN\ |DIN\ |BS\ )* (?:ISO (?:\ ?/\ ?IEC)? [\ -]*)? (?P<digits>\d{4,5})   # ISO/IEC 27001, 9001
          | (?P<word>[a-z](?=[0-9-]*[a-z])[a-z0-9-]*) (?=[:/]) )                     # an own standard's id
        (?: [:-] (?P<edition>(?:19|20)\d{2}) (?![.\d]) )?
        (?: \ ?[:/,]\ ? | \  )
      | (?P<own>[a-z][a-z0-9-]*) : (?P<own_edition>[0-9a-z.-]+) / )                   # its editions: acme:3/4.2
"""
PART = r"(?:0|[1-9]\d?)"
NUMBER = rf"(?P<number>A(?:\.{PART}){{1,3}}|{PART}(?:\.{PART}){{0,4}})"
ITEM = r"(?: \ ?/\ ? (?P<item>[a-z]) | \ ?\(?(?P<loose>[a-z])\) )?"
REFERENCE = re.compile(rf"(?:{STANDARD})?{NUMBER}{ITEM}", re.VERBOSE | re.IGNORECASE | re.ASCII)


ASK = re.compile(r"[a-z][a-z0-9-]*:[0-9a-z.-]+/[A-Z0-9.]+/[a-z]?\d*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reference:
    """A clause as it was named; `family` (`iso9001`) and `edition` (`2015`) are None where not given."""

    family: str | None
    edition: str | None
    number: str
    item: str | None


def parse_reference(text: str) -> Reference | None:
    """Understand `iso9001:2015/8.4.1/a`, `27001 A.5.15`, `9001:8.4`, `A.5.15`, `acme:3/4.2` and the like.

    The whole text has to be one reference; None where it is not.
    """
    match = REFERENCE.fullmatch(" ".join(text.split()))
    if not match:
        return None
    digits, word, item = match["digits"], match["word"] or match["own"], match["item"] or match["loose"]
    family = f"iso{digits}" if digits else word and word.lower()
    edition = match["edition"] or (match["own_edition"] and match["own_edition"].lower())
    return Reference(family, edition, match["number"].upper(), item and item.lower())


def canonical(text: str) -> str:
    """The canonical spelling of a reference that names its edition, `iso9001:2015/8.5.1/f`; else the text itself."""
    found = parse_reference(text)
    return text if found is None or found.edition is None else _spelled(found)


def tidy(text: str) -> str:
    """The canonical spelling of a reference that says just as much, `iso9001/8.5.1/f` or `A.5.15`; else the text."""
    found = parse_reference(text)
    return _spelled(found) if found else text


def _spelled(reference: Reference) -> str:
    """A reference in the form in which isokit prints it, with what it says and no more."""
    edition = f":{reference.edition}" if reference.edition else ""
    standard = f"{reference.family}{edition}/" if reference.family else ""
    return f"{standard}{reference.number}" + (f"/{reference.item}" if reference.item else "")


def within(reference: str, wider: str) -> bool:
    """Whether a canonical reference is another one or below it; the other may be a whole edition, `iso9001:2015`."""
    return reference == wider or reference.startswith((f"{wider}/", f"{wider}."))


def is_ask(text: str) -> bool:
    return ASK.fullmatch(text) is not None


def names(text: str, word: str) -> bool:
    """Whether a text names an id or a clause number as a whole: `5.1.12` does not name `5.1.1`, nor `X-1-2` `X-1`."""
    return bool(word) and re.search(rf"(?<![\w.-]){re.escape(word)}(?!\w|[.-]\w)", text) is not None
