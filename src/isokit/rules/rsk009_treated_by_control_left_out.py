"""A risk that counts on a control the organization does not have."""

from collections.abc import Iterator, Mapping
from datetime import date

from isokit.analysis.soa.statement import statements
from isokit.model.finding import Flaw
from isokit.model.registers.risk import Risk
from isokit.model.rule import ERROR, rule
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace


@rule("RSK009", ERROR, "iso27001/6.1.3")
def treated_by_control_left_out(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A risk is treated by a control that is excluded, or on which nothing is decided.

    What treats a risk is necessary, so it applies. The decisions stand in the register applicability; as long as it
    decides on no control of that edition, this rule is silent. Where they were made for another edition, or the risk
    names a control of another edition, the map between the two leads from one to the other. A reference to a control
    that does not exist at all is REF001, one to an edition that is not adopted STD101.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.23
        applicable: false
        justification: Nobody surfs from our network.
      - control: iso27001:2022/A.8.13
        applicable: true
        justification: RSK-1
    ```

    ```yaml registers/risks.yaml
    risks:
      - id: RSK-1
        title: Ransomware encrypts the file store
        owner: it-manager
        treatment: modify
        controls:
          - iso27001:2022/A.8.13
          - iso27001:2022/A.8.23  # RSK009
          - iso27001:2022/A.8.7  # RSK009
    ```

    Wrong, in a tree that decided for one edition and names a control of the other:

    ```yaml isokit.yaml
    organization: {name: Blue Teapot Works}
    standards: [iso27001:2013, iso27001:2022]
    ```

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.7.7
        applicable: false
        justification: We have no desks.
    ```

    ```yaml registers/risks.yaml
    risks:
      - id: RSK-1
        title: A stranger reads what lies about
        owner: it-manager
        treatment: modify
        controls: [iso27001:2013/A.11.2.9]  # RSK009
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.13
        applicable: true
        justification: RSK-1
    ```

    ```yaml registers/risks.yaml
    risks:
      - id: RSK-1
        title: Ransomware encrypts the file store
        owner: it-manager
        treatment: modify
        controls: [iso27001:2022/A.8.13]
    ```
    """
    decisions = _decisions(workspace, today)
    for risk in workspace.of(Risk) if decisions else ():
        for route, text in risk.cited():
            meaning = workspace.references.meaning(text)
            if isinstance(meaning, ClauseRef) and (reason := _against(meaning, decisions)):
                message, cure = f"risk {risk.id} is treated by {meaning.local}, {reason[0]}", reason[1]
                yield Flaw(risk.at(*route), message, cure)


def _decisions(workspace: Workspace, today: date) -> Mapping[str, bool | None]:
    """Each control that some statement holds, with what is decided on it; not those of one that decides nothing."""
    held = ({each.ref: each.applicable for each in found.controls} for found in statements(workspace, today))
    decided = [controls for controls in held if any(decision is not None for decision in controls.values())]
    return {ref: decision for controls in decided for ref, decision in controls.items()}


def _against(ref: ClauseRef, decisions: Mapping[str, bool | None]) -> tuple[str, str] | None:
    """Why a control cannot be counted on, and the cure; None if it can, or is none of a statement."""
    name = f"{ref.standard}/{ref.number}"
    if decisions.get(name, True) is True:
        return None
    if decisions[name] is False:
        return "which is excluded", f"let {ref.number} apply, or name another control"
    return "on which nothing is decided", f"decide on control: {name} in the register applicability"
