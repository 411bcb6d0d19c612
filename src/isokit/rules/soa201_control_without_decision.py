"""Controls without a decision in the statement of applicability."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.soa.approval import LIST
from isokit.analysis.soa.statement import statements, tally
from isokit.model.entity import Place
from isokit.model.rule import ERROR, WARNING, Flaw, rule
from isokit.text.words import few
from isokit.workspace.workspace import Workspace

MOST_NAMED = 4
"""The most controls that a message names."""


@rule("SOA201", WARNING, "iso27001/6.1.3")
def control_without_decision(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """Controls of Annex A have no decision in the statement of applicability.

    Every control needs a decision: it applies or it does not, with the reason. A single finding reports all open
    controls. It is an error once the statement is approved. If the register has no entry on any control, this rule is
    silent: `isokit gap` shows the controls as missing, and `isokit soa init` creates the register.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:  # SOA201
      - control: iso27001:2022/A.5.1
        title: Policies for information security
        applicable:
      - control: iso27001:2022/A.5.2
        applicable: true
        justification: Somebody has to be able to stop things.
        drivers: [business]
    ```

    Right: an entry for each of the 93 controls, with `applicable: true` or `applicable: false`.
    """
    for found in statements(workspace, today):
        if found.started and found.undecided:
            first = next(entry for control in found.controls for entry in control.entries)
            controls = tally(found.undecided, found.standard.name)
            names = few((control.name for control in found.undecided), MOST_NAMED)
            message = f"{controls} {'has' if len(found.undecided) == 1 else 'have'} no decision: {names}"
            cure = "add applicable: true or false with the reason; isokit soa init adds the missing entries"
            severity = ERROR if found.approval and found.approval.approved.by else WARNING
            yield Flaw(Place(first.path, (LIST,), on_key=True), message, cure, severity)
