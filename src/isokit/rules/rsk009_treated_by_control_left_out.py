"""A risk treated by a control that does not apply."""

from collections.abc import Iterator, Mapping
from datetime import date

from isokit.analysis.soa.statement import statements
from isokit.model.registers.risk import Risk
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace


@rule("RSK009", ERROR, "iso27001/6.1.3")
def treated_by_control_left_out(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A risk is treated by a control that is excluded or has no decision.

    A control that treats a risk is necessary, so it applies. If the applicability register has no decision on any
    control of the edition, this rule is silent. Between two editions, the map is used. A control that does not exist is
    REF001, and one of an edition that is not adopted STD101.

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
    """The controls of all statements with at least one decision, each with its decision."""
    controls_of = ({each.ref: each.applicable for each in found.controls} for found in statements(workspace, today))
    decided = [controls for controls in controls_of if any(decision is not None for decision in controls.values())]
    return {ref: decision for controls in decided for ref, decision in controls.items()}


def _against(ref: ClauseRef, decisions: Mapping[str, bool | None]) -> tuple[str, str] | None:
    """Why a control cannot treat a risk, and the cure; None if it can, or is in no statement."""
    name = f"{ref.standard}/{ref.number}"
    if decisions.get(name, True) is True:
        return None
    if decisions[name] is False:
        return "which is excluded", f"set {ref.number} to applicable: true, or name another control"
    return "which has no decision", f"add a decision for control: {name} to registers/applicability.yaml"
