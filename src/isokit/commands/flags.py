"""The flags commands share, as they were typed; and how a command stops."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

CLEAN, FOUND, COULD_NOT, BUG, INTERRUPTED = 0, 1, 2, 3, 130
DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Stop(Exception):
    """Ends a command with exit code 2; the message tells the user why, and what to type instead."""


@dataclass(frozen=True, kw_only=True)
class Flags:
    """The shared flags of one command line. A command that does not take a flag has its default."""

    as_of: str | None = None
    at: str | None = None
    staged: bool = False
    format: str | None = None
    report: Sequence[str] | None = None
    no_cache: bool = False
    color: str = "auto"
    ascii: bool = False
    quiet: bool = False
    verbose: bool = False

    def today(self) -> date:
        """The date the command assesses by: that of --as-of, else the date of the machine."""
        from isokit.edge import clock

        return clock.today() if self.as_of is None else _date(self.as_of)


def _date(text: str) -> date:
    try:
        if not DATE.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(f"--as-of {text} is not a valid date; write it as YYYY-MM-DD") from None


def one_of(word: str, choices: Iterable[str], flag: str) -> str:
    """The word, if it is one of the choices a flag takes."""
    if word not in (known := list(choices)):
        raise Stop(f"{flag} {word}: write {', '.join(known[:-1])} or {known[-1]}")
    return word
