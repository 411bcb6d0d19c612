"""The vocabulary of types of documents, registers, records, audits and reviews, common to all standards."""

from functools import cached_property
from typing import ClassVar

from isokit.catalog.standard import Kind
from isokit.model.entity import Entity, Part
from isokit.text.span import Route

KINDS = {
    Kind.DOCUMENT: "documents",
    Kind.REGISTER: "registers",
    Kind.EVIDENCE: "evidence",
    Kind.AUDIT: "audits",
    Kind.REVIEW: "reviews",
}
"""The key of the vocabulary that lists the types of a kind."""


class NamedType(Part):
    """A type and its meaning."""

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

    @cached_property
    def _types(self) -> dict[Kind, frozenset[str]]:
        return {kind: frozenset(named.type for named in self.of(kind)) for kind in KINDS}

    def of(self, kind: Kind) -> tuple[NamedType, ...]:
        found: tuple[NamedType, ...] = getattr(self, KINDS[kind])
        return found

    def types_of(self, kind: Kind) -> frozenset[str]:
        return self._types[kind]
