"""A document whose review is overdue."""

from collections.abc import Iterator
from datetime import date

from isokit.model.document import Document, DocumentStatus
from isokit.model.rule import WARNING, Flaw, rule


@rule("DOC103", WARNING, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def review_overdue(document: Document, today: date) -> Iterator[Flaw]:
    """The review of an approved document is overdue.

    The review is due on `review.next`, or one interval of `review.every` after the last review or the approval. The
    document stays in force, but its clauses are partial until it has been reviewed.

    Wrong:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2024-03-02}
    review: {every: 24 months}  # DOC103
    ---
    ```

    Right:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2024-03-02}
    review: {every: 24 months, last: 2026-02-23}
    ---
    ```
    """
    due = document.review_due
    if document.status is DocumentStatus.APPROVED and due and due < today:
        place = document.at("review", "next" if document.review.next else "every")
        cure = "review it, and enter the day under review: last"
        yield Flaw(place, f"the review of {document.id} was due {due}", cure)
