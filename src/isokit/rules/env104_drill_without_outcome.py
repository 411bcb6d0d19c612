"""A drill nobody learns from."""

from collections.abc import Iterator
from datetime import date

from isokit.model.evidence import Evidence
from isokit.model.finding import Flaw
from isokit.model.rule import NOTE, WARNING, rule

DRILL = "emergency-drill"


@rule("ENV104", WARNING, "iso14001/8.2")
def drill_without_outcome(record: Evidence, today: date) -> Iterator[Flaw]:
    """A record of an emergency drill does not say how it went, or what was learnt.

    A drill is a record of the type `emergency-drill`: `collected` is its day, `result` its outcome, pass or fail, and
    `lessons` what was learnt; that they are missing is only a note. That the next drill is overdue says EVD101, as of
    any record with `every`; that a failed one is not followed up says EVD106.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001  # ENV104
    title: Fire drill, 2026
    type: emergency-drill
    collected: 2026-09-30
    every: 12 months
    clauses: [iso14001:2015/8.2]
    ```

    ```yaml evidence/EVD-002.yaml
    id: EVD-002  # ENV104
    title: Spill drill, 2026
    type: emergency-drill
    result: pass
    collected: 2026-05-27
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
        yield Flaw(record.at("result"), f"{record.id} does not say how the drill went", "add result: pass, or fail")
    elif not record.lessons:
        cure = "add lessons: and what is done otherwise the next time"
        yield Flaw(record.at("lessons"), f"{record.id} does not say what was learnt from the drill", cure, NOTE)
