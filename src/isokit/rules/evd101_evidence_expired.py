"""Evidence that has expired."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.evidence.calendar import to_type
from isokit.analysis.evidence.series import replaced
from isokit.model.evidence import Evidence
from isokit.model.rule import ERROR, WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("EVD101", WARNING, "iso9001/9.1.1", "iso14001/9.1.1", "iso27001/9.1")
def evidence_expired(record: Evidence, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A record has expired, and no newer record replaces it.

    A record is valid until `valid_until`, or for the interval `every` after its date. A newer record replaces it if it
    has the same type, clauses and sites, and a title that differs only in its year, month or quarter.

    With `evidence: {fail: 14 days}` in isokit.yaml, the finding becomes an error 14 days after the expiry date.
    Recurring records with a `period` are checked by EVD201.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Calibration of gauge 3, 2025
    type: calibration-record
    collected: 2025-05-04
    every: 12 months  # EVD101
    clauses: [iso9001:2015/7.1.5.2]
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Calibration of gauge 3, 2025
    type: calibration-record
    collected: 2025-05-04
    every: 12 months
    clauses: [iso9001:2015/7.1.5.2]
    ```

    ```yaml evidence/EVD-002.yaml
    id: EVD-002
    title: Calibration of gauge 3, 2026
    type: calibration-record
    collected: 2026-05-06
    every: 12 months
    clauses: [iso9001:2015/7.1.5.2]
    ```
    """
    fail = workspace.criteria.settings.evidence.fail
    expires = None if record.by_period else record.expires()
    if expires is None or expires >= today or replaced(record, workspace, today):
        return
    cause, why = ("valid_until", "") if record.valid_until else ("every", f", {record.every} after {record.dated}")
    message = f"{record.id} expired {expires}{why}, and no newer record replaces it"
    severity = ERROR if fail and fail.after(expires) < today else WARNING
    cure = f"collect the next record, under the same title with its own date: {to_type(record)}"
    yield Flaw(record.at(cause), message, cure, severity)
