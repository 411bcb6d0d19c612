"""A document created, approved or retired: its new file or front matter, and the documents this concerns."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, count
from typing import NamedTuple

from isokit.analysis.documents.control import approved_digests
from isokit.analysis.revisions import Revision, revisions, sign_of
from isokit.changes.in_place import InTree, with_values
from isokit.model.document import Document, DocumentStatus, DocumentType, digest_of
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.file_change import Edited, NewFile
from isokit.model.fit import known_keys
from isokit.model.history import Past
from isokit.model.nonconformity import Nonconformity
from isokit.model.recurring import ScheduledActivity
from isokit.model.settings import Settings
from isokit.text.escape import markdown
from isokit.text.span import Route
from isokit.text.treepath import why_refused
from isokit.text.yaml.emit import Value, emit
from isokit.workspace.workspace import Workspace

ORDER = tuple(known_keys(Document, ()))
"""The order in which keys are added to front matter."""
RECORDS = (Evidence, Nonconformity, ScheduledActivity)
"""Records may go on naming an obsolete document, which was valid at their time."""
NUMBERED = re.compile(r"(.*?)(\d{1,9})", re.ASCII)
NO_NAME = re.compile(r"[\W_]+")
WIDTH = 3
"""Digits of a number where the tree has no id yet."""
LONGEST = 60
"""Characters of a file name made of a title."""
USUAL_REVIEW = "12 months"
"""The review interval of a new document, for the organization to change."""
PREFIXES = {
    DocumentType.POLICY: "POL-",
    DocumentType.PROCEDURE: "PRO-",
    DocumentType.INSTRUCTION: "INS-",
    DocumentType.PLAN: "PLA-",
    DocumentType.MANUAL: "MAN-",
    DocumentType.FORM: "FRM-",
    DocumentType.SCOPE_STATEMENT: "SCO-",
    DocumentType.OTHER: "DOC-",
}
"""Prefixes of ids where the tree has no document of the type yet."""


class Approving(NamedTuple):
    """An approval to be written; `version` is None where it stays as it is."""

    by: str
    on: date
    version: str | None = None


def approve(document: Document, data: bytes, approving: Approving, workspace: Workspace) -> Edited | None:
    """The document approved and sealed, its `implements` confirmed; None where it cannot be edited in place."""
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
    for name in document.implements:
        if name != document.id and (digests := approved_digests(name, workspace)):
            before = document.confirmed.get(name)
            yield name, before if before in digests else min(digests)


def retire(document: Document, data: bytes, settings: Settings) -> Edited | None:
    """The document made obsolete; its approval stays as a record."""
    values: Mapping[Route, Value] = {("status",): DocumentStatus.OBSOLETE.value}
    return with_values(InTree(document.path, data, settings.aliases), values, ORDER)


def same_version(document: Document, version: str | None, past: Past, settings: Settings) -> Revision | None:
    """The last sealed approval if it has the same version and a different text; None otherwise or without git."""
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
    """The entities that name a document by its id or link to its file; records do not count."""
    for entity in workspace.of(Entity):
        obsolete = isinstance(entity, Document) and entity.status is DocumentStatus.OBSOLETE
        if entity.id == document.id or obsolete or isinstance(entity, RECORDS):
            continue
        named = any(name in (document.id, document.path) for _, name in entity.linked())
        if named or (isinstance(entity, Document) and _links_to(entity, document.path)):
            yield entity


def _links_to(document: Document, path: str) -> bool:
    return path in document.possible_paths() and any(to == path for _, to in document.local_links())


class Draft(NamedTuple):
    """The front matter of a new document; `id` and `implements` are optional."""

    title: str
    type: DocumentType
    owner: str
    id: str = ""
    implements: tuple[str, ...] = ()


def next_id(kind: DocumentType, workspace: Workspace) -> str:
    return next_behind((document.id for document in workspace.documents(kind)), PREFIXES[kind], workspace)


def next_behind(taken: Iterable[str], begins: str, workspace: Workspace) -> str:
    """The first free id after those taken, in their most frequent style; `begins` is the prefix of the first."""
    ids = [match for name in taken if (match := NUMBERED.fullmatch(name))]
    usual = Counter(match[1] for match in ids).most_common(1)
    prefix = usual[0][0] if usual else begins
    numbers = [match[2] for match in ids if match[1] == prefix]
    last, width = max(map(int, numbers), default=0), max(map(len, numbers), default=WIDTH)
    return next(name for number in count(last + 1) if not workspace.knows(name := f"{prefix}{number:0{width}}"))


def usual_folder(kind: DocumentType, workspace: Workspace) -> str | None:
    """The folder of most documents of a type, with a trailing slash; None where there are none."""
    folders = Counter(document.path.rpartition("/")[0] for document in workspace.documents(kind))
    return f"{folders.most_common(1)[0][0]}/" if folders else None


def new_document(draft: Draft, folder: str, taken: Iterable[str]) -> NewFile:
    keys: dict[str, Value] = {
        "id": draft.id,
        "title": draft.title,
        "type": draft.type.value,
        "version": "1.0",
        "status": DocumentStatus.DRAFT.value,
        "owner": draft.owner,
        "review": {"every": USUAL_REVIEW},
        **({"implements": list(draft.implements)} if draft.implements else {}),
        "clauses": [],
    }
    name = file_name(draft.title)
    path = free_path(folder, (name, f"{name}-{file_name(draft.id)}", "document"), ".md", taken)
    return NewFile(path, f"---\n{emit(keys)}---\n\n# {markdown(draft.title)}\n")


def free_path(folder: str, names: Iterable[str], ending: str, taken: Iterable[str]) -> str:
    """The path of the first name that is allowed and not taken; a last name gets numbers until it is free."""
    folded = {path.lower() for path in taken}
    *titles, last = (name.strip("-") for name in names)
    numbered = (f"{last}-{number}" for number in count(1))
    allowed = (name for name in chain(titles, numbered) if name and not why_refused(f"{name}{ending}"))
    return next(path for name in allowed if (path := f"{folder}{name}{ending}").lower() not in folded)


def file_name(text: str) -> str:
    """A text as a file name: letters and digits in lower case, without accents where that leaves plain letters."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return NO_NAME.sub("-", unicodedata.normalize("NFC", plain).lower())[:LONGEST].strip("-")
