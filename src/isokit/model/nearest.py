"""The word somebody probably meant: what to suggest where a name is mistyped."""

from __future__ import annotations

import difflib
from bisect import bisect
from collections.abc import Iterable
from functools import cached_property

LONGEST = 100
"""Characters of a word for which another one is looked for; comparing grows with the square of it."""
MOST = 200
"""Choices that are all compared; of more, only those that begin or end most like the word."""
AROUND = 10
"""How many of them, on each side of the word."""


class Choices:
    """Words that may be meant, for many questions."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in words if len(word) <= LONGEST]

    def nearest(self, word: str) -> str | None:
        """The choice a mistyped word was probably meant to be; None if there is none like it."""
        if len(word) > LONGEST:
            return None
        words = self._words if len(self._words) <= MOST else self._likely(word)
        return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=0.6)), None)

    def _likely(self, word: str) -> list[str]:
        by_end = (found[::-1] for found in _around(word[::-1], self._backwards))
        return list(dict.fromkeys([*_around(word, self._sorted), *by_end]))

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._words)

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(word[::-1] for word in self._words)


def _around(word: str, words: list[str]) -> list[str]:
    at = bisect(words, word)
    return words[max(0, at - AROUND) : at + AROUND]


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice a mistyped word was probably meant to be; None if there is none like it."""
    return Choices(choices).nearest(word)


def suggestion(near: str | None, otherwise: str = "") -> str:
    """The question after a mistyped word; what else to say where nothing resembles it."""
    return f"did you mean {near}?" if near else otherwise


def nearest_number(number: str, choices: Iterable[str]) -> str | None:
    """The clause a number was probably meant to be: the one that shares most of its beginning."""
    known, above = list(choices), number.rpartition(".")[0]
    beside = [choice for choice in known if above and choice.startswith(above + ".")]
    return nearest(number, beside or known)
