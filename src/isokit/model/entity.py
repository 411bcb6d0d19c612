"""What every noun of a management system has in common: an id, a title, and a place where it is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field

from isokit.text.span import Route, Span

Facts = dict[str, Any]
"""Plain data read from a file, before the model has looked at it."""


class Place(NamedTuple):
    """Where a finding points: a file and a route into its data, made a span only when it is shown.

    `subject` is the id of the entity concerned. `on_key` points at the key instead of its value.
    `span` is given only where no route exists, as in a file that cannot be read.
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
    """A piece of an entity: frozen, and no key it does not know. Its schema is built when it is first used."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def shared(value: Any) -> Any:
    """A default that all entities share. pydantic would copy it for each, though it is frozen."""
    return Field(default_factory=lambda: value)


def remember(entity: object, name: str, value: object) -> None:
    """Give a frozen entity what the loader knows about it and no key may set."""
    vars(entity)[name] = value


class Entity(Part):
    """A noun of the management system. Every field but the id may be missing; rules and `needs` say so.

    `place` is where it is written. `flawed` says that a field was unreadable or missing: such an entity
    meets no expectation. `needs` are the keys without which the entity cannot be understood. `claims` are
    routes to references the entity answers, `cites` to references it only names, `links` to ids of others.
    `shelf` is the register whose entries it is: key, shelf and file; `head` what that register says of itself.
    """

    needs: ClassVar[tuple[str, ...]] = ("id", "title")
    claims: ClassVar[tuple[Route, ...]] = (("clauses",),)
    cites: ClassVar[tuple[Route, ...]] = ()
    links: ClassVar[tuple[Route, ...]] = ()
    shelf: ClassVar[str] = ""
    head: ClassVar[Any] = None

    id: str
    title: str = ""

    def __hash__(self) -> int:
        """By identity, as it is compared. (pydantic would hash every field of each subclass instead.)"""
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    private: ClassVar[bool] = False
    """Whether nothing of what is written in it may be quoted."""

    place: ClassVar[Place] = Place("")
    flawed: ClassVar[bool] = False

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
        """What the entity is called where it has no id: its place."""
        return "#".join([path, *(str(part + 1) for part in route if isinstance(part, int))])

    def written(self, place: Place, flawed: bool = False) -> Self:
        """The entity, knowing where it stands and whether a field of it was dropped as unreadable."""
        remember(self, "place", place if place.subject == self.id else place._replace(subject=self.id))
        if flawed:
            remember(self, "flawed", flawed)
        return self

    @property
    def path(self) -> str:
        return self.place.path

    def unread(self) -> Iterator[Shortfall]:
        """That fields of it could not be read, where that is so: it then meets no expectation."""
        if self.flawed:
            yield Shortfall(f"{self.id} has fields that cannot be read", f"run isokit check and fix {self.path}")

    def answers(self, today: date) -> bool:  # noqa: ARG002
        """Whether what it claims counts for anything at all on a day."""
        return True

    def settled(self, today: date) -> bool:  # noqa: ARG002
        """Whether it tells of what was done and is over, so that nobody writes it anew for another edition."""
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
