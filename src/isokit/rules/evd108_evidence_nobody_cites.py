"""A record that nothing uses."""

from collections.abc import Iterator

from isokit.analysis.documents.orphans import unused_evidence
from isokit.model.rule import NOTE, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("EVD108", NOTE, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def evidence_nobody_cites(workspace: Workspace) -> Iterator[Flaw]:
    """A record claims no clause, belongs to no document, and nothing refers to it.

    No document, nonconformity, audit, risk or register entry names it or links to its file, so it will not be found
    when it is needed.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001  # EVD108
    title: Restore of the order database, May 2026
    type: backup-restore-test
    collected: 2026-05-06
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Restore of the order database, May 2026
    type: backup-restore-test
    collected: 2026-05-06
    clauses: [iso27001:2022/A.8.13]
    ```
    """
    for record in unused_evidence(workspace):
        message = f"{record.id} claims no clause, and nothing refers to it"
        yield Flaw(record.at("id"), message, "add clauses: with what it shows, or documents: with what it belongs to")
