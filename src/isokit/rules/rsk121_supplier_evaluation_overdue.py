"""A supplier whose evaluation is overdue or incomplete."""

from collections.abc import Iterator
from datetime import date

from isokit.model.recurring import Evaluation
from isokit.model.registers.supplier import Standing, Supplier
from isokit.model.rule import WARNING, Flaw, rule


@rule("RSK121", WARNING, "iso9001/8.4.1", "iso14001/8.1", "iso27001/A.5.22")
def supplier_evaluation_overdue(supplier: Supplier, today: date) -> Iterator[Flaw]:
    """The evaluation of a supplier is overdue, was never done, or has no recorded result.

    `every` is the interval, `evaluated.on` the date of the last evaluation, and `evaluated.result` its result in your
    own words; `status` states the consequence for the supplier. Suppliers that are `blocked` are not judged.

    Wrong:

    ```yaml registers/suppliers.yaml
    suppliers:
      - id: SUP-1
        title: Kiln Works
        every: 12 months  # RSK121
        evaluated: {on: 2025-11-21, by: purchasing-manager, result: 84 points}
      - id: SUP-2
        title: Clay Pit
        every: 12 months  # RSK121
      - id: SUP-3
        title: Cloud of Steam
        every: 12 months
        evaluated: {on: 2026-09-22, by: it-manager}  # RSK121
    ```

    Right:

    ```yaml registers/suppliers.yaml
    suppliers:
      - id: SUP-1
        title: Kiln Works
        every: 12 months
        evaluated: {on: 2025-11-22, by: purchasing-manager, result: 84 points}
    ```
    """
    if supplier.status is Standing.BLOCKED or supplier.flawed:
        return
    lack = (supplier.evaluated or Evaluation()).lack(supplier.every, today)
    if lack:
        cure = "evaluate it, and add the date, the role and the result under evaluated:"
        yield Flaw(supplier.at(*lack.route), f"supplier {supplier.id} {lack.reason}", cure)
