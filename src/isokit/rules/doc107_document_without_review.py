"""A document in force without a review date."""

from collections.abc import Iterator
from datetime import date

from isokit.model.document import Document
from isokit.model.finding import Add, Fix
from isokit.model.rule import NOTE, Flaw, rule

USUAL = "12 months"
"""The interval most organizations choose; no standard prescribes one."""


@rule("DOC107", NOTE, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def document_without_review(document: Document, today: date) -> Iterator[Flaw]:
    """A document in force has no review interval and no date for its next review.

    Documents have to remain suitable; the organization decides how often they are reviewed. `isokit check --fix
    --unsafe-fixes` adds an interval of twelve months; the fix is unsafe because the interval is your decision. It never
    adds a review date, since a date on which nobody reviewed the document would be a false record.

    Wrong:

    ```markdown policies/quality.md
    ---
    id: POL-001  # DOC107
    title: Quality policy
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2026-03-02}
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
    review: {every: 12 months}
    ---
    ```
    """
    review = document.review
    if document.in_force(today) and not (review.every or review.next):
        every = document.at("review", "every")
        fix = Fix(Add(every, USUAL, tuple(Document.model_fields)), safe=False, label=f"review it every {USUAL}")
        message, cure = f"{document.id} has no review interval", f"add review: {{every: {USUAL}}}"
        yield Flaw(document.at("review"), message, cure, fix=fix)
