"""Documents as plain data: for `isokit doc`, and for the master list that is rendered into the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from isokit.analysis.documents.control import Retained, retention_of
from isokit.model.document import Document
from isokit.model.history import Past
from isokit.model.scalar import TimeSpan
from isokit.run import Run
from isokit.schemas.head import Plain, day_plain, head_plain, schema_plain

NUMBER = re.compile(r"(\d{1,9})")


def in_order(documents: Iterable[Document]) -> list[Document]:
    """Documents by their ids, numbers by their size: PRO-9 before PRO-10."""
    return sorted(documents, key=lambda document: (_natural(document.id), document.path))


def _natural(name: str) -> list[tuple[bool, int, str]]:
    parts = enumerate(NUMBER.split(name))
    return [(bool(index % 2), int(part) if index % 2 else 0, part) for index, part in parts]


def documents_plain(run: Run, documents: Iterable[Document]) -> Plain:
    """`isokit/documents/1`, of some documents as they stand."""
    settings, history = run.workspace.settings, run.history
    kept = {each: retention_of(each, history.past, settings) if each.retention else None for each in documents}
    return {
        **schema_plain("documents", run),
        "documents": [document_plain(document, run.today, retained) for document, retained in kept.items()],
    }


def document_plain(document: Document, today: date, retained: Retained | None) -> Plain:
    """One document of `isokit/documents/1`. `sealed` is null where its approval has no digest."""
    approval, review = document.approved, document.review
    return {
        "id": document.id,
        "title": document.title,
        "type": document.type.value,
        "version": document.version,
        "status": document.status.value if document.status else None,
        "in_force": document.in_force(today),
        "owner": document.owner,
        "approved": {"by": approval.by, "on": day_plain(approval.on), "digest": approval.digest},
        "sealed": None if approval.digest is None else approval.digest == document.digest,
        "effective": day_plain(document.effective),
        "review": {
            "every": review.every and str(review.every),
            "last": day_plain(review.last),
            "next": day_plain(document.review_due),
        },
        "retention": document.retention and span(document.retention),
        "retained_until": day_plain(retained.end) if retained else None,
        "classification": document.classification,
        "language": document.tongue,
        "sites": list(document.sites),
        "external": document.external,
        "path": document.path,
    }


def span(time: TimeSpan) -> str:
    """A span of time as people say it: 10 years, not 120 months; but 12 months."""
    years, months = divmod(time.months, 12)
    return str(time) if months or years < 2 else f"{years} years"


def documents_report_plain(run: Run) -> Plain:
    """What the template of the master list may use.

    It asks nothing of git, so that the same files give the same list wherever they lie.
    """
    settings, nothing = run.workspace.settings, Past()
    documents = in_order(run.workspace.of(Document))
    return {
        **head_plain(run),
        "documents": [document_plain(d, run.today, retention_of(d, nothing, settings)) for d in documents],
    }
