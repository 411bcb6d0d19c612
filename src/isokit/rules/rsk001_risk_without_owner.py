"""A risk nobody owns."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk.appraisal import appraised
from isokit.model.finding import Flaw
from isokit.model.registers.risk import Risk
from isokit.model.rule import ERROR, rule
from isokit.workspace.workspace import Workspace


@rule("RSK001", ERROR, "iso27001/6.1.2")
def risk_without_owner(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A risk has no owner.

    A risk nobody owns is a risk nobody treats. The owner is who approves the treatment and accepts what remains.

    ISO/IEC 27001 asks for an owner, so this is an error for its risks: those of an organization that adopts it which
    name a clause or control of it, say what they affect, or name no clause at all and so answer every standard. ISO
    9001 and ISO 14001 leave that to the organization; for their risks it is a warning.

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
        severity = appraised(risk, workspace, today).severity
        yield Flaw(risk.at("owner"), f"risk {risk.id} has no owner", "add owner: and a role", severity)
