"""An incomplete or missing risk assessment."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk import appraise
from isokit.model.registers.risk import Risk, RiskAssessment
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("RSK012", WARNING, "iso27001/6.1.2", "iso27001/8.2")
def incomplete_risk_assessment(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A risk assessment lacks its date, criteria or assessor, or is dated in the future; or a scored risk has none.

    Repeated by the same criteria, assessments should give comparable results. One without a date is not counted.
    `trigger` may be omitted for scheduled assessments.

    A likelihood and a consequence without an assessment are reported for information security risks only (see RSK001).

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
    ```
    """
    if _unrecorded(risk) and appraise(risk, workspace, today).secures:
        cure = "add assessments: [{on: YYYY-MM-DD, criteria: …, assessor: ROLE, likelihood: …, consequence: …}]"
        yield Flaw(risk.at("likelihood"), f"risk {risk.id} has a likelihood and a consequence, but no assessment", cure)
    for index, each in enumerate(risk.assessments):
        missing = [] if risk.flawed else _missing(each)
        if missing:
            message = f"an assessment of risk {risk.id} has no {' and no '.join(missing)}"
            yield Flaw(risk.at("assessments", index, missing[0]), message, f"add {missing[0]}:")
        elif each.on and each.on > today:
            message = f"an assessment of risk {risk.id} is dated {each.on}, in the future"
            yield Flaw(risk.at("assessments", index, "on"), message, "enter the date of the assessment")


def _unrecorded(risk: Risk) -> bool:
    return not risk.flawed and not risk.assessments and None not in (risk.likelihood, risk.consequence)


def _missing(assessment: RiskAssessment) -> list[str]:
    """The required keys that an assessment lacks."""
    needed = ("on", "criteria", "assessor", "likelihood", "consequence")
    return [name for name in needed if getattr(assessment, name) is None]
