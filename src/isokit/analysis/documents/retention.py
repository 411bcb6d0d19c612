"""How long an obsolete document is kept."""

from __future__ import annotations

from datetime import date
from itertools import takewhile
from typing import NamedTuple

from isokit.analysis.documents.revisions import revisions
from isokit.model.document import Document, DocumentStatus
from isokit.model.history import Past
from isokit.model.settings import Settings


class Retained(NamedTuple):
    """From when and until when an obsolete document is kept; `known` says that git tells when it became obsolete."""

    start: date
    end: date
    known: bool


def retention_of(document: Document, past: Past, settings: Settings) -> Retained | None:
    """The time an obsolete document is kept; None for others, and where no day is known to count from."""
    if document.status is not DocumentStatus.OBSOLETE or document.retention is None:
        return None
    retired = _retired_on(document, past, settings) if past.whole else None
    named = (document.approved.on, document.review.last, document.effective)
    start = retired or max((day for day in named if day), default=None)
    return Retained(start, document.retention.after(start), retired is not None) if start else None


def _retired_on(document: Document, past: Past, settings: Settings) -> date | None:
    """The day of the oldest commit since which it is obsolete."""
    told = revisions(document, past, settings)
    obsolete = takewhile(lambda r: r.document is not None and r.document.status is DocumentStatus.OBSOLETE, told)
    return min((revision.commit.committed for revision in obsolete), default=None)
