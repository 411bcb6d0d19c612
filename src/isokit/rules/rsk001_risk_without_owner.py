"""A risk without an owner."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk import appraise
from isokit.model.registers.risk import Risk
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("RSK001", ERROR, "iso27001/6.1.2")
def risk_without_owner(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A risk has no owner.

    The owner approves the treatment and accepts the residual risk. ISO/IEC 27001 requires an owner, so this is an error
    for information security risks: in an organization that adopts ISO/IEC 27001, those that name one of its clauses or
    controls, say what they affect, or name no clause at all. For other risks it is a warning.

    Wrong:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1  # RSK001
        title: Laptop is stolen
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
    ```
    """
    if risk.owner is None and not risk.flawed:
        severity = appraise(risk, workspace, today).severity
        yield Flaw(risk.at("owner"), f"risk {risk.id} has no owner", "add owner: with a role", severity)
