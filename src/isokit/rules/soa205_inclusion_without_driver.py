"""A control nobody asked for."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.soa.statement import statements
from isokit.model.finding import Flaw
from isokit.model.rule import WARNING, rule
from isokit.workspace.workspace import Workspace


@rule("SOA205", WARNING, "iso27001/6.1.3")
def inclusion_without_driver(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A control is included, and nothing drives that: no risk, no law, no contract, no business reason.

    `drivers` names what makes the organization include the control: ids of risks or obligations, or one of the words
    `risk`, `legal`, `regulatory`, `contractual` and `business`. A risk that names the control under `controls` drives
    it as well. A driver that does not exist is SOA208.

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
    for found in statements(workspace, today):
        for control in found.controls:
            if control.applicable and not (control.carried or control.drivers or control.risks):
                for decision in control.decisions:
                    if not decision.flawed:
                        message = f"{control.name} is included, and nothing drives that"
                        cure = "add drivers: with the risk, the obligation, or a word like contractual; or exclude it"
                        yield Flaw(decision.at("applicable"), message, cure)
