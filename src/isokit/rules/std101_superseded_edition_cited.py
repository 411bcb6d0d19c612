"""An edition of a standard that has had its day."""

import re
from collections.abc import Iterator
from datetime import date

from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Standard, name_of
from isokit.model.document import Document, DocumentStatus
from isokit.model.finding import Flaw, Severity
from isokit.model.rule import WARNING, rule
from isokit.workspace.claim import Unadopted
from isokit.workspace.workspace import Workspace


@rule("STD101", WARNING, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def superseded_edition_cited(workspace: Workspace, catalog: Catalog, today: date) -> Iterator[Flaw]:
    """An edition is cited that a newer one has taken the place of.

    In references it counts for nothing; in the text of a document it tells readers, and auditors, that
    nobody has looked for a while. From the end of the transition on it is an error: certificates to
    ISO/IEC 27001:2013 ended on 31 October 2025. Editions that isokit.yaml adopts are never reported, nor is
    the text of obsolete documents, nor what was recorded while the edition was in use: audits and reviews that were
    held, closed nonconformities.

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
            message, severity = _told(cited.standard, newer, today)
            yield Flaw(claim.place, message, _moved_to(cited, newer, catalog), severity)
    superseded = [name for name in catalog.outdated if name not in {s.standard for s in workspace.standards}]
    for document in workspace.of(Document):
        if document.status is not DocumentStatus.OBSOLETE:
            yield from _in_text(document, superseded, catalog, today)


def _in_text(document: Document, superseded: list[str], catalog: Catalog, today: date) -> Iterator[Flaw]:
    """Said once of each edition in each document, where the text names it first."""
    for name in superseded:
        said = name.removeprefix("iso")
        newer = catalog.successor(name) if said in document.body.text else None
        span = document.body.first(re.compile(rf"(?<![\d.]){re.escape(said)}(?!\d)")) if newer else None
        if newer and span:
            message, severity = _told(name, newer, today)
            yield Flaw(document.in_text(span, name), message, f"read it against {newer.name}", severity)


def _told(name: str, newer: Standard, today: date) -> tuple[str, Severity | None]:
    """What is to be said of an edition, and how serious it is."""
    end = newer.transition.end if newer.transition else None
    if end and end < today:
        return f"{name_of(name)} is withdrawn; certificates to it ended {end}", Severity.ERROR
    until = f"; certificates to it end {end} at the latest" if end else ""
    return f"{name_of(name)} is superseded by {newer.name}{until}", None


def _moved_to(cited: Unadopted, newer: Standard, catalog: Catalog) -> str:
    """Which clause of the newer edition to name instead."""
    found = catalog.between(cited.standard, newer.standard)
    arrivals = found.onto(cited.standard, cited.number) if found else []
    refs = [newer.ref(arrival.origin) for arrival in arrivals if arrival.origin]
    return f"name {' and '.join(refs)}" if refs else f"name a clause of {newer.standard}"
