"""An excluded control that is in use."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.soa.control import Control
from isokit.analysis.soa.statement import decisions
from isokit.model.document import Document
from isokit.model.registers.applicability import Applicability, Implementation
from isokit.model.rule import ERROR, Flaw, rule
from isokit.text.words import few
from isokit.workspace.workspace import Workspace

MOST_NAMED = 3
"""The most ids of one kind that a message names."""


@rule("SOA202", ERROR, "iso27001/6.1.3")
def contradicted_exclusion(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A control is excluded, but a risk treatment, a document or a record shows that it is used.

    A control that treats a risk is needed, and a control with documents or records exists. The entry contradicts itself
    if its status is implemented, partial or planned, or if it names a document in force. Obsolete documents and expired
    records do not contradict an exclusion.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.30
        applicable: false  # SOA202
        justification: All code is written by our own people.
      - control: iso27001:2022/A.7.6
        applicable: false  # SOA202
        justification: There are no secure areas.
        status: implemented
    ```

    ```yaml registers/risks.yaml
    risks:
      - id: RSK-1
        title: Code of a contractor has a hole
        owner: software-manager
        treatment: modify
        controls: [iso27001:2022/A.8.30]
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.30
        applicable: false
        justification: All code is written by our own people.
    ```
    """
    for control, decision in decisions(False, workspace, today):
        if against := [*_itself(decision, control), *_against(control)]:
            message = f"{control.name} is excluded, but {' and '.join(against)}"
            cure = "set applicable: true, or correct what shows that it is used"
            yield Flaw(decision.at("applicable"), message, cure)


def _itself(decision: Applicability, control: Control) -> Iterator[str]:
    """How the entry contradicts itself."""
    if decision.status not in (None, Implementation.NOT_IMPLEMENTED):
        yield f"its status is {decision.status}"
    claiming = {document.id for document in control.claiming}
    if names := [name for name in decision.documents if name not in claiming and _in_force(name, control)]:
        yield f"{few(names, MOST_NAMED)} {'is' if len(names) == 1 else 'are'} in force for it"


def _in_force(name: str, control: Control) -> bool:
    found = control.workspace.by_id.get(name, ())
    return any(isinstance(each, Document) and each.in_force(control.today) for each in found)


def _against(control: Control) -> Iterator[str]:
    """What shows that a control is used."""
    if risks := [risk.id for risk in control.risks]:
        yield f"the treatment of {few(risks, MOST_NAMED)} uses it"
    if documents := [document.id for document in control.claiming]:
        yield f"{few(documents, MOST_NAMED)} {'claims' if len(documents) == 1 else 'claim'} it"
    if control.evidence:
        yield f"{few(control.evidence, MOST_NAMED)} {'is' if len(control.evidence) == 1 else 'are'} evidence of it"
