"""A likelihood or consequence outside the scale."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk import appraise
from isokit.model.registers.risk import Pair, Risk
from isokit.model.rule import ERROR, Flaw, rule
from isokit.text.span import Route
from isokit.workspace.workspace import Workspace


@rule("RSK003", ERROR, "iso27001/6.1.2")
def score_outside_scale(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A likelihood or a consequence of a risk is outside the organization's scale.

    The scales go from 1 to 5 unless `risk.scale` or `risk.matrix` in isokit.yaml sets others. Only the latest
    assessment is judged: earlier ones may have used other scales. This is an error for information security risks (see
    RSK001) and a warning for others.

    Wrong:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
        likelihood: 6  # RSK003
        consequence: 2
        residual:
          likelihood: 4
          consequence: 0  # RSK003
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
        likelihood: 5
        consequence: 2
    ```
    """
    found = appraise(risk, workspace, today)
    for route, pair in _pairs(risk, today):
        for name, value, steps in zip(("likelihood", "consequence"), pair, found.rating.sizes, strict=True):
            if value is not None and not 1 <= value <= steps:
                message = f"the {name} {value} of risk {risk.id} is outside the scale from 1 to {steps}"
                cure = f"enter a number from 1 to {steps}, or set the scale under risk: in isokit.yaml"
                yield Flaw(risk.at(*route, name), message, cure, found.severity)


def _pairs(risk: Risk, today: date) -> Iterator[tuple[Route, Pair]]:
    """The pairs that are valid today, with their routes."""
    yield (), (risk.likelihood, risk.consequence)
    yield ("residual",), risk.remaining or (None, None)
    last = risk.last_assessment(today)
    if last is not None:
        yield ("assessments", last), risk.assessments[last].pair
