"""A document that took effect before its approval."""

from collections.abc import Iterator

from isokit.model.document import Document
from isokit.model.rule import WARNING, Flaw, rule


@rule("DOC206", WARNING, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def effective_before_approval(document: Document) -> Iterator[Flaw]:
    """A document took effect before it was approved.

    Between the two dates, people worked to an unapproved document. Without `effective`, a document takes effect on the
    day of its approval. The day is that of this version, not of the first.

    Wrong:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2026-03-02}
    effective: 2026-01-01  # DOC206
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
    effective: 2026-04-01
    ---
    ```
    """
    approved_on, effective = document.approved.on, document.effective
    if approved_on and effective and effective < approved_on:
        message = f"{document.id} took effect on {effective}, before its approval on {approved_on}"
        yield Flaw(document.at("effective"), message, "enter the day on which the approved version takes effect")
