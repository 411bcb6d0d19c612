"""`isokit/documents/1`: documents as they stand, and what a command did to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from isokit.analysis.documents.control import Retained, retention_of
from isokit.model import document as model
from isokit.model.document import DocumentStatus, DocumentType
from isokit.model.history import Past
from isokit.model.scalar import TimeSpan
from isokit.run import Run
from isokit.schemas.base import Head, fill, head_of
from isokit.schemas.serialize import INTERNAL

NUMBER = re.compile(r"(\d{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approved a document, when, and the digest of the text approved."""

    by: str | None
    on: date | None
    digest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """How often a document is reviewed, when it last was, and when it is due."""

    every: str | None
    last: date | None
    next: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document."""

    id: str
    title: str
    type: DocumentType
    version: str | None
    status: DocumentStatus | None
    in_force: bool
    owner: str | None
    approved: Approval
    sealed: bool | None
    """Whether the text is the one approved; null where the approval has no digest."""
    effective: date | None
    review: Review
    retention: str | None
    retained_until: date | None
    classification: str | None
    language: str | None
    sites: tuple[str, ...]
    external: str | None
    """Where a document of external origin comes from."""
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents(Head):
    """Output of `isokit doc` and its commands."""

    schema: Literal["isokit/documents/1"] = "isokit/documents/1"
    documents: tuple[Document, ...]
    written: tuple[str, ...] = ()
    """The files a command wrote."""
    next: tuple[str, ...] = ()
    """What to do next."""
    listing: bool = field(default=True, metadata=INTERNAL)
    """Whether documents are only listed, and no command was to write."""


def in_order(documents: Iterable[model.Document]) -> list[model.Document]:
    """Documents by their ids, numbers by their size: PRO-9 before PRO-10."""
    return sorted(documents, key=lambda document: (_natural(document.id), document.path))


def _natural(name: str) -> list[tuple[bool, int, str]]:
    parts = enumerate(NUMBER.split(name))
    return [(bool(index % 2), int(part) if index % 2 else 0, part) for index, part in parts]


def documents_of(
    run: Run, documents: Sequence[model.Document], written: Sequence[str] | None = None, next: Sequence[str] = ()
) -> Documents:
    """Documents as they stand; the files a command wrote, None where it only lists; and what to do next."""
    settings, past = run.workspace.settings, run.history.past if any(d.retention for d in documents) else Past()
    retained = (retention_of(each, past, settings) if each.retention else None for each in documents)
    return Documents(
        **head_of(run),
        documents=tuple(_document(d, run.today, kept) for d, kept in zip(documents, retained, strict=True)),
        written=tuple(written or ()),
        next=tuple(next),
        listing=written is None,
    )


def _document(document: model.Document, today: date, retained: Retained | None) -> Document:
    approval, review = document.approved, document.review
    return fill(
        Document,
        document,
        in_force=document.in_force(today),
        approved=fill(Approval, approval),
        sealed=None if approval.digest is None else approval.digest == document.digest,
        review=Review(every=str(review.every) if review.every else None, last=review.last, next=document.review_due),
        retention=span(document.retention) if document.retention else None,
        retained_until=retained.end if retained else None,
        language=document.tongue,
    )


def span(time: TimeSpan) -> str:
    """A span of time as people say it: 10 years, not 120 months; but 12 months."""
    years, months = divmod(time.months, 12)
    return str(time) if months or years < 2 else f"{years} years"


def master_list(run: Run) -> tuple[Document, ...]:
    """All documents, for the report. Git is not asked, so that the same files give the same list."""
    settings, nothing = run.workspace.settings, Past()
    documents = in_order(run.workspace.of(model.Document))
    return tuple(_document(each, run.today, retention_of(each, nothing, settings)) for each in documents)
