"""A sequence that is computed when it is first looked at, for members that only some outputs show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TypeVar, overload

T = TypeVar("T")


class Deferred(Sequence[T]):
    """Behaves like the tuple of what `compute` gives."""

    def __init__(self, compute: Callable[[], Iterable[T]]) -> None:
        self._compute = compute

    @cached_property
    def _items(self) -> tuple[T, ...]:
        return tuple(self._compute())

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...

    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """One item, or several."""
        return self._items[index]

    def __len__(self) -> int:
        """How many items there are."""
        return len(self._items)
