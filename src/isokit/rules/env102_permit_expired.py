"""A permit that has expired or expires soon."""

from collections.abc import Iterator
from datetime import date, timedelta

from isokit.model.registers.obligation import Obligation
from isokit.model.rule import ERROR, WARNING, Flaw, rule

SOON = timedelta(days=90)
"""How long before it expires a permit is reported; renewals take time."""


@rule("ENV102", ERROR, "iso14001/6.1.3", "iso14001/9.1.2")
def permit_expired(obligation: Obligation, today: date) -> Iterator[Flaw]:
    """A permit, or another basis of a compliance obligation, has expired or expires within 90 days.

    It is an error after the expiry date, and a warning before it.

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
    cure = "apply for renewal, and enter the new date under expires:"
    if expires < today:
        yield Flaw(obligation.at("expires"), f"obligation {obligation.id} expired {expires}", cure)
    else:
        yield Flaw(obligation.at("expires"), f"obligation {obligation.id} expires {expires}", cure, WARNING)
