"""A driver of a control that does not exist."""

from collections.abc import Iterator

from isokit.catalog.edition_map import EditionMap
from isokit.catalog.overlay import Overlay
from isokit.catalog.standard import Standard
from isokit.model.document import Document
from isokit.model.evidence import Evidence
from isokit.model.finding import reword
from isokit.model.nonconformity import Nonconformity
from isokit.model.registers.applicability import GENERAL_DRIVERS, Applicability, SoaApproval
from isokit.model.registers.role import Role
from isokit.model.rule import ERROR, Flaw, rule
from isokit.model.self_assessment import SelfAssessment
from isokit.text.suggestions import Choices, suggestion
from isokit.workspace.workspace import Workspace

DECISIONS = (Applicability, SoaApproval, SelfAssessment)
OUTCOMES = (Role, Document, Evidence, Nonconformity)
IDLE = (*DECISIONS, *OUTCOMES, Standard, EditionMap, Overlay)
"""What cannot be a reason to include a control: decisions, outcomes and standards."""


@rule("SOA208", ERROR, "iso27001/6.1.3")
def unknown_driver(workspace: Workspace) -> Iterator[Flaw]:
    """A driver of a control does not exist, or cannot be a reason for its inclusion.

    A driver is the id of a risk, an obligation or another reason for including the control, or one of the words `risk`,
    `legal`, `regulatory`, `contractual` and `business`. Controls, roles, documents, records and nonconformities are no
    reason for a control. `isokit check --fix --unsafe-fixes` writes the current id if one was renamed.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.12
        applicable: true
        justification: Drawings must not leave by mail.
        drivers:
          - contractual
          - bussiness  # SOA208
          - RSK-7  # SOA208
          - A.8.12  # SOA208
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.12
        applicable: true
        justification: Drawings must not leave by mail.
        drivers: [contractual, business]
    ```
    """
    known = Choices([*sorted(GENERAL_DRIVERS), *(name for name in workspace.by_id if _drives(name, workspace))])
    for decision in workspace.of(Applicability):
        for route, name in decision.linked():
            if route[0] == "drivers" and not _drives(name, workspace):
                place, near = decision.at(*route), known.closest(name)
                fix = reword(place, name, near) if near else None
                general = f"use one of {', '.join(sorted(GENERAL_DRIVERS))}, or an id"
                cure = suggestion(near or known.nearest(name), general)
                subject = decision.control or decision.id
                wrong = "cannot drive a control" if workspace.knows(name) else "does not exist"
                yield Flaw(place, f"the driver {name} of {subject} {wrong}", cure, fix=fix)


def _drives(name: str, workspace: Workspace) -> bool:
    found = workspace.by_id.get(name, ())
    return name in workspace.illegible_ids or any(not isinstance(each, IDLE) for each in found)
