"""A control that something drives that is not there."""

from collections.abc import Iterator

from isokit.model.applicability import GENERAL_DRIVERS, Applicability
from isokit.model.finding import Flaw
from isokit.model.fix import reword
from isokit.model.nearest import Choices, suggestion
from isokit.model.workspace import Workspace
from isokit.rules.rule import ERROR, rule


@rule("SOA208", ERROR, "iso27001/6.1.3")
def unknown_driver(workspace: Workspace) -> Iterator[Flaw]:
    """A driver of a control does not exist.

    A driver is the id of a risk, an obligation or whatever else makes the organization include the control, or one of
    the words `risk`, `legal`, `regulatory`, `contractual` and `business`. `isokit check --fix --unsafe-fixes` writes
    the id of today where one was renamed.

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
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.12
        applicable: true
        justification: Drawings must not leave by mail.
        drivers: [contractual, business, RSK-1]
    ```

    ```yaml registers/risks.yaml
    risks:
      - id: RSK-1
        title: Drawings are mailed to the wrong people
    ```
    """
    known = Choices([*sorted(GENERAL_DRIVERS), *workspace.by_id])
    for decision in workspace.of(Applicability):
        for route, name in decision.linked():
            if route[0] == "drivers" and not workspace.knows(name):
                place, near = decision.at(*route), known.closest(name)
                fix = reword(place, name, near) if near else None
                cure = suggestion(near or known.nearest(name), f"one of {', '.join(sorted(GENERAL_DRIVERS))}, or an id")
                subject = decision.control or decision.id
                yield Flaw(place, f"the driver {name} of {subject} does not exist", cure, fix=fix)
