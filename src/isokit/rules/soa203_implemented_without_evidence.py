"""A control in place, and nothing to see."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.soa.control import Control
from isokit.analysis.soa.statement import statements
from isokit.model.finding import Flaw
from isokit.model.registers.applicability import Implementation
from isokit.model.rule import WARNING, rule
from isokit.workspace.workspace import Workspace


@rule("SOA203", WARNING, "iso27001/6.1.3", "iso27001/8.3")
def implemented_without_evidence(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A control is said to be implemented, and neither a document nor a record shows it.

    An auditor takes the statement of applicability and asks to see each control. What counts is a document in force
    that the decision names or that claims the control, a record in date that claims it, or an entry of the register
    the control is about, as the assets of A.5.9. Drafts, expired records and records that failed without anybody
    raising it do not, nor does a risk, an opportunity, an incident or a complaint.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.7.8
        applicable: true
        justification: Cabinets have to stand away from water.
        drivers: [business]
        status: implemented  # SOA203
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.7.8
        applicable: true
        justification: Cabinets have to stand away from water.
        drivers: [business]
        status: implemented
    ```

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Round through the server rooms
    type: inspection
    collected: 2026-10-12
    location: {system: facility desk, reference: round 2026-10}
    clauses: [iso27001:2022/A.7.8]
    ```
    """
    for found in statements(workspace, today):
        for control in found.controls:
            if control.applicable and _said_to_be(control) and not control.shown:
                for decision in control.decisions:
                    message = f"{control.name} is said to be implemented, and {_lacking(control)}"
                    cure = f"name a document in force under documents:, or collect a record with {control.ref}"
                    yield Flaw(decision.at("status"), message, cure)


def _said_to_be(control: Control) -> bool:
    return control.status is Implementation.IMPLEMENTED and not control.carried


def _lacking(control: Control) -> str:
    """Why nothing shows it."""
    if control.documents:
        names = ", ".join(control.documents)
        return f"of {names} {'none is in force' if len(control.documents) > 1 else 'nothing is in force'}"
    return "neither a document nor a record in date shows it"
