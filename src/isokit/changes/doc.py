"""A document approved or retired: the values its front matter then has, and who has to look because of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from isokit.analysis.documents.control import approved_digests
from isokit.analysis.documents.revisions import Revision, revisions, sign_of
from isokit.changes.edited import InTree, with_values
from isokit.model.document import Document, DocumentStatus, digest_of
from isokit.model.edit import Edited
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.fit import known_keys
from isokit.model.history import Past
from isokit.model.nonconformity import Nonconformity
from isokit.model.recurring import ScheduledActivity
from isokit.model.settings import Settings
from isokit.text.span import Route
from isokit.text.yaml.emit import Value
from isokit.workspace.workspace import Workspace

ORDER = tuple(known_keys(Document, ()))
"""The order in which keys are added to front matter."""
RECORDS = (Evidence, Nonconformity, ScheduledActivity)
"""What may go on naming an obsolete document: it says what was valid in its day."""


class Approving(NamedTuple):
    """An approval to be written: by which role, on which day, under which version where that is set as well."""

    by: str
    on: date
    version: str | None = None


def approved(document: Document, data: bytes, approving: Approving, workspace: Workspace) -> Edited | None:
    """The document approved and sealed, with its links to what it implements confirmed; None where it cannot be."""
    values = _approval(document, approving, workspace)
    return with_values(InTree(document.path, data, workspace.settings.aliases), values, ORDER)


def _approval(document: Document, approving: Approving, workspace: Workspace) -> Mapping[Route, Value]:
    digest = digest_of(document.wording, approving.version or document.version)
    sealed: Value = {"by": approving.by, "on": approving.on, "digest": digest}
    values: dict[Route, Value] = {("status",): DocumentStatus.APPROVED.value, ("approved",): sealed}
    if approving.version:
        values[("version",)] = approving.version
    if confirmed := dict(_confirmed(document, workspace)):
        values[("confirmed",)] = confirmed
    return values


def _confirmed(document: Document, workspace: Workspace) -> Iterator[tuple[str, str]]:
    """What each document it implements says now, of those that are approved."""
    for name in document.implements:
        if name != document.id and (digests := approved_digests(name, workspace)):
            before = document.confirmed.get(name)
            yield name, before if before in digests else min(digests)


def retired(document: Document, data: bytes, settings: Settings) -> Edited | None:
    """The document made obsolete; its approval stays, since it says what was valid in its day."""
    values: Mapping[Route, Value] = {("status",): DocumentStatus.OBSOLETE.value}
    return with_values(InTree(document.path, data, settings.aliases), values, ORDER)


def unmoved(document: Document, version: str | None, past: Past, settings: Settings) -> Revision | None:
    """The last sealed approval, where it has the same version and another text; None where git knows of none."""
    for revision in revisions(document, past, settings):
        then = revision.document
        if then and sign_of(then) and then.approved.digest and not then.altered:
            same = version is not None and then.version == version
            return revision if same and then.wording != document.wording else None
    return None


def to_confirm(name: str, digests: Collection[str], workspace: Workspace) -> Iterator[Document]:
    """The documents that implement one and were confirmed against an earlier text."""
    for other in workspace.of(Document):
        confirmed = other.confirmed.get(name) if name in other.implements else None
        if confirmed and confirmed not in digests and other.status is not DocumentStatus.OBSOLETE:
            yield other


def referring(document: Document, workspace: Workspace) -> Iterator[Entity]:
    """What leads to a document: its id in a list of another entity, or a link to its file; records do not count."""
    for entity in workspace.of(Entity):
        obsolete = isinstance(entity, Document) and entity.status is DocumentStatus.OBSOLETE
        if entity.id == document.id or obsolete or isinstance(entity, RECORDS):
            continue
        named = any(name in (document.id, document.path) for _, name in entity.linked())
        if named or (isinstance(entity, Document) and _links_to(entity, document.path)):
            yield entity


def _links_to(document: Document, path: str) -> bool:
    return path in document.possible_paths() and any(to == path for _, to in document.local_links())
