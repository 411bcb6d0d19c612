"""An approved document that does not say who approved it, or when."""

from collections.abc import Iterator

from isokit.model.document import Document, DocumentStatus
from isokit.model.rule import ERROR, Flaw, rule


@rule("DOC102", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def approved_without_approver(document: Document) -> Iterator[Flaw]:
    """An approved document does not say who approved it, or when.

    A named role approves a document on a given day. Without both, the document meets no expectation of a standard.

    Wrong:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: approved  # DOC102
    owner: managing-director
    ---
    ```

    Right:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2026-03-02}
    ---
    ```
    """
    if document.status is not DocumentStatus.APPROVED:
        return
    lacking = [what for what, value in (("by whom", document.approved.by), ("when", document.approved.on)) if not value]
    if lacking:
        message = f"{document.id} is approved, but does not say {' or '.join(lacking)}"
        yield Flaw(document.at("status"), message, "add approved: {by: ROLE, on: YYYY-MM-DD}")
