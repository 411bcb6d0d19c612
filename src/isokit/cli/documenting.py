"""What `isokit doc` does: find the documents meant, refuse what makes no sense, and hand the changes to the writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from isokit.analysis.documents.control import role_of, translations
from isokit.analysis.documents.revisions import as_written
from isokit.changes import doc, doc_new
from isokit.cli import assessing, session
from isokit.cli.legacy import AsOf, Clock, View
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.edge import writer
from isokit.load.tree import layout_of
from isokit.model.document import Document, DocumentStatus, DocumentType
from isokit.model.edit import Change, Edited
from isokit.model.registers.role import Role
from isokit.outputs import documents as pages
from isokit.outputs.documents import Handled
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.documents import in_order
from isokit.text.source import Unreadable, content_id
from isokit.text.suggestions import nearest, suggestion
from isokit.text.words import few
from isokit.workspace.workspace import Workspace

CONTROLLED = "it is written in a way that cannot be changed in place; see that its front matter is plain YAML"
MOST_NAMED = 5
"""Names in one line; of more, only their number is said."""


class Wish(NamedTuple):
    """What a new document is to be, as it was typed."""

    title: str
    kind: str
    owner: str
    id: str
    implements: tuple[str, ...]


class Approver(NamedTuple):
    """Which role approves, and under which version where one is to be set."""

    by: str
    version: str | None


def shown(view: View) -> tuple[Callable[[Handled, Look], str], Look]:
    """The writer of the format asked for, and how it may look; stops before anything is read or written."""
    return session.chosen(view, {"text": pages.text, "json": pages.as_json}), session.look_of(view, view.verbose)


def listed(tree: Tree, clock: AsOf) -> Handled:
    """All documents."""
    run = _run(tree, clock)
    return Handled(run, in_order(run.workspace.of(Document)))


def begun(tree: Tree, clock: AsOf, wish: Wish) -> Handled:
    """Begin a new document."""
    kinds = {kind.value: kind for kind in DocumentType}
    kind = kinds[session.one_of(wish.kind, kinds, "--type")]
    run = _run(tree, clock)
    workspace = run.workspace
    title = " ".join(wish.title.split())
    if not title:
        raise Stop("a document needs a title")
    known_role(wish.owner, "--owner", workspace)
    for parent in wish.implements:
        _documents(parent, workspace)
    if wish.id and workspace.knows(wish.id):
        raise Stop(f"--id {wish.id}: {_where(wish.id, workspace)} has this id already")
    draft = doc_new.Draft(title, kind, wish.owner, wish.id or doc_new.next_id(kind, workspace), wish.implements)
    file = doc_new.new_document(draft, _folder(tree, kind, workspace), workspace.inventory.paths)
    document = as_written(file.text.encode("utf-8", "surrogatepass"), file.path, workspace.settings)
    if document is None or document.flawed or (document.id, document.title) != (draft.id, draft.title):
        raise Stop("the id, the title or the owner holds a character that is no text")
    written = apply(tree, [file])
    return Handled(run, [document], written, tuple(_after_new(draft, file.path)))


def _folder(tree: Tree, kind: DocumentType, workspace: Workspace) -> str:
    """Where documents of a type stand: on their shelf, else beside others of the type, else in the manual."""
    layout = layout_of(tree.sources)
    choices = (layout.folder_for(kind), doc_new.usual_folder(kind, workspace), layout.folder_for("manual"), "")
    folder = next(choice for choice in choices if choice is not None)
    if not layout.holds_documents(f"{folder}any.md"):
        raise Stop(f"the layout in isokit.yaml has no place for a new {kind}; {folder or 'the root'} holds none")
    return folder


def _after_new(draft: doc_new.Draft, path: str) -> Iterator[str]:
    yield f"write {path}, and name the clauses it answers"
    if draft.type is DocumentType.PROCEDURE and not draft.implements:
        yield f"name {draft.id} in the policy it serves, or add implements: [POLICY-ID]"
    yield f"isokit doc approve {draft.id} --by ROLE"


def approved(tree: Tree, clock: AsOf, name: str, approver: Approver) -> Handled:
    """Approve the document of an id, in all its languages."""
    run = _run(tree, clock)
    workspace = run.workspace
    documents = _documents(name, workspace)
    able(approver.by, run.today, workspace)
    for document in documents:
        _approvable(document, approver, run)
    approving = doc.Approving(approver.by, run.today, approver.version)
    edits = [doc.approved(document, bytes_of(tree, run, document.path), approving, workspace) for document in documents]
    now, written = _written(tree, run, documents, edits)
    return Handled(run, now, written, tuple(_after_approval(now, workspace)))


def able(name: str, today: date, workspace: Workspace) -> None:
    """Stop where the role that approves is none, or nobody holds it."""
    known_role(name, "--by", workspace)
    role = role_of(name, workspace)
    if role and not role.answers(today):
        raise Stop(f"--by {name}: nobody holds this role on {today}; say who does in {role.path} under holders")


def _approvable(document: Document, approver: Approver, run: Run) -> None:
    """Stop where a document cannot be approved as it stands."""
    if document.status is DocumentStatus.OBSOLETE:
        raise Stop(f"{document.id} is obsolete; set its status to draft in {document.path} to bring it back")
    if document.flawed:
        raise Stop(f"{document.path} has fields that cannot be read; see isokit check {document.path}")
    version = approver.version or document.version
    if before := doc.unmoved(document, version, run.history.past, run.workspace.settings):
        commit = f"commit {before.commit.id[:10]} of {before.commit.committed}"
        told = f"{commit} approved version {version} with another text"
        raise Stop(f"{document.id}: {told}; give a new one with --version")


def _after_approval(now: Sequence[Document], workspace: Workspace) -> Iterator[str]:
    """Who has to look whether their documents still fit."""
    name, digests = now[0].id, frozenset(document.digest for document in now)
    for other in in_order(doc.to_confirm(name, digests, workspace)):
        yield f"look whether {other.id} still fits {name}, then isokit doc approve {other.id} --by ROLE"


def retired(tree: Tree, clock: AsOf, name: str) -> Handled:
    """Make the document of an id obsolete, in all its languages."""
    run = _run(tree, clock)
    documents = _documents(name, run.workspace)
    settings = run.workspace.settings
    edits = [doc.retired(document, bytes_of(tree, run, document.path), settings) for document in documents]
    now, written = _written(tree, run, documents, edits)
    return Handled(run, now, written, tuple(_after_retirement(documents, run.workspace)))


def _after_retirement(documents: Sequence[Document], workspace: Workspace) -> Iterator[str]:
    found = {entity.id: entity.path for document in documents for entity in doc.referring(document, workspace)}
    names = [f"{name} ({path})" if name != path else path for name, path in found.items()]
    if names:
        yield f"lead {few(names, MOST_NAMED)} to what takes the place of {documents[0].id}"


def _run(tree: Tree, clock: AsOf) -> Run:
    run = session.run_on(tree, Clock(as_of=clock.as_of), session.Asked(assessing.asked().rules, assess=False))
    session.configured(run)
    return run


def _documents(name: str, workspace: Workspace) -> list[Document]:
    """The document of an id, in all its languages. Stops where there is none, or where it is not clear which."""
    found = workspace.by_id.get(name, [])
    documents = [entity for entity in found if isinstance(entity, Document)]
    if not documents:
        if workspace.knows(name):
            raise Stop(f"{name} is no document; {_where(name, workspace)} has this id")
        near = nearest(name, [document.id for document in workspace.of(Document)])
        raise Stop(f"there is no document {name}; " + suggestion(near, "isokit doc list shows what there is"))
    if len(found) > 1 and not translations(name, workspace):
        raise Stop(f"{name} stands in {' and '.join(sorted(entity.path for entity in found))}; give each its own id")
    return documents


def _where(name: str, workspace: Workspace) -> str:
    """The file in which an id is written."""
    found = workspace.by_id.get(name, ())
    return found[0].path if found else "a file that cannot be read"


def known_role(name: str, flag: str, workspace: Workspace) -> None:
    """Stop where the roles register, if there is one, has no such role."""
    if workspace.roles and role_of(name, workspace) is None:
        near = nearest(name, [role.id for role in workspace.of(Role)])
        raise Stop(f"{flag} {name}: the roles register has no such role; " + suggestion(near, "add it there"))


def bytes_of(tree: Tree, run: Run, path: str) -> bytes:
    """The bytes of a file the run was about. Stops where it has others by now."""
    source = next(source for source in tree.sources if source.path == path)
    try:
        data = source.read()
    except Unreadable as reason:
        raise Stop(f"{path} cannot be read any more: {reason}") from None
    if content_id(data) != run.workspace.contents.get(path):
        raise Stop(f"{path} has changed since it was read; nothing was written, try again")
    return data


def _written(
    tree: Tree, run: Run, documents: Sequence[Document], edits: Iterable[Edited | None]
) -> tuple[list[Document], tuple[str, ...]]:
    """The documents as they stand once all edits are written, and the files that changed."""
    done: list[Edited] = []
    for document, edited in zip(documents, edits, strict=True):
        if edited is None:
            raise Stop(f"{document.path}: {CONTROLLED}")
        done.append(edited)
    now = [_after(tree, run, document, edited) for document, edited in zip(documents, done, strict=True)]
    return now, apply(tree, done)


def _after(tree: Tree, run: Run, document: Document, edited: Edited) -> Document:
    changed = as_written(edited.applied(bytes_of(tree, run, document.path)), document.path, run.workspace.settings)
    assert changed
    return changed.model_copy(update={"type": document.type})


def apply(tree: Tree, changes: Sequence[Change]) -> tuple[str, ...]:
    """Hand changes to the writer; the files that are others then. Stops where nothing was written."""
    try:
        return tuple(writer.apply(tree.root, changes))
    except writer.NotWritten as reason:
        raise Stop(str(reason)) from None
