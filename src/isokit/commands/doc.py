"""isokit doc: documents under control, from the first draft to the day they are obsolete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from isokit.analysis.documents.control import translations
from isokit.analysis.revisions import as_written
from isokit.changes import doc
from isokit.commands.arguments import require_approver, require_role
from isokit.commands.context import Context
from isokit.commands.flags import Stop, one_of
from isokit.load.tree import layout_of
from isokit.model.document import Document, DocumentStatus, DocumentType
from isokit.model.file_change import Edited
from isokit.outputs import documents as pages
from isokit.outputs import json
from isokit.run import Run
from isokit.schemas.documents import documents_of, in_order
from isokit.text.suggestions import nearest, suggestion
from isokit.text.words import few
from isokit.workspace.workspace import Workspace

WRITERS = {"text": pages.text, "json": json.write}
NOT_EDITABLE = "it is written in a way that cannot be changed in place; its front matter has to be plain YAML"
Edit = Callable[[Document, bytes], Edited | None]
MOST_NAMED = 5
"""Names on one line; of more, only their number is shown."""


class Wanted(NamedTuple):
    """What a new document is to be."""

    title: str
    type: str
    owner: str
    id: str
    implements: tuple[str, ...]


def list_(context: Context) -> int:
    show = context.output(WRITERS, everything=context.flags.verbose)
    run = context.run()
    show(documents_of(run, in_order(run.workspace.of(Document))))
    return 0


def new(context: Context, wanted: Wanted) -> int:
    show = context.output(WRITERS, everything=context.flags.verbose)
    kinds = {kind.value: kind for kind in DocumentType}
    kind = kinds[one_of(wanted.type, kinds, "--type")]
    with context.writing() as changes:
        run = context.run()
        draft = _draft(wanted, kind, run.workspace)
        file = doc.new_document(draft, _folder(context, kind, run.workspace), run.workspace.inventory.paths)
        document = as_written(file.text.encode("utf-8", "surrogatepass"), file.path, run.workspace.settings)
        if document is None or document.flawed or (document.id, document.title) != (draft.id, draft.title):
            raise Stop("the id, the title or the owner contains a character that is not text")
        changes.add(file)
    show(documents_of(run, [document], changes.written, tuple(_steps_after_new(draft, file.path))))
    return 0


def _draft(wanted: Wanted, kind: DocumentType, workspace: Workspace) -> doc.Draft:
    title = " ".join(wanted.title.split())
    if not title:
        raise Stop("a document needs a title")
    require_role(wanted.owner, "--owner", workspace)
    for parent in wanted.implements:
        _documents(parent, workspace)
    if wanted.id and workspace.knows(wanted.id):
        raise Stop(f"--id {wanted.id}: {_path_of(wanted.id, workspace)} has this id already")
    return doc.Draft(title, kind, wanted.owner, wanted.id or doc.next_id(kind, workspace), wanted.implements)


def _folder(context: Context, kind: DocumentType, workspace: Workspace) -> str:
    """The folder for documents of a type: its own, else that of others of the type, else the manual."""
    layout = layout_of(context.tree.sources)
    choices = (layout.folder_for(kind), doc.usual_folder(kind, workspace), layout.folder_for("manual"), "")
    folder = next(choice for choice in choices if choice is not None)
    if not layout.holds_documents(f"{folder}any.md"):
        raise Stop(f"the layout in isokit.yaml has no place for a new {kind}; {folder or 'the root'} holds none")
    return folder


def _steps_after_new(draft: doc.Draft, path: str) -> Iterator[str]:
    yield f"write {path}, and name the clauses it answers"
    if draft.type is DocumentType.PROCEDURE and not draft.implements:
        yield f"name {draft.id} in the policy it serves, or add implements: [POLICY-ID]"
    yield f"isokit doc approve {draft.id} --by ROLE"


def approve(context: Context, name: str, by: str, version: str | None) -> int:
    show = context.output(WRITERS, everything=context.flags.verbose)
    with context.writing() as changes:
        run = context.run()
        workspace = run.workspace
        documents = _documents(name, workspace)
        require_approver(by, run.today, workspace)
        for document in documents:
            _require_approvable(document, version, run)
        approving = doc.Approving(by, run.today, version)
        done = _change(context, run, documents, lambda d, data: doc.approve(d, data, approving, workspace))
        changes.add(*(edited for _, edited in done))
    now = [document for document, _ in done]
    show(documents_of(run, now, changes.written, tuple(_steps_after_approval(now, workspace))))
    return 0


def _require_approvable(document: Document, version: str | None, run: Run) -> None:
    if document.status is DocumentStatus.OBSOLETE:
        raise Stop(f"{document.id} is obsolete; set its status to draft in {document.path} to bring it back")
    if document.flawed:
        raise Stop(f"{document.path} has fields that cannot be read; see isokit check {document.path}")
    number = version or document.version
    if before := doc.same_version(document, number, run.history.past, run.workspace.settings):
        reason = f"{before.commit.label} approved version {number} with a different text"
        raise Stop(f"{document.id}: {reason}; give a new one with --version")


def _steps_after_approval(now: Sequence[Document], workspace: Workspace) -> Iterator[str]:
    """The documents whose owners have to check that they still fit."""
    name, digests = now[0].id, frozenset(document.digest for document in now)
    for other in in_order(doc.to_confirm(name, digests, workspace)):
        yield f"check that {other.id} still fits {name}, then isokit doc approve {other.id} --by ROLE"


def retire(context: Context, name: str) -> int:
    show = context.output(WRITERS, everything=context.flags.verbose)
    with context.writing() as changes:
        run = context.run()
        documents, settings = _documents(name, run.workspace), run.workspace.settings
        done = _change(context, run, documents, lambda d, data: doc.retire(d, data, settings))
        changes.add(*(edited for _, edited in done))
    now = [document for document, _ in done]
    show(documents_of(run, now, changes.written, tuple(_steps_after_retirement(documents, run.workspace))))
    return 0


def _steps_after_retirement(documents: Sequence[Document], workspace: Workspace) -> Iterator[str]:
    found = {entity.id: entity.path for document in documents for entity in doc.referring(document, workspace)}
    names = [f"{name} ({path})" if name != path else path for name, path in found.items()]
    if names:
        yield f"make {few(names, MOST_NAMED)} refer to what replaces {documents[0].id}"


def _documents(name: str, workspace: Workspace) -> list[Document]:
    """The document of an id, in all its languages. Stops where there is none, or several."""
    found = workspace.by_id.get(name, [])
    documents = [entity for entity in found if isinstance(entity, Document)]
    if not documents:
        if workspace.knows(name):
            raise Stop(f"{name} is not a document; {_path_of(name, workspace)} has this id")
        near = nearest(name, [document.id for document in workspace.of(Document)])
        raise Stop(f"there is no document {name}; " + suggestion(near, "isokit doc list shows all documents"))
    if len(found) > 1 and not translations(name, workspace):
        raise Stop(f"{name} is the id of {' and '.join(sorted(entity.path for entity in found))}; give each its own")
    return documents


def _path_of(name: str, workspace: Workspace) -> str:
    found = workspace.by_id.get(name, ())
    return found[0].path if found else "a file that cannot be read"


def _change(context: Context, run: Run, documents: Sequence[Document], edit: Edit) -> list[tuple[Document, Edited]]:
    """Documents as they are once they are edited, with their edits. Stops where one cannot be edited."""
    done = []
    for document in documents:
        data = context.tree.bytes_of(document.path, run.workspace.contents)
        edited = edit(document, data)
        if edited is None:
            raise Stop(f"{document.path}: {NOT_EDITABLE}")
        changed = as_written(edited.applied(data), document.path, run.workspace.settings)
        assert changed
        done.append((changed.model_copy(update={"type": document.type}), edited))
    return done
