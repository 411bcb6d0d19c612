"""An exclusion whose review is overdue."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.soa.control import control_name
from isokit.model.registers.applicability import Applicability
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace


@rule("SOA206", WARNING, "iso27001/6.1.3", "iso9001/4.3")
def exclusion_review_overdue(decision: Applicability, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """The review of an exclusion is overdue.

    What does not apply today may apply with the next product, site or law. The exclusion remains valid until it is
    decided otherwise.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.30
        applicable: false
        justification: All code is written by our own people.
        review: 2026-06-30  # SOA206
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.30
        applicable: false
        justification: All code is written by our own people.
        review: 2027-06-30
    ```
    """
    if decision.applicable is False and decision.review and decision.review < today:
        meaning = workspace.references.meaning(decision.reference or "")
        known = isinstance(meaning, ClauseRef)
        name = control_name(str(meaning), workspace.catalog) if known else decision.reference or decision.id
        message = f"the exclusion of {name} was due for review {decision.review}"
        yield Flaw(decision.at("review"), message, "review it, and set the next date")
