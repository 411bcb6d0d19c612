"""An emergency drill without a result or lessons."""

from collections.abc import Iterator
from datetime import date

from isokit.model.evidence import Evidence
from isokit.model.rule import NOTE, WARNING, Flaw, rule

DRILL = "emergency-drill"


@rule("ENV104", WARNING, "iso14001/8.2")
def drill_without_outcome(record: Evidence, today: date) -> Iterator[Flaw]:
    """A record of an emergency drill gives no result, or no lessons learned.

    A drill is a record of the type `emergency-drill`: `collected` is its date, `result` its outcome (pass or fail), and
    `lessons` what was learned. Missing lessons are a note. An overdue drill is EVD101, a failed one without a
    nonconformity EVD106.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001  # ENV104
    title: Fire drill, 2026
    type: emergency-drill
    collected: 2026-09-30
    every: 12 months
    clauses: [iso14001:2015/8.2]
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Fire drill, 2026
    type: emergency-drill
    result: pass
    collected: 2026-09-30
    every: 12 months
    lessons: [the list of visitors has to lie at the gathering place]
    clauses: [iso14001:2015/8.2]
    ```
    """
    if record.type != DRILL or record.flawed or (record.collected and record.collected > today):
        return
    if record.result is None:
        yield Flaw(record.at("result"), f"drill {record.id} has no result", "add result: pass, or result: fail")
    elif not record.lessons:
        cure = "add lessons: with what will be done differently next time"
        yield Flaw(record.at("lessons"), f"drill {record.id} has no lessons learned", cure, NOTE)
