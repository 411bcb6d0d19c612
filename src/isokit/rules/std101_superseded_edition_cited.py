"""A superseded edition of a standard."""

import re
from collections.abc import Iterator
from datetime import date

from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Standard, name_of
from isokit.model.document import Document, DocumentStatus
from isokit.model.finding import Severity
from isokit.model.rule import ERROR, WARNING, Flaw, rule
from isokit.workspace.claim import Unadopted
from isokit.workspace.workspace import Workspace


@rule("STD101", WARNING, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def superseded_edition_cited(workspace: Workspace, catalog: Catalog, today: date) -> Iterator[Flaw]:
    """A superseded edition of a standard is cited.

    A reference to it is not counted; in the text of a document it shows that the document is out of date. After the end
    of the transition it is an error: certificates to ISO/IEC 27001:2013 ended on 31 October 2025. Not reported are
    editions that isokit.yaml adopts, the text of obsolete documents, and what was recorded while the edition was in
    use: completed audits and reviews, and closed nonconformities.

    Wrong:

    ```markdown policies/security.md
    ---
    id: POL-002
    title: Information security policy
    status: draft
    owner: security-manager
    clauses: [iso27001:2013/A.9.1.1]  # STD101
    ---
    We work by ISO/IEC 27001:2013.  <!-- STD101 -->
    ```

    Right:

    ```markdown policies/security.md
    ---
    id: POL-002
    title: Information security policy
    status: draft
    owner: security-manager
    clauses: [iso27001:2022/A.5.15]
    ---
    We work by ISO/IEC 27001:2022.
    ```
    """
    for claim in workspace.claims:
        cited = None if claim.origin.settled(today) else claim.meaning
        if isinstance(cited, Unadopted) and (newer := catalog.successor(cited.standard)):
            message, severity = _message(cited.standard, newer, today)
            yield Flaw(claim.place, message, _moved_to(cited, newer, catalog), severity)
    superseded = [name for name in catalog.outdated if name not in {s.standard for s in workspace.standards}]
    for document in workspace.of(Document):
        if document.status is not DocumentStatus.OBSOLETE:
            yield from _in_text(document, superseded, catalog, today)


def _in_text(document: Document, superseded: list[str], catalog: Catalog, today: date) -> Iterator[Flaw]:
    """The first mention of each superseded edition in a document."""
    for name in superseded:
        number = name.removeprefix("iso")
        newer = catalog.successor(name) if number in document.body.text else None
        span = document.body.first(re.compile(rf"(?<![\d.]){re.escape(number)}(?!\d)")) if newer else None
        if newer and span:
            message, severity = _message(name, newer, today)
            yield Flaw(document.in_text(span, name), message, f"update the text to {newer.name}", severity)


def _message(name: str, newer: Standard, today: date) -> tuple[str, Severity | None]:
    """The message about an edition, and its severity."""
    end = newer.transition.end if newer.transition else None
    if end and end < today:
        return f"{name_of(name)} is withdrawn; certificates to it ended {end}", ERROR
    until = f"; certificates to it end {end} at the latest" if end else ""
    return f"{name_of(name)} is superseded by {newer.name}{until}", None


def _moved_to(cited: Unadopted, newer: Standard, catalog: Catalog) -> str:
    """Which clause of the newer edition to name instead."""
    found = catalog.between(cited.standard, newer.standard)
    arrivals = found.onto(cited.standard, cited.number) if found else []
    refs = [newer.ref(arrival.origin) for arrival in arrivals if arrival.origin]
    return f"name {' and '.join(refs)}" if refs else f"name a clause of {newer.standard}"
