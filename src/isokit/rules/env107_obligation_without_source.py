"""A compliance obligation without a source or an evaluation interval."""

from collections.abc import Iterator

from isokit.model.registers.obligation import Obligation
from isokit.model.rule import WARNING, Flaw, rule

NEEDED = {"source": "source", "every": "evaluation interval"}


@rule("ENV107", WARNING, "iso14001/6.1.3", "iso14001/9.1.2", "iso27001/A.5.31")
def obligation_without_source(obligation: Obligation) -> Iterator[Flaw]:
    """A compliance obligation has no source, or no interval for the evaluation of compliance.

    `source` is the act, permit, agreement or commitment it comes from: changes to an unnamed law cannot be
    followed. Without `every`, no evaluation is ever overdue (ENV101).

    Wrong:

    ```yaml registers/obligations.yaml
    obligations:
      - id: OBL-1  # ENV107
        title: Noise at night
        every: 12 months
        evaluated: {on: 2026-06-30, by: environmental-manager, result: fulfilled}
      - id: OBL-2  # ENV107
        title: Waste papers
        source: Ordinance on waste records
    ```

    Right:

    ```yaml registers/obligations.yaml
    obligations:
      - id: OBL-1
        title: Noise at night
        source: Technical instruction on noise, mixed area
        every: 12 months
        evaluated: {on: 2026-06-30, by: environmental-manager, result: fulfilled}
    ```
    """
    missing = [key for key in NEEDED if not getattr(obligation, key)]
    if missing and not obligation.flawed:
        message = f"obligation {obligation.id} has no {' and no '.join(NEEDED[key] for key in missing)}"
        yield Flaw(obligation.at(missing[0]), message, f"add {' and '.join(f'{key}:' for key in missing)}")
