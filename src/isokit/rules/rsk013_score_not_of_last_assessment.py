"""A risk that differs from its latest assessment."""

from collections.abc import Iterator
from datetime import date

from isokit.model.registers.risk import Risk
from isokit.model.rule import WARNING, Flaw, rule


@rule("RSK013", WARNING, "iso27001/6.1.2", "iso27001/8.2")
def score_not_of_last_assessment(risk: Risk, today: date) -> Iterator[Flaw]:
    """A risk has a different likelihood or consequence from its latest assessment.

    Either the value was changed without an assessment, or the risk was assessed again and still shows the old
    value.

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
    index = risk.last_assessment(today)
    if index is None:
        return
    last = risk.assessments[index]
    for name in ("likelihood", "consequence"):
        own, assessed = getattr(risk, name), getattr(last, name)
        if None not in (own, assessed) and own != assessed:
            message = f"risk {risk.id} has a {name} of {own}, but {assessed} in its assessment of {last.on}"
            yield Flaw(risk.at(name), message, f"enter {name}: {assessed}, or add the assessment that gave {own}")
            return
