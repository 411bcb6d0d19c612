"""An environmental aspect whose review is overdue."""

from collections.abc import Iterator
from datetime import date

from isokit.model.registers.aspect import Aspect
from isokit.model.rule import WARNING, Flaw, rule


@rule("ENV105", WARNING, "iso14001/6.1.2")
def aspect_review_overdue(aspect: Aspect, today: date) -> Iterator[Flaw]:
    """The review of an environmental aspect is overdue.

    Wrong:

    ```yaml registers/aspects.yaml
    aspects:
      - id: ASP-1
        title: Rinse water with glaze
        significant: false
        review: 2026-05-13  # ENV105
    ```

    Right:

    ```yaml registers/aspects.yaml
    aspects:
      - id: ASP-1
        title: Rinse water with glaze
        significant: false
        review: 2026-11-22
    ```
    """
    if aspect.review and aspect.review < today:
        message = f"the review of aspect {aspect.id} was due {aspect.review}"
        yield Flaw(aspect.at("review"), message, "evaluate it again by your criteria, and set the next date")
