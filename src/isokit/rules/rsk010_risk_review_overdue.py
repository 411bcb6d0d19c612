"""A risk whose review is overdue."""

from collections.abc import Iterator
from datetime import date

from isokit.model.registers.risk import Risk
from isokit.model.rule import WARNING, Flaw, rule


@rule("RSK010", WARNING, "iso27001/8.2", "iso9001/6.1.1", "iso14001/6.1.1")
def risk_review_overdue(risk: Risk, today: date) -> Iterator[Flaw]:
    """The review of a risk is overdue.

    Wrong:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
        review: 2026-09-24  # RSK010
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
        review: 2026-11-22
    ```
    """
    if risk.review and risk.review < today:
        cure = "assess it again, add the result to assessments:, and set the next date"
        yield Flaw(risk.at("review"), f"the review of risk {risk.id} was due {risk.review}", cure)
