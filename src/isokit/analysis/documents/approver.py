"""Who approves: the role a document names, and the people who held it on that day."""

from __future__ import annotations

from isokit.model.document import Document
from isokit.model.registers.role import Role
from isokit.workspace.workspace import Workspace


def role_of(name: str | None, workspace: Workspace) -> Role | None:
    """The role of an id, as the gate has it, so that no change decides who may approve it; None where there is none."""
    return next((role for role in workspace.gate.roles if role.id == name), None)


def addresses_of(document: Document, workspace: Workspace) -> tuple[str | None, ...]:
    """The e-mail addresses of who may have approved it; None for a holder of whom only a name is known."""
    role, on = role_of(document.approved.by, workspace), document.approved.on
    return role.addresses(on) if role and on else ()


def said_by(name: str, workspace: Workspace) -> frozenset[str]:
    """The digests of what the documents of an id say, one for each language; only of what is approved as it stands."""
    documents = (entity for entity in workspace.by_id.get(name, ()) if isinstance(entity, Document))
    return frozenset(document.substance for document in documents if document.approved_as_it_stands)
