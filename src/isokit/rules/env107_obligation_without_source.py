"""An obligation nobody can look up, or looks at again."""

from collections.abc import Iterator

from isokit.model.finding import Flaw
from isokit.model.registers.obligation import Obligation
from isokit.model.rule import WARNING, rule

NEEDED = {"source": "where it is written", "every": "how often its fulfilment is evaluated"}


@rule("ENV107", WARNING, "iso14001/6.1.3", "iso14001/9.1.2", "iso27001/A.5.31")
def obligation_without_source(obligation: Obligation) -> Iterator[Flaw]:
    """An obligation does not say where it is written, or how often somebody looks whether it is fulfilled.

    `source` is the act, permit, agreement or promise: nobody can follow the changes of a law that is not named.
    Without `every` no evaluation is ever overdue (ENV101).

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
        message = f"obligation {obligation.id} does not say {', or '.join(NEEDED[key] for key in missing)}"
        yield Flaw(obligation.at(missing[0]), message, f"add {' and '.join(f'{key}:' for key in missing)}")
