"""The vocabulary of types: what records, audits and reviews may be called, so that all standards mean the same."""

from typing import ClassVar

from isokit.model.entity import Entity, Part
from isokit.text.span import Route


class NamedType(Part):
    """A type and what it stands for."""

    type: str
    title: str = ""


class Vocabulary(Entity):
    """The types of each kind, as `standards/types.yaml` lists them."""

    needs: ClassVar[tuple[str, ...]] = ("documents", "registers", "evidence", "audits", "reviews")
    claims: ClassVar[tuple[Route, ...]] = ()

    documents: tuple[NamedType, ...] = ()
    registers: tuple[NamedType, ...] = ()
    evidence: tuple[NamedType, ...] = ()
    audits: tuple[NamedType, ...] = ()
    reviews: tuple[NamedType, ...] = ()
