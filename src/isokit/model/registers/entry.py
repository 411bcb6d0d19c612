"""What the entries of all registers have in common, besides an id and a title."""

from typing import ClassVar

from isokit.model.entity import Entity
from isokit.model.scalar import Texts
from isokit.text.span import Route


class Entry(Entity):
    """An entry of a register: its owner, the clauses it answers, where it applies, and the documents about it."""

    links: ClassVar[tuple[Route, ...]] = (("documents",),)

    owner: str | None = None
    clauses: Texts = ()
    documents: Texts = ()
    sites: Texts = ()
    processes: Texts = ()
    note: str | None = None
