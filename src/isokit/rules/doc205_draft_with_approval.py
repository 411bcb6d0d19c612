"""A draft that carries an approval."""

from collections.abc import Iterator

from isokit.model.document import Document, DocumentStatus
from isokit.model.rule import WARNING, Flaw, rule

UNFINISHED = (DocumentStatus.DRAFT, DocumentStatus.IN_REVIEW)


@rule("DOC205", WARNING, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def draft_with_approval(document: Document) -> Iterator[Flaw]:
    """A draft, or a document in review, carries an approval.

    With `approved` in a draft, readers cannot tell which of the two is true. The approval of the previous version is in
    git, and `isokit log` shows it. An obsolete document keeps its approval as a record of what was valid.

    Wrong:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: draft
    owner: managing-director
    approved: {by: managing-director, on: 2026-03-02}  # DOC205
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
    approval = document.approved
    if document.status in UNFINISHED and (approval.by or approval.on or approval.digest):
        state = "a draft" if document.status is DocumentStatus.DRAFT else "in review"
        message = f"{document.id} is {state}, but carries an approval"
        cure = f"remove approved:, or run isokit doc approve {document.id} --by ROLE"
        yield Flaw(document.at("approved"), message, cure)
