"""A residual risk above the inherent risk."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk import appraise
from isokit.model.registers.risk import Risk
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("RSK008", ERROR, "iso27001/6.1.3")
def residual_above_inherent(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """The residual risk has a higher score than the risk before treatment.

    Usually the two were swapped, or the risk was assessed again and its residual risk was not.

    Wrong:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
        likelihood: 4
        consequence: 1
        residual: {likelihood: 4, consequence: 2}  # RSK008
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
        likelihood: 4
        consequence: 2
        residual: {likelihood: 4, consequence: 1}
    ```
    """
    found = appraise(risk, workspace, today)
    before, after = found.before, found.after
    if before is not None and after is not None and after > before:
        message = f"the residual risk of {risk.id} has a score of {after}, above the {before} before treatment"
        yield Flaw(risk.at("residual"), message, "assess both again by the same criteria")
