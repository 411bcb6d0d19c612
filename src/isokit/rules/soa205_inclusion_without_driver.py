"""An included control without a driver."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.soa.statement import decisions
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("SOA205", WARNING, "iso27001/6.1.3")
def inclusion_without_driver(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A control is included without a driver: no risk, law, contract or business reason.

    `drivers` names why the organization includes the control: ids of risks or obligations, or one of the words
    `risk`, `legal`, `regulatory`, `contractual` and `business`. A risk that names the control under `controls` is a
    driver as well. A driver that does not exist is SOA208.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.17
        applicable: true  # SOA205
        justification: The template had it.
        status: implemented
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.17
        applicable: true
        justification: Readings are worth nothing with a wrong time.
        drivers: [business, contractual]
        status: implemented
    ```
    """
    for control, decision in decisions(True, workspace, today):
        if not (control.drivers or control.risks or decision.flawed):
            message = f"{control.name} is included, but has no driver"
            cure = "add drivers: with an id or a word such as contractual, or set applicable: false"
            yield Flaw(decision.at("applicable"), message, cure)
