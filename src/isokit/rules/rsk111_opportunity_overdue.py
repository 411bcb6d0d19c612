"""An overdue opportunity."""

from collections.abc import Iterator
from datetime import date

from isokit.model.entity import Place
from isokit.model.registers.opportunity import Opportunity, Pursuit
from isokit.model.rule import WARNING, Flaw, rule

OVER = (Pursuit.TAKEN, Pursuit.DECLINED)


@rule("RSK111", WARNING, "iso9001/6.1.2", "iso14001/6.1.4", "iso27001/6.1.1")
def opportunity_overdue(opportunity: Opportunity, today: date) -> Iterator[Flaw]:
    """An opportunity, one of its actions, or its review is overdue.

    An action is complete on its date `done`. An opportunity that is `taken` or `declined` needs only its review,
    which judges the effect.

    Wrong:

    ```yaml registers/opportunities.yaml
    opportunities:
      - id: OPP-1
        title: Cafés ask for larger pots
        status: pursued
        actions:
          - {what: Draw a pot for two litres, who: design-manager, due: 2026-09-30}  # RSK111
          - {what: Cast it, who: production-manager, due: 2026-10-30, done: 2026-12-01}  # RSK111
      - id: OPP-2
        title: Waste heat of the kiln dries the clay
        status: open
        due: 2026-10-30  # RSK111
      - id: OPP-3
        title: Lids of recycled glass
        status: taken
        review: 2026-11-21  # RSK111
    ```

    Right:

    ```yaml registers/opportunities.yaml
    opportunities:
      - id: OPP-1
        title: Cafés ask for larger pots
        status: pursued
        actions:
          - {what: Draw a pot for two litres, who: design-manager, due: 2026-09-30, done: 2026-09-29}
        due: 2026-11-22
      - id: OPP-2
        title: Waste heat of the kiln dries the clay
        status: declined
        due: 2026-10-30
    ```
    """
    for place, day, what in _days(opportunity, today):
        if day and day < today:
            yield Flaw(place, f"{what} {day}", "do it and record it, or set another date")


def _days(opportunity: Opportunity, today: date) -> Iterator[tuple[Place, date | None, str]]:
    """The open due dates, each with its place and description."""
    name = f"opportunity {opportunity.id}"
    if opportunity.status not in OVER:
        for index, action in enumerate(opportunity.actions):
            if not action.finished(today):
                yield opportunity.at("actions", index, "due"), action.due, f"an action for {name} was due"
        yield opportunity.at("due"), opportunity.due, f"a decision on {name} was due"
    yield opportunity.at("review"), opportunity.review, f"the review of {name} was due"
