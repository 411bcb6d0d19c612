"""An approval of something unfinished."""

from collections.abc import Iterator

from isokit.model.document import Document, DocumentStatus
from isokit.model.finding import Flaw
from isokit.rules.rule import WARNING, rule

UNFINISHED = (DocumentStatus.DRAFT, DocumentStatus.IN_REVIEW)


@rule("DOC205", WARNING, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def draft_with_approval(document: Document) -> Iterator[Flaw]:
    """A draft, or a document in review, says that it is approved.

    A document goes from draft to in-review to approved, and in the end to obsolete. Whoever reads `approved` in a
    draft takes it for valid, or asks which of the two is true. The approval of the version before stands in git, and
    `isokit log` shows it. An obsolete document keeps its approval: it says what was valid in its day.

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
        state = document.status.replace("-", " ")
        message = f"{document.id} is {state}, and says that it is approved"
        cure = f"take approved out, or type isokit doc approve {document.id} --by ROLE"
        yield Flaw(document.at("approved"), message, cure)
