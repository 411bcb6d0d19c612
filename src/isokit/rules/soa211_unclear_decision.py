"""An entry that does not decide on exactly one control or clause."""

from collections.abc import Iterator

from isokit.analysis.soa.control import control_name
from isokit.model.registers.applicability import Applicability
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace


@rule("SOA211", ERROR, "iso27001/6.1.3")
def unclear_decision(decision: Applicability, workspace: Workspace) -> Iterator[Flaw]:
    """An entry of the applicability register is not about exactly one control or clause.

    A decision applies to a whole control. A decision on a lettered item of a control is not counted. An entry with
    both `control` and `clause` decides on the control only.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.5.3/a  # SOA211
        applicable: false
        justification: Nobody asks for access here.
      - control: iso27001:2022/A.5.2
        clause: iso27001:2022/A.8.30  # SOA211
        applicable: true
        justification: Somebody has to be able to stop things.
        drivers: [business]
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.5.3
        applicable: true
        justification: Who asks for access does not grant it.
        drivers: [business]
      - control: iso27001:2022/A.5.2
        applicable: true
        justification: Somebody has to be able to stop things.
        drivers: [business]
    ```
    """
    if decision.control and decision.clause:
        message = f"one entry decides on both {decision.control} and {decision.clause}; only the first counts"
        yield Flaw(decision.at("clause"), message, "give each its own entry")
    meaning = workspace.references.meaning(decision.reference or "")
    if isinstance(meaning, ClauseRef) and meaning.item and _control(meaning, decision, workspace):
        item = control_name(str(meaning), workspace.catalog)
        message = f"a decision applies to a whole control, but {item} is an item of one"
        yield Flaw(
            decision.at("control" if decision.control else "clause"),
            message,
            f"decide on {meaning.standard}/{meaning.number}",
        )


def _control(meaning: ClauseRef, decision: Applicability, workspace: Workspace) -> bool:
    """Whether a reference names a control, of Annex A or of the organization's own."""
    standard = next((each for each in workspace.standards if each.standard == meaning.standard), None)
    if standard and standard.by_number[meaning.number].control:
        return True
    return bool(decision.control) and not workspace.catalog.bundles(meaning.standard)
