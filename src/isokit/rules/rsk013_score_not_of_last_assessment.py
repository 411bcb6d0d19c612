"""A score nobody came to."""

from collections.abc import Iterator
from datetime import date

from isokit.model.finding import Flaw
from isokit.model.registers.risk import Risk
from isokit.model.rule import WARNING, rule


@rule("RSK013", WARNING, "iso27001/6.1.2", "iso27001/8.2")
def score_not_of_last_assessment(risk: Risk, today: date) -> Iterator[Flaw]:
    """A risk has another likelihood or consequence than its last assessment.

    Either the score was changed and no record says why, or it was assessed anew and the risk still shows the old one.

    Wrong:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Accounts stay open
        owner: it-manager
        likelihood: 4  # RSK013
        consequence: 4
        assessments:
          - {on: 2026-09-10, criteria: "3.0", assessor: it-manager, likelihood: 2, consequence: 4}
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Accounts stay open
        owner: it-manager
        likelihood: 4
        consequence: 4
        assessments:
          - {on: 2026-09-10, criteria: "3.0", assessor: it-manager, likelihood: 2, consequence: 4}
          - {on: 2026-09-25, criteria: "3.0", assessor: it-manager, trigger: INC-5, likelihood: 4, consequence: 4}
    ```
    """
    last = risk.last_assessment(today)
    if last is None:
        return
    for name in ("likelihood", "consequence"):
        own, assessed = getattr(risk, name), getattr(risk.assessments[last], name)
        if None not in (own, assessed) and own != assessed:
            message = (
                f"risk {risk.id} has a {name} of {own}, and {assessed} in its assessment of {risk.assessments[last].on}"
            )
            yield Flaw(risk.at(name), message, "take over the one, or add the assessment that led to the other")
            return
