"""The word somebody probably meant: what to suggest where a name is mistyped."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice a mistyped word was probably meant to be; None if there is none like it."""
    return next(iter(difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)), None)


def suggestion(near: str | None, otherwise: str = "") -> str:
    """The question after a mistyped word; what else to say where nothing resembles it."""
    return f"did you mean {near}?" if near else otherwise


def nearest_number(number: str, choices: Iterable[str]) -> str | None:
    """The clause a number was probably meant to be: the one that shares most of its beginning."""
    known, above = list(choices), number.rpartition(".")[0]
    beside = [choice for choice in known if above and choice.startswith(above + ".")]
    return nearest(number, beside or known)
