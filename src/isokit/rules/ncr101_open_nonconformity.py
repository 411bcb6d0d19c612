"""A nonconformity that is not closed."""

from collections.abc import Iterator
from datetime import date

from isokit.model.nonconformity import Grade, Nonconformity, State
from isokit.model.rule import ERROR, WARNING, Flaw, rule


@rule("NCR101", ERROR, "iso9001/10.2.1", "iso14001/10.2", "iso27001/10.2")
def open_nonconformity(nonconformity: Nonconformity, today: date) -> Iterator[Flaw]:
    """A nonconformity is not closed.

    It is open in every state before `closed`. A major nonconformity is an error, a minor one a warning; an ungraded
    one counts as major. Observations and opportunities are not nonconformities.

    Wrong:

    ```yaml nonconformities/NC-001.yaml
    id: NC-001
    title: Gauge 3 was used past its calibration date
    grade: major
    status: corrected  # NCR101
    raised: 2026-09-02
    owner: production-manager
    clauses: [iso9001:2015/7.1.5.2]
    ```

    Right:

    ```yaml nonconformities/NC-001.yaml
    id: NC-001
    title: Gauge 3 was used past its calibration date
    grade: major
    status: closed
    raised: 2026-09-02
    closed: 2026-10-20
    owner: production-manager
    clauses: [iso9001:2015/7.1.5.2]
    ```
    """
    if not nonconformity.open or not nonconformity.against_conformity:
        return
    state = (nonconformity.status or State.OPEN).replace("-", " ")
    late = f", due {nonconformity.due}" if nonconformity.due and nonconformity.due < today else ""
    grade = nonconformity.grade or "ungraded"
    message = f"{nonconformity.id} ({grade}) is {state}, not closed{late}: {nonconformity.title}"
    severity = WARNING if nonconformity.grade is Grade.MINOR else ERROR
    yield Flaw(nonconformity.at("status"), message, nonconformity.next_step, severity)
