"""A treatment that made it worse."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk.appraisal import appraised
from isokit.model.finding import Flaw
from isokit.model.registers.risk import Risk
from isokit.model.rule import ERROR, rule
from isokit.workspace.workspace import Workspace


@rule("RSK008", ERROR, "iso27001/6.1.3")
def residual_above_inherent(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """The score of what remains is higher than the score before treatment.

    Most often the two were swapped, or the risk was weighed anew and what remains was not.

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
    found = appraised(risk, workspace, today)
    if found.before is not None and found.after is not None and found.after > found.before:
        message = (
            f"what remains of risk {risk.id} has a score of {found.after}, and before treatment it is {found.before}"
        )
        yield Flaw(risk.at("residual"), message, "weigh both again, by the same criteria")
