"""A decision on nothing in particular."""

from collections.abc import Iterator

from isokit.analysis.soa.control import called
from isokit.model.finding import Flaw
from isokit.model.registers.applicability import Applicability
from isokit.model.rule import ERROR, rule
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace


@rule("SOA211", ERROR, "iso27001/6.1.3")
def unclear_decision(decision: Applicability, workspace: Workspace) -> Iterator[Flaw]:
    """An entry of the register is not about one whole control or clause.

    A decision is about a whole control: it applies or it does not. One on a lettered item of a control counts for
    nothing. An entry that names a `control` and a `clause` decides on the control alone.

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
        message = f"one entry decides on {decision.control} and on {decision.clause}, and counts for the first only"
        yield Flaw(decision.at("clause"), message, "give each an entry of its own")
    meaning = workspace.references.meaning(decision.reference or "")
    if isinstance(meaning, ClauseRef) and meaning.item and _control(meaning, decision, workspace):
        whole = f"{meaning.standard}/{meaning.number}"
        message = (
            f"a decision is about a whole control, and {called(str(meaning), workspace.catalog)} is an item of one"
        )
        yield Flaw(decision.at("control" if decision.control else "clause"), message, f"decide on {whole}")


def _control(meaning: ClauseRef, decision: Applicability, workspace: Workspace) -> bool:
    """Whether a reference means a control: one of an Annex A, or what an entry names as one of the organization's."""
    standard = next((each for each in workspace.standards if each.standard == meaning.standard), None)
    if standard and standard.by_number[meaning.number].control:
        return True
    return bool(decision.control) and not workspace.catalog.brings(meaning.standard)
