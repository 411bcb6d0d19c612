"""An included control without a justification."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.soa.statement import decisions
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("SOA210", WARNING, "iso27001/6.1.3")
def inclusion_without_justification(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A control is included without a justification.

    `drivers` names what requires the control; `justification` says in a sentence why it is included. An exclusion
    without one is SOA102.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.17
        applicable: true  # SOA210
        drivers: [contractual]
        status: implemented
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.17
        applicable: true
        justification: Readings are worth nothing with a wrong time.
        drivers: [contractual]
        status: implemented
    ```
    """
    for control, decision in decisions(True, workspace, today):
        if not (decision.justification or decision.flawed):
            message = f"{control.name} is included, but has no justification"
            yield Flaw(decision.at("applicable"), message, "add justification: with a sentence")
