"""A document without an owner."""

from collections.abc import Iterator

from isokit.model.document import Document, DocumentStatus
from isokit.model.rule import ERROR, Flaw, rule


@rule("DOC101", ERROR, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def document_without_owner(document: Document) -> Iterator[Flaw]:
    """A document has no owner.

    Documents without an owner go out of date. The owner is a role, such as quality-manager; registers/roles.yaml
    says who holds the role. Obsolete documents need no owner.

    Wrong:

    ```markdown policies/quality.md
    ---
    id: POL-001  # DOC101
    title: Quality policy
    status: draft
    ---
    ```

    Right:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: draft
    owner: managing-director
    ---
    ```
    """
    if not document.owner and document.status is not DocumentStatus.OBSOLETE:
        cure = "add owner: with the role that keeps it up to date"
        yield Flaw(document.at("owner"), f"{document.id} has no owner", cure)
