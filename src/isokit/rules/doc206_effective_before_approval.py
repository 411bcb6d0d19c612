"""A document that was in force before anybody approved it."""

from collections.abc import Iterator

from isokit.model.document import Document
from isokit.model.finding import Flaw
from isokit.rules.rule import WARNING, rule


@rule("DOC206", WARNING, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def effective_before_approval(document: Document) -> Iterator[Flaw]:
    """A document took effect before the day it was approved.

    Between the two days people worked by something nobody had approved. Without `effective`, a document takes effect
    on the day of its approval; of a new version, give the day this version takes effect, not the first one.

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
        message = f"{document.id} took effect on {effective}, and was approved on {approved_on}"
        yield Flaw(document.at("effective"), message, "write the day from which the approved version counts")
