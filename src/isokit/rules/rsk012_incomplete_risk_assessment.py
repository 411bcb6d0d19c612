"""A weighing of a risk that is no record."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk.appraisal import appraised
from isokit.model.finding import Flaw
from isokit.model.registers.risk import Risk, RiskAssessment
from isokit.model.rule import WARNING, rule
from isokit.workspace.workspace import Workspace


@rule("RSK012", WARNING, "iso27001/6.1.2", "iso27001/8.2")
def incomplete_risk_assessment(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """An assessment of a risk does not say when, by which criteria or by whom, or is still to come; or there is none.

    Assessments are records: whoever weighs the risk again by the same criteria should come to a result that can be
    compared. Without a day, an assessment counts for nothing. `trigger` may be left out where it is the usual round.

    A risk that has points and no assessment has no record of where they come from. That is said of risks of ISO/IEC
    27001 only, as in RSK001.

    Wrong:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
        assessments:
          - {criteria: "3.0", assessor: it-manager, likelihood: 4, consequence: 2}  # RSK012
          - {on: 2026-12-01, criteria: "3.0", assessor: it-manager, likelihood: 4, consequence: 2}  # RSK012
      - id: R-2
        title: Strangers walk in
        owner: it-manager
        likelihood: 2  # RSK012
        consequence: 2
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
        assessments:
          - {on: 2026-09-10, criteria: "3.0", assessor: it-manager, trigger: a theft, likelihood: 4, consequence: 2}
      - id: R-2
        title: A supplier of parts fails
        owner: purchasing-manager
        likelihood: 3
        consequence: 3
        clauses: [iso9001:2015/6.1.2]
    ```
    """
    if _unrecorded(risk) and appraised(risk, workspace, today).secures:
        cure = "add assessments: [{on: YYYY-MM-DD, criteria: …, assessor: ROLE, likelihood: …, consequence: …}]"
        yield Flaw(risk.at("likelihood"), f"risk {risk.id} has points, and no assessment it has them from", cure)
    for index, each in enumerate(risk.assessments):
        missing = [] if risk.flawed else _missing(each)
        if missing:
            message = f"an assessment of risk {risk.id} has no {' and no '.join(missing)}"
            yield Flaw(risk.at("assessments", index, missing[0]), message, f"add {missing[0]}:")
        elif each.on and each.on > today:
            message = f"an assessment of risk {risk.id} is dated {each.on}, still to come"
            yield Flaw(risk.at("assessments", index, "on"), message, "write the day it was held")


def _unrecorded(risk: Risk) -> bool:
    return not risk.flawed and not risk.assessments and None not in (risk.likelihood, risk.consequence)


def _missing(assessment: RiskAssessment) -> list[str]:
    """What an assessment needs to be a record, and does not have."""
    needed = ("on", "criteria", "assessor", "likelihood", "consequence")
    return [name for name in needed if getattr(assessment, name) is None]
