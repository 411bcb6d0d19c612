"""What documents are made with: how most of them begin, and fields copied from a value of another part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from isokit import __version__

if TYPE_CHECKING:
    from isokit.run import Run

Plain = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How most documents begin, after `schema`."""

    isokit: str = __version__
    as_of: date
    organization: str


def head_of(run: Run) -> Plain:
    return {"as_of": run.today, "organization": run.workspace.settings.organization.name}


def fill(kind: type[T], source: object, /, **given: object) -> T:
    """A dataclass from the attributes of `source` that have the names of its fields, and from the fields given.

    A field with a default keeps it unless it is given. Raises `AttributeError` for a field that is neither an attribute
    nor given, `TypeError` for a name that is no field.
    """
    make: Callable[..., T] = kind
    return make(**{name: getattr(source, name) for name in _required(make) if name not in given}, **given)


@cache
def _required(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)
