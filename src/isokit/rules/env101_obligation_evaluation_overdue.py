"""A compliance obligation whose evaluation is overdue or incomplete."""

from collections.abc import Iterator
from datetime import date

from isokit.model.recurring import Evaluation
from isokit.model.registers.obligation import Obligation
from isokit.model.rule import WARNING, Flaw, rule


@rule("ENV101", WARNING, "iso14001/9.1.2", "iso27001/A.5.31")
def obligation_evaluation_overdue(obligation: Obligation, today: date) -> Iterator[Flaw]:
    """The evaluation of a compliance obligation is overdue, was never done, or has no recorded result.

    `every` is the interval, `evaluated.on` the date of the last evaluation, and `evaluated.result` its result in your
    own words. isokit does not interpret it: if the obligation is not fulfilled, raise a nonconformity.

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
        cure = "evaluate it, and add the date, the role and the result under evaluated:"
        yield Flaw(obligation.at(*lack.route), f"compliance with obligation {obligation.id} {lack.reason}", cure)
