"""A permit that has run out, or soon will."""

from collections.abc import Iterator
from datetime import date, timedelta

from isokit.model.finding import Flaw
from isokit.model.registers.obligation import Obligation
from isokit.model.rule import ERROR, WARNING, rule

SOON = timedelta(days=90)
"""How long before its last day a permit is spoken of; authorities take their time."""


@rule("ENV102", ERROR, "iso14001/6.1.3", "iso14001/9.1.2")
def permit_expired(obligation: Obligation, today: date) -> Iterator[Flaw]:
    """A permit, or whatever else an obligation rests on, has run out, or runs out within 90 days.

    One that has run out is an error; one that soon will is a warning.

    Wrong:

    ```yaml registers/obligations.yaml
    obligations:
      - id: OBL-1
        title: Discharge of rinse water
        kind: permit
        expires: 2026-11-21  # ENV102
      - id: OBL-2
        title: Storage of solvents
        kind: permit
        expires: 2027-02-20  # ENV102
    ```

    Right:

    ```yaml registers/obligations.yaml
    obligations:
      - id: OBL-1
        title: Discharge of rinse water
        kind: permit
        expires: 2027-02-21
    ```
    """
    expires = obligation.expires
    if expires is None or expires > today + min(SOON, date.max - today):
        return
    cure = "apply for its renewal in time, and write the new day into expires:"
    if expires < today:
        yield Flaw(obligation.at("expires"), f"{obligation.id} expired {expires}", cure)
    else:
        yield Flaw(obligation.at("expires"), f"{obligation.id} expires {expires}", cure, WARNING)
