"""An approval dated in the future."""

from collections.abc import Iterator
from datetime import date

from isokit.model.document import Document
from isokit.model.rule import ERROR, Flaw, rule


@rule("DOC104", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def approval_in_the_future(document: Document, today: date) -> Iterator[Flaw]:
    """A document has an approval date in the future.

    It is not in force and does not count for any clause. If it is approved today and takes effect later, enter today as
    the day of approval and the later day under `effective`.

    Wrong:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2062-03-02}  # DOC104
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
    approved_on = document.approved.on
    if approved_on and approved_on > today:
        message = f"{document.id} has an approval date in the future: {approved_on}"
        yield Flaw(document.at("approved", "on"), message, "enter the day it was approved")
