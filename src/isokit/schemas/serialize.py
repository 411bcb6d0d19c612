"""Schema values as plain data and as JSON: the only place that writes JSON.

Fields keep their order; dates become ISO text, enums their words, tuples lists. A trailing underscore of a field name
is dropped, so that `from_` is the key `from`. Templates get every field, also those JSON does not hold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar, overload

T = TypeVar("T")
Metadata = Mapping[str, bool]

WHERE_GIVEN: Metadata = MappingProxyType({"where_given": True})
"""Metadata of a field that is published only where it has a value: None leaves the key out."""
INTERNAL: Metadata = MappingProxyType({"internal": True})
"""Metadata of a field that outputs read and JSON does not hold."""


class Member(NamedTuple):
    """A field: its name, its key in JSON, and whether the key is left out where the value is None."""

    name: str
    key: str
    where_given: bool


@cache
def members(kind: type) -> tuple[Member, ...]:
    published = (each for each in fields(kind) if not each.metadata.get("internal", False))
    leading = sorted(published, key=lambda each: each.name != "schema")
    return tuple(
        Member(each.name, each.name.removesuffix("_"), each.metadata.get("where_given", False)) for each in leading
    )


@cache
def all_members(kind: type) -> tuple[Member, ...]:
    return tuple(Member(each.name, each.name.removesuffix("_"), False) for each in fields(kind))


Members = Callable[[type], tuple[Member, ...]]


def plain(value: object, fields_of: Members = members) -> Any:
    """A value as dictionaries, lists, text, numbers, booleans and None."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {plain(key): plain(each, fields_of) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [plain(each, fields_of) for each in value]
    return _members(value, fields_of)


def _members(value: object, fields_of: Members) -> dict[str, Any]:
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{type(value).__name__} has no form in JSON")
    found = ((each, getattr(value, each.name)) for each in fields_of(type(value)))
    return {each.key: plain(held, fields_of) for each, held in found if not (each.where_given and held is None)}


def as_json(value: object) -> str:
    """A value as a JSON document that ends in a line break."""
    return json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n"


class Deferred(Sequence[T]):
    """The tuple of what `compute` gives, computed when it is first looked at: for members that few outputs show."""

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
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)
