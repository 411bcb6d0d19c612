"""A risk without a likelihood or a consequence."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk import appraise
from isokit.model.registers.risk import Risk
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("RSK002", ERROR, "iso27001/6.1.2")
def risk_without_score(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A risk has no likelihood or no consequence.

    It cannot be compared with other risks or with the acceptance level. Both may be given in the risk itself or in its
    latest assessment. This is an error for information security risks (see RSK001) and a warning for others.

    Wrong:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1  # RSK002
        title: Laptop is stolen
        owner: it-manager
        likelihood: 4
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
        likelihood: 4
        consequence: 2
      - id: R-2
        title: Backups cannot be restored
        owner: it-manager
        assessments:
          - {on: 2026-09-10, criteria: "3.0", assessor: it-manager, trigger: a theft, likelihood: 3, consequence: 5}
    ```
    """
    if risk.flawed:
        return
    pair = zip(("likelihood", "consequence"), risk.weighed(today), strict=True)
    missing = [name for name, value in pair if value is None]
    if missing:
        severity = appraise(risk, workspace, today).severity
        message = f"risk {risk.id} has no {' and no '.join(missing)}"
        yield Flaw(risk.at(missing[0]), message, f"add {missing[0]}: with a number from the scale", severity)
