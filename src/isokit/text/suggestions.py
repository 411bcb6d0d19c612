"""What to suggest where a name is mistyped, and what is close enough to replace it."""

from __future__ import annotations

import difflib
import re
from bisect import bisect
from collections.abc import Iterable
from functools import cached_property
from itertools import zip_longest

from isokit.text.table import SIGNS, spelling

LONGEST = 100
"""Characters of a word; comparing takes quadratic time."""
MOST = 200
"""Up to so many choices, all are compared; of more, only those that begin or end most like the word."""
AROUND = 10
"""How many of those, on each side of the word."""
CLOSE = 0.8
"""How similar each part of two words must be for one to replace the other."""
NUMBERS = re.compile(r"\d+", re.ASCII)


class Choices:
    """Known words, prepared for many lookups."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in words if len(word) <= LONGEST]

    def nearest(self, word: str) -> str | None:
        if len(word) > LONGEST:
            return None
        if variant := self._variants.get(spelling(word)):
            return variant
        words = self._words if len(self._words) <= MOST else self._likely(word)
        return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=0.6)), None)

    def closest(self, word: str) -> str | None:
        """The one choice that may replace a word: the same numbers, and each part close to the word's.

        `PROC-007` for `PRO-007`, but neither `PRO-008` nor `POL-007`; None where two choices are that close.
        """
        if len(word) > LONGEST:
            return None
        words = self._words if len(self._words) <= MOST else self._likely(word)
        close = [choice for choice in words if _close(word, choice)]
        return close[0] if len(close) == 1 else None

    @cached_property
    def _variants(self) -> dict[str, str]:
        """The choices by what they are without case and signs, where that is one choice only."""
        found: dict[str, str] = {}
        for word in self._words:
            found[spelling(word)] = "" if spelling(word) in found else word
        return found

    def _likely(self, word: str) -> list[str]:
        by_end = (found[::-1] for found in _around(word[::-1], self._backwards))
        return list(dict.fromkeys([*_around(word, self._sorted), *by_end]))

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._words)

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(word[::-1] for word in self._words)


def _close(word: str, other: str) -> bool:
    if _numbers(word) != _numbers(other):
        return False
    parts = zip_longest(_parts(word), _parts(other), fillvalue="")
    return all(one == two or difflib.SequenceMatcher(None, one, two).ratio() >= CLOSE for one, two in parts)


def _parts(word: str) -> list[str]:
    return [NUMBERS.sub("0", part) for part in SIGNS.split(word.casefold())]


def _numbers(word: str) -> list[int]:
    return [int(number) for number in NUMBERS.findall(word)]


def same_but_for_signs(word: str, other: str) -> bool:
    """Whether two words differ only in case and in the signs between their parts: `In Review` and `in-review`."""
    return spelling(word) == spelling(other)


def _around(word: str, words: list[str]) -> list[str]:
    at = bisect(words, word)
    return words[max(0, at - AROUND) : at + AROUND]


def nearest(word: str, choices: Iterable[str]) -> str | None:
    return Choices(choices).nearest(word)


def suggestion(near: str | None, otherwise: str = "") -> str:
    """`did you mean …?`, or another text where nothing is similar."""
    return f"did you mean {near}?" if near else otherwise


def nearest_number(number: str, choices: Iterable[str]) -> str | None:
    """The known clause number that shares most of its beginning with a mistyped one."""
    known, above = list(choices), number.rpartition(".")[0]
    siblings = [choice for choice in known if above and choice.startswith(above + ".")]
    return nearest(number, siblings or known)
