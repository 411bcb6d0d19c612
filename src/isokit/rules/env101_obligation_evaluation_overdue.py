"""An obligation, and nobody knows whether it is met."""

from collections.abc import Iterator
from datetime import date

from isokit.model.finding import Flaw
from isokit.model.recurring import Evaluation
from isokit.model.registers.obligation import Obligation
from isokit.model.rule import WARNING, rule


@rule("ENV101", WARNING, "iso14001/9.1.2", "iso27001/A.5.31")
def obligation_evaluation_overdue(obligation: Obligation, today: date) -> Iterator[Flaw]:
    """Whether an obligation is fulfilled should have been evaluated by now, never was, or nobody wrote the result.

    `every` is how often it is evaluated, `evaluated.on` the last time, which is not still to come, and
    `evaluated.result` what came of it. The result is in your own words, and isokit reads nothing in it: what is not
    fulfilled is a nonconformity, which nobody raises for you, and which no finding asks for.

    Wrong:

    ```yaml registers/obligations.yaml
    obligations:
      - id: OBL-1
        title: Noise at night
        every: 12 months  # ENV101
        evaluated: {on: 2025-06-24, by: environmental-manager, result: fulfilled}
      - id: OBL-2
        title: Waste papers
        every: 12 months  # ENV101
      - id: OBL-3
        title: Ventilation of the glazing room
        every: 12 months
        evaluated: {on: 2026-12-01, by: environmental-manager, result: fulfilled}  # ENV101
    ```

    Right:

    ```yaml registers/obligations.yaml
    obligations:
      - id: OBL-1
        title: Noise at night
        every: 12 months
        evaluated: {on: 2026-06-30, by: environmental-manager, result: fulfilled}
    ```
    """
    lack = (obligation.evaluated or Evaluation()).lack(obligation.every, today)
    if lack and not obligation.flawed:
        cure = "evaluate it, and write day, role and result into evaluated:"
        yield Flaw(obligation.at(*lack.route), f"whether {obligation.id} is fulfilled {lack.reason}", cure)
