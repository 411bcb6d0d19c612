"""A document that waits for its day."""

from collections.abc import Iterator
from datetime import date

from isokit.model.document import Document, DocumentStatus
from isokit.model.finding import Flaw
from isokit.rules.rule import NOTE, rule


@rule("DOC207", NOTE, "iso9001/7.5.3.1", "iso14001/7.5.3", "iso27001/7.5.3")
def not_yet_effective(document: Document, today: date) -> Iterator[Flaw]:
    """An approved document takes effect on a day still to come.

    Until then it is not in force and meets no expectation. That is as it should be for something new. The new
    version of a document that is in force is better kept on a branch until its day: the tree shows one version only,
    and here the old one is gone already.

    Wrong:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2026-11-02}
    effective: 2027-01-01  # DOC207
    ---
    ```
    """
    effective = document.effective
    if document.status is DocumentStatus.APPROVED and effective and effective > today:
        message = f"{document.id} takes effect on {effective}; until then it answers nothing"
        cure = f"keep the version that is in force until then, and this one on a branch until {effective}"
        yield Flaw(document.at("effective"), message, cure)
