"""A record collected long after its period ended."""

from collections.abc import Iterator

from isokit.model.evidence import Evidence, due_after
from isokit.model.rule import NOTE, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("EVD202", NOTE, "iso9001/9.1.1", "iso14001/9.1.1", "iso27001/9.1")
def evidence_collected_late(record: Evidence, workspace: Workspace) -> Iterator[Flaw]:
    """A record was collected long after its period had ended.

    A quarterly check of the first quarter that is made in August comes too late to change anything. The record still
    counts, but an auditor will ask for the reason. A record is late after 30 days, or after the time set by `evidence:
    {fail: 14 days}` in isokit.yaml, and in any case once the next period has ended. Only recurring records, with
    `every`, are judged.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Access review, Q1 2026
    type: access-review
    collected: 2026-08-20  # EVD202
    period: {from: 2026-01-01, to: 2026-03-31}
    every: 3 months
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Access review, Q1 2026
    type: access-review
    collected: 2026-04-30
    period: {from: 2026-01-01, to: 2026-03-31}
    every: 3 months
    ```
    """
    end, collected = record.period.end, record.collected
    if not (end and collected and record.every):
        return
    due = due_after(end, record.every, workspace.criteria.settings.evidence.grace)
    if collected > due:
        days = (collected - end).days
        message = f"{record.id} was collected {collected}, {days} days after its period ended; it was due {due}"
        yield Flaw(record.at("collected"), message, "give the reason under note:, and collect the next record in time")
