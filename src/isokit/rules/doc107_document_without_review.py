"""A document nobody will look at again."""

from collections.abc import Iterator
from datetime import date

from isokit.model.document import Document
from isokit.model.finding import Flaw
from isokit.model.fix import Add, Fix
from isokit.rules.rule import NOTE, rule

USUAL = "12 months"
"""The interval most organizations take; no standard names one."""


@rule("DOC107", NOTE, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def document_without_review(document: Document, today: date) -> Iterator[Flaw]:
    """A document in force does not say when it is to be reviewed.

    The standards ask that documents stay suitable; how often somebody looks is for the organization to say. Without
    an interval nobody is reminded. `isokit check --fix --unsafe-fixes` adds one of twelve months: unsafe, because
    an interval is a decision. The day itself is never added: isokit counts from `review.last`, or from the approval,
    and to write the day of the approval as that of a review would say that a review was held.

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
        fix = Fix(Add(every, USUAL, tuple(Document.model_fields)), safe=False, says=f"review it every {USUAL}")
        message, cure = f"{document.id} does not say when it is to be reviewed", f"add review: {{every: {USUAL}}}"
        yield Flaw(document.at("review"), message, cure, fix=fix)
