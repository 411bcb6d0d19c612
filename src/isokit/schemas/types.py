"""`isokit/types/1`: the vocabulary of types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from isokit import __version__
from isokit.catalog.standard import Kind
from isokit.catalog.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedType:
    """A type and what it stands for."""

    type: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """Output of `isokit standards types`."""

    schema: Literal["isokit/types/1"] = "isokit/types/1"
    isokit: str = __version__
    documents: tuple[NamedType, ...]
    registers: tuple[NamedType, ...]
    evidence: tuple[NamedType, ...]
    audits: tuple[NamedType, ...]
    reviews: tuple[NamedType, ...]

    @property
    def by_kind(self) -> dict[str, tuple[NamedType, ...]]:
        """The types under the names of their kinds."""
        return {
            "documents": self.documents,
            "registers": self.registers,
            "evidence": self.evidence,
            "audits": self.audits,
            "reviews": self.reviews,
        }


def types_of(vocabulary: Vocabulary) -> Types:
    """The vocabulary, kind by kind."""

    def of(kind: Kind) -> tuple[NamedType, ...]:
        return tuple(NamedType(type=named.type, title=named.title) for named in vocabulary.of(kind))

    return Types(
        documents=of(Kind.DOCUMENT),
        registers=of(Kind.REGISTER),
        evidence=of(Kind.EVIDENCE),
        audits=of(Kind.AUDIT),
        reviews=of(Kind.REVIEW),
    )
