"""An assessment of a risk that is no record."""

from collections.abc import Iterator
from datetime import date

from isokit.model.finding import Flaw
from isokit.model.risk import Risk, RiskAssessment
from isokit.rules.rule import WARNING, rule


@rule("RSK012", WARNING, "iso27001/6.1.2", "iso27001/8.2")
def incomplete_risk_assessment(risk: Risk, today: date) -> Iterator[Flaw]:
    """An assessment of a risk does not say when, by which criteria or by whom, or its day is still to come.

    Assessments are records: whoever weighs the risk again by the same criteria should come to a result that can be
    compared. Without a day, an assessment counts for nothing. `trigger` may be left out where it is the usual round.

    Wrong:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
        assessments:
          - {criteria: "3.0", assessor: it-manager, likelihood: 4, consequence: 2}  # RSK012
          - {on: 2026-12-01, criteria: "3.0", assessor: it-manager, likelihood: 4, consequence: 2}  # RSK012
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
        assessments:
          - {on: 2026-09-10, criteria: "3.0", assessor: it-manager, trigger: a theft, likelihood: 4, consequence: 2}
    ```
    """
    for index, each in enumerate(risk.assessments):
        missing = [] if risk.flawed else _missing(each)
        if missing:
            message = f"an assessment of risk {risk.id} has no {' and no '.join(missing)}"
            yield Flaw(risk.at("assessments", index, missing[0]), message, f"add {missing[0]}:")
        elif each.on and each.on > today:
            message = f"an assessment of risk {risk.id} is dated {each.on}, still to come"
            yield Flaw(risk.at("assessments", index, "on"), message, "write the day it was held")


def _missing(assessment: RiskAssessment) -> list[str]:
    """What an assessment needs to be a record, and does not have."""
    needed = ("on", "criteria", "assessor", "likelihood", "consequence")
    return [name for name in needed if getattr(assessment, name) is None]
