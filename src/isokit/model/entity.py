"""What all entities of a management system have in common: an id, a title, and a place in a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field

from isokit.text.span import Route, Span

Facts = dict[str, Any]
"""Plain data read from a file, before the model has looked at it."""


class Place(NamedTuple):
    """Where a finding points: a file and a route into its data, resolved to a span only when it is reported.

    `subject` is the id of the entity concerned. `on_key` points at the key instead of its value.
    `span` is given only where there is no route, as in a file that cannot be read.
    """

    path: str
    route: Route = ()
    subject: str | None = None
    on_key: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why something does not fully answer what it claims, and what to do about it."""

    reason: str
    cure: str


class Part(BaseModel):
    """A part of an entity: frozen, without unknown keys. Its schema is built when it is first used."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def shared(value: Any) -> Any:
    """A frozen default that all entities share; pydantic would copy it for each."""
    return Field(default_factory=lambda: value)


def remember(entity: object, name: str, value: object) -> None:
    """Set what only the loader knows of a frozen entity."""
    vars(entity)[name] = value


class Entity(Part):
    """An item of the management system. Every field but the id may be missing; rules and `needs` report that.

    `flawed`: a field was unreadable or missing, so the entity meets no expectation. `needs` are the required keys.
    `claims` are routes to the references the entity answers, `cites` to those it only names, `links` to ids of others.
    `shelf` is the register it is an entry of, `head` the type of that register's own keys. Nothing written in a
    `private` entity may be quoted.
    """

    needs: ClassVar[tuple[str, ...]] = ("id", "title")
    claims: ClassVar[tuple[Route, ...]] = (("clauses",),)
    cites: ClassVar[tuple[Route, ...]] = ()
    links: ClassVar[tuple[Route, ...]] = ()
    shelf: ClassVar[str] = ""
    head: ClassVar[Any] = None
    private: ClassVar[bool] = False
    place: ClassVar[Place] = Place("")
    flawed: ClassVar[bool] = False

    id: str
    title: str = ""

    def __hash__(self) -> int:
        """By identity, as it is compared. (pydantic would hash every field of each subclass instead.)"""
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    @classmethod
    def missing(cls, data: Facts) -> list[str]:
        return [key for key in cls.needs if key not in data]

    @classmethod
    def stand_in(
        cls,
        data: Facts,  # noqa: ARG003
        path: str,
        route: Route,
    ) -> str:
        """The id of an entity that has none: its place."""
        return "#".join([path, *(str(part + 1) for part in route if isinstance(part, int))])

    def written(self, place: Place, flawed: bool = False) -> Self:
        """The entity with its place, and whether a field of it was dropped as unreadable."""
        remember(self, "place", place if place.subject == self.id else place._replace(subject=self.id))
        if flawed:
            remember(self, "flawed", flawed)
        return self

    @property
    def path(self) -> str:
        return self.place.path

    def unread(self) -> Iterator[Shortfall]:
        """With unreadable fields an entity meets no expectation."""
        if self.flawed:
            yield Shortfall(f"{self.id} has fields that cannot be read", f"run isokit check and fix {self.path}")

    def answers(self, today: date) -> bool:  # noqa: ARG002
        """Whether its claims count at all on a day."""
        return True

    def settled(self, today: date) -> bool:  # noqa: ARG002
        """Whether it records something completed, which is not rewritten for another edition."""
        return False

    def at(self, *route: str | int) -> Place:
        return Place(self.place.path, (*self.place.route, *route), self.id)

    def claimed(self) -> list[tuple[Route, str]]:
        return self._texts(self.claims)

    def cited(self) -> list[tuple[Route, str]]:
        return self._texts(self.cites)

    def linked(self) -> list[tuple[Route, str]]:
        return self._texts(self.links)

    def _texts(self, routes: tuple[Route, ...]) -> list[tuple[Route, str]]:
        found: list[tuple[Route, str]] = []
        own = vars(self)
        for route in routes:
            value = own.get(str(route[0]))
            for name in route[1:]:
                value = getattr(value, str(name), None)
            if isinstance(value, str):
                found.append((route, value))
            elif value:
                found += [((*route, index), text) for index, text in enumerate(value)]
        return found
