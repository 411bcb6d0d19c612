"""Evidence that is due soon."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.evidence.calendar import Due, soon
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("EVD203", WARNING, "iso9001/9.1.1", "iso14001/9.1.1", "iso27001/9.1")
def evidence_due_soon(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A record is about to expire, or the record of a period that has ended is still to be collected.

    The warning appears 30 days ahead, or as set by `evidence: {warn: 14 days}` in isokit.yaml, but not before half
    of the record's validity has passed, nor before the period has ended. Expired records are EVD101, and periods
    without a record EVD201. `isokit evidence due` lists what is due for any time ahead.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Calibration of gauge 3, 2025
    type: calibration-record
    collected: 2025-12-10
    every: 12 months  # EVD203
    ```

    ```yaml evidence/EVD-002.yaml
    id: EVD-002
    title: Log review, September 2026
    type: log-review
    collected: 2026-10-02
    period: {from: 2026-09-01, to: 2026-09-30}
    every: 1 month  # EVD203
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Calibration of gauge 3, 2026
    type: calibration-record
    collected: 2026-11-10
    every: 12 months
    ```
    """
    until = workspace.criteria.settings.evidence.warn.after(today)
    for found in soon(workspace, today, until):
        if found.period:
            message = f"{found.name}: {found.period} has ended, and its record is due by {found.day}"
            yield Flaw(found.record.at("every"), message, f"collect the record: {found.command}")
        elif _half_over(found, today):
            cause = "valid_until" if found.record.valid_until else "every"
            message = f"{found.record.id} expires {found.day}, and no newer record replaces it"
            yield Flaw(found.record.at(cause), message, f"collect the next record: {found.command}")


def _half_over(found: Due, today: date) -> bool:
    """Whether more than half of the record's validity has passed."""
    dated = found.record.dated
    return dated is not None and today - dated >= found.day - today
