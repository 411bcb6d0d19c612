"""Control of documents (7.5.3): approvers, translations, obsolete documents and their retention."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from isokit.analysis.revisions import revisions
from isokit.model.document import Document, DocumentStatus
from isokit.model.history import Past
from isokit.model.registers.role import Role
from isokit.model.settings import Settings
from isokit.workspace.workspace import Workspace, derived


def role_of(name: str | None, workspace: Workspace) -> Role | None:
    """By the criteria, so that no change under test decides who may approve it."""
    return next((role for role in workspace.criteria.roles if role.id == name), None)


def addresses_of(document: Document, workspace: Workspace) -> tuple[str | None, ...]:
    """The e-mail addresses of those who may have approved it; None for a holder without an address."""
    role, on = role_of(document.approved.by, workspace), document.approved.on
    return role.addresses(on) if role and on else ()


def approved_digests(name: str, workspace: Workspace) -> frozenset[str]:
    documents = (entity for entity in workspace.by_id.get(name, ()) if isinstance(entity, Document))
    return frozenset(document.digest for document in documents if document.approved_as_it_stands)


def translations(name: str, workspace: Workspace) -> list[Document]:
    """The documents of one id in different languages; none where the id belongs to anything else as well."""
    found = workspace.by_id.get(name, [])
    documents = [entity for entity in found if isinstance(entity, Document)]
    several = len(documents) > 1 and len({document.tongue for document in documents}) == len(found)
    return documents if several else []


@derived
def obsolete_documents(workspace: Workspace) -> Mapping[str, Document]:
    """By id and by path; by path alone where another file with the same id is in use."""
    every = workspace.of(Document)
    retired = [document for document in every if document.status is DocumentStatus.OBSOLETE]
    used = {document.id for document in every if document.status is not DocumentStatus.OBSOLETE}
    return {name: d for d in retired for name in (d.id, d.path) if d.id not in used or name == d.path}


class Retained(NamedTuple):
    """How long an obsolete document is kept; `known` where git knows when it became obsolete."""

    start: date
    end: date
    known: bool


def retention_of(document: Document, past: Past, settings: Settings) -> Retained | None:
    """None for documents that are not obsolete, and where there is no date to count from."""
    if document.status is not DocumentStatus.OBSOLETE or document.retention is None:
        return None
    retired = _retired_on(document, past, settings) if past.whole else None
    named = (document.approved.on, document.review.last, document.effective)
    start = retired or max((day for day in named if day), default=None)
    return Retained(start, document.retention.after(start), retired is not None) if start else None


def _retired_on(document: Document, past: Past, settings: Settings) -> date | None:
    known = revisions(document, past, settings)
    obsolete = takewhile(lambda r: r.document is not None and r.document.status is DocumentStatus.OBSOLETE, known)
    return min((revision.commit.committed for revision in obsolete), default=None)
