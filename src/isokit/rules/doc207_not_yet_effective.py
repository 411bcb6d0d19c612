"""An approved document that is not yet effective."""

from collections.abc import Iterator
from datetime import date

from isokit.model.document import Document, DocumentStatus
from isokit.model.rule import NOTE, Flaw, rule


@rule("DOC207", NOTE, "iso9001/7.5.3.1", "iso14001/7.5.3", "iso27001/7.5.3")
def not_yet_effective(document: Document, today: date) -> Iterator[Flaw]:
    """An approved document takes effect on a future date.

    Until then it is not in force and meets no expectation. Keep the new version of a document that is in force on a
    branch until its date: the tree holds one version only.

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
        message = f"{document.id} takes effect on {effective} and does not count for any clause until then"
        cure = f"keep this version on a branch until {effective}, and the version in force in the tree"
        yield Flaw(document.at("effective"), message, cure)
