"""An implemented control without evidence."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.soa.control import Control
from isokit.analysis.soa.statement import decisions
from isokit.model.registers.applicability import Implementation
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("SOA203", WARNING, "iso27001/6.1.3", "iso27001/8.3")
def implemented_without_evidence(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A control has the status implemented, but neither a document nor a record shows it.

    A control is shown by a document in force that the decision names or that claims the control, by a record in date
    that claims it, or by an entry in the register that the control is about, such as the assets for A.5.9. Drafts,
    expired records and failed records without a nonconformity do not count, nor do risks, opportunities, incidents and
    complaints.

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
    for control, decision in decisions(True, workspace, today):
        if control.status is Implementation.IMPLEMENTED and not control.evidenced:
            message = f"{control.name} has the status implemented, but {_lacking(control)}"
            cure = f"name a document in force under documents:, or collect a record with clauses: [{control.ref}]"
            yield Flaw(decision.at("status"), message, cure)


def _lacking(control: Control) -> str:
    """Why nothing shows the control."""
    if control.documents:
        names = ", ".join(control.documents)
        return f"none of {names} is in force" if len(control.documents) > 1 else f"{names} is not in force"
    return "neither a document nor a record in date shows it"
