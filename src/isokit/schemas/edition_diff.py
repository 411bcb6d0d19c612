"""`isokit/diff/1`: what is different between two editions of a standard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from isokit.catalog.edition_map import AskLink, AskRelation, EditionMap, Link, Relation
from isokit.catalog.standard import Confidence, Standard
from isokit.schemas.base import fill
from isokit.schemas.serialize import INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """A clause of the earlier edition and the one that follows it; null where it is new or withdrawn."""

    from_: str | None
    to: str | None
    relation: Relation
    change: str
    """What is different, in isokit's words."""
    confidence: Confidence
    title: str = field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskChange:
    """A question of the earlier checklist and the one that follows it."""

    from_: str | None
    to: str | None
    relation: AskRelation
    change: str
    ask: str | None
    """The question of the later edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDiff:
    """Output of `isokit standards diff`."""

    schema: Literal["isokit/diff/1"] = "isokit/diff/1"
    from_: str
    to: str
    revision: int
    """The revision of the map between the editions."""
    clauses: tuple[ClauseChange, ...]
    asks: tuple[AskChange, ...]
    names: tuple[str, str] = field(metadata=INTERNAL)


def edition_diff_of(found: EditionMap, old: Standard, new: Standard) -> EditionDiff:
    return EditionDiff(
        from_=old.standard,
        to=new.standard,
        revision=found.revision,
        clauses=tuple(_clause(link, old, new) for link in found.lines),
        asks=tuple(_ask(link, new) for link in found.asks),
        names=(old.name, new.name),
    )


def _clause(link: Link, old: Standard, new: Standard) -> ClauseChange:
    clause = new.by_number.get(link.new or "") or old.by_number.get(link.old or "")
    return fill(ClauseChange, link, from_=link.old, to=link.new, title=clause.title if clause else "")


def _ask(link: AskLink, new: Standard) -> AskChange:
    number, _, name = (link.new or "").partition("/")
    clause = new.by_number.get(number)
    question = next((ask.ask for ask in clause.asks if ask.id == name), link.change) if clause else link.change
    return fill(AskChange, link, from_=link.old, to=link.new, ask=question if link.new else None)
