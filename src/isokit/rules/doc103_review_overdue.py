"""A document nobody has looked at in time."""

from collections.abc import Iterator
from datetime import date

from isokit.model.document import Document, DocumentStatus
from isokit.model.finding import Flaw
from isokit.rules.rule import WARNING, rule


@rule("DOC103", WARNING, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def review_overdue(document: Document, today: date) -> Iterator[Flaw]:
    """An approved document should have been reviewed by now.

    The day is `review.next`, or the interval `review.every` after the last review, or after the approval
    where there was none. The document stays in force: its clauses are partial, not missing, until somebody
    has looked whether it still fits.

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
        cure = "review it, and write the day into review: last"
        yield Flaw(place, f"the review of {document.id} was due {due}", cure)
