"""Words: counts and lists in messages, and titles without their dates."""

from __future__ import annotations

import re
from collections.abc import Iterable

FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
YEAR = r"(?:19|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
NTH = "first|second|third|fourth|last|1st|2nd|3rd|4th"
DATES = re.compile(
    rf"(?<![\w.])(?:"
    rf"{DAY}[./]{DAY}[./]{YEAR}"
    rf"|{YEAR}(?:-\d\d){{1,2}}|{YEAR}/\d\d"
    rf"|(?:0?[1-9]|1[0-2])/{YEAR}"
    rf"|{YEAR}[ -]?[QHW]\d\d?|[QH][1-4](?:[ /\u2013-]?{YEAR}(?:/\d\d)?)?|W\d\d?(?:[ /-]{YEAR})?"
    rf"|FY ?(?:{YEAR}|\d\d)(?:/\d\d)?"
    rf"|(?:{DAY} )?(?:{FULL})(?: {DAY})?(?:,? {YEAR})?"
    rf"|(?:{DAY} )?(?:{SHORT})\.?(?: {DAY},?)? {YEAR}"
    rf"|(?:{NTH}) (?:quarter|half)(?: of)?|week \d\d?"
    rf"|{YEAR}"
    rf")(?!\w)",
    re.IGNORECASE,
)
EMPTY = re.compile(r"[(\[][\s,;:/\u2013-]*[)\]]")
BEFORE_BRACKET = re.compile(r"[\s,;:/\u2013-]+(?=[)\]])")
BEHIND_BRACKET = re.compile(r"(?<=[(\[])[\s,;:/\u2013-]+")
EDGES = " ,;:/\u2013\u2014-"
NEAR = 1
"""How many years a date in a title may lie from the day of the record; what is farther is a part of the name."""


def many(count: int, what: str) -> str:
    """`1 file`, `2 files`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def few(names: Iterable[object], most: int) -> str:
    """The first names and the number of the others: `A.5.1, A.5.2 and 3 more`."""
    texts = [str(name) for name in names]
    return ", ".join(texts[:most]) + (f" and {len(texts) - most} more" if len(texts) > most else "")


def undated(title: str, year: int | None = None) -> str:
    """The title without the dates in it: `Access review, Q3 2026` becomes `Access review`.

    A year far from that of the record is part of the name, as in `Windows Server 2019`.
    """

    def gone(found: re.Match[str]) -> str:
        years = map(int, re.findall(YEAR, found[0]))
        return found[0] if year and any(abs(each - year) > NEAR for each in years) else ""

    bare = DATES.sub(gone, title)
    if bare == title:
        return title
    for pattern in (EMPTY, BEFORE_BRACKET, BEHIND_BRACKET):
        bare = pattern.sub("", bare)
    return " ".join(bare.split()).strip(EDGES)
