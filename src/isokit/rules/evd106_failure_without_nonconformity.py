"""A failed result without a nonconformity."""

from collections.abc import Iterator

from isokit.analysis.sufficiency.evidence import raised_from
from isokit.model.evidence import Evidence, Result
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("EVD106", ERROR, "iso9001/10.2.1", "iso14001/10.2")
def failure_without_nonconformity(record: Evidence, workspace: Workspace) -> Iterator[Flaw]:
    """A record has the result fail, and no nonconformity refers to it.

    A failed check has to be followed up. The nonconformity refers to the record as its `source` or in its
    `objective_evidence`; its grade is decided by a person.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Restore of the order database
    type: backup-restore-test
    result: fail  # EVD106
    collected: 2026-05-06
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Restore of the order database
    type: backup-restore-test
    result: fail
    collected: 2026-05-06
    ```

    ```yaml nonconformities/NC-2026-01.yaml
    id: NC-2026-01
    title: The order database could not be restored
    status: open
    raised: 2026-05-06
    owner: it-manager
    clauses: [iso27001:2022/A.8.13]
    source: EVD-001
    ```
    """
    if record.result is Result.FAIL and not raised_from(record, workspace):
        message = f"{record.id} has the result fail, and no nonconformity refers to it"
        yield Flaw(record.at("result"), message, f"raise a nonconformity with source: {record.id}")
