"""A control that applies but has no dated action."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.soa.control import Control
from isokit.analysis.soa.statement import decisions
from isokit.model.registers.applicability import Applicability, Implementation
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("SOA204", WARNING, "iso27001/6.1.3")
def unimplemented_without_action(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A control applies but is not implemented, and no action with a due date is planned.

    A control that is planned, partial or not implemented needs an action with a due date: a treated risk that names it
    under `controls` with `due`, an open objective, opportunity or planned change that claims it, an open nonconformity
    that cites it with `due`, or the `due` of the decision itself. A due date that has passed does not count.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.12
        applicable: true
        justification: Drawings must not leave by mail.
        drivers: [business]
        status: planned  # SOA204
      - control: iso27001:2022/A.8.16
        applicable: true  # SOA204
        justification: The portal has to be watched.
        drivers: [business]
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.12
        applicable: true
        justification: Drawings must not leave by mail.
        drivers: [business]
        status: planned
        due: 2027-03-31
    ```
    """
    for control, decision in decisions(True, workspace, today):
        if not decision.flawed and decision.status is not Implementation.IMPLEMENTED:
            yield from _flaws(decision, control, today)


def _flaws(decision: Applicability, control: Control, today: date) -> Iterator[Flaw]:
    if decision.status is None:
        message = f"{control.name} applies, but has no status"
        yield Flaw(decision.at("applicable"), message, f"add status: with one of {', '.join(Implementation)}")
    elif control.actions or (decision.due and decision.due >= today):
        return
    elif decision.due:
        message = f"{control.name} was due {decision.due}, but is {_words(decision.status)}"
        yield Flaw(decision.at("due"), message, "implement it and set status: implemented, or set a new due:")
    else:
        message = f"{control.name} is {_words(decision.status)}, but has no action with a due date"
        cure = "add due: with a date, or name it under controls: in a risk that has one"
        yield Flaw(decision.at("status"), message, cure)


def _words(status: Implementation) -> str:
    return {Implementation.PARTIAL: "only partly implemented"}.get(status, status.replace("-", " "))
