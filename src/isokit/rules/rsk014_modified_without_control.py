"""A modified risk without a control."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk import appraise
from isokit.model.registers.risk import Risk, Treatment
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("RSK014", WARNING, "iso27001/6.1.3")
def modified_without_control(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A risk is to be modified, but names no control.

    ISO/IEC 27001 requires the organization to determine the controls that the treatment needs, from Annex A or its
    own; they are listed under `controls`. A risk that is retained, avoided or shared may need none. Only
    information security risks are judged (see RSK001).

    Wrong:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Backups cannot be restored
        owner: it-manager
        treatment: modify  # RSK014
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Backups cannot be restored
        owner: it-manager
        treatment: modify
        controls: [iso27001:2022/A.8.13]
    ```
    """
    if risk.treatment is not Treatment.MODIFY or risk.controls or risk.flawed:
        return
    if appraise(risk, workspace, today).secures:
        message = f"risk {risk.id} is to be modified, but names no control"
        yield Flaw(risk.at("treatment"), message, "add controls: [iso27001:2022/A.…], or a control of your own")
