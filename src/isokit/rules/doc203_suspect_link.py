"""A document whose parent document has changed."""

from collections.abc import Iterator

from isokit.analysis.documents.control import approved_digests
from isokit.model.document import Document, DocumentStatus
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("DOC203", WARNING, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def suspect_link(document: Document, workspace: Workspace) -> Iterator[Flaw]:
    """A document implements another one that has changed since.

    When a policy changes, the procedures that implement it may no longer fit. `isokit doc approve` records under
    `confirmed` the digest of each document that a procedure implements. If one of these is later approved with
    different content, the link is suspect until the procedure has been checked and approved again. Links that were
    never confirmed are not judged.

    Wrong:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    version: "1.1"
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2026-03-02}
    ---
    Our teapots do not drip, and keep tea warm for an hour.
    ```

    ```markdown procedures/baking.md
    ---
    id: PRO-003
    title: Baking
    status: approved
    owner: quality-manager
    approved: {by: quality-manager, on: 2025-06-02}
    implements: [POL-001]
    confirmed:
      POL-001: sha256:d892f4468abde7d49fa9accb82f9873cb17b96c34f8fa6bbdb9ef085a5e97062  # DOC203
    ---
    At 1250 degrees.
    ```
    """
    if document.status is DocumentStatus.OBSOLETE:
        return
    for name in document.implements:
        confirmed = document.confirmed.get(name)
        current = approved_digests(name, workspace) if confirmed else ()
        if confirmed and current and confirmed not in current:
            message = f"{name} has changed since {document.id} was last confirmed against it"
            cure = f"check that {document.id} still fits {name}, then run isokit doc approve {document.id} --by ROLE"
            yield Flaw(document.at("confirmed", name), message, cure)
