"""A critical supplier without criteria or an evaluation interval."""

from collections.abc import Iterator

from isokit.model.registers.supplier import Standing, Supplier
from isokit.model.rule import WARNING, Flaw, rule

NEEDED = {"criteria": "evaluation criteria", "every": "evaluation interval"}


@rule("RSK123", WARNING, "iso9001/8.4.1", "iso27001/A.5.19", "iso27001/A.5.22")
def critical_supplier_not_watched(supplier: Supplier) -> Iterator[Flaw]:
    """A critical supplier has no evaluation criteria or no evaluation interval.

    `critical: true` marks a supplier on which products or data depend. Suppliers that are `blocked` are not judged.

    Wrong:

    ```yaml registers/suppliers.yaml
    suppliers:
      - id: SUP-1  # RSK123
        title: Clay Pit
        critical: true
        criteria: [quality 60, punctual 40]
    ```

    Right:

    ```yaml registers/suppliers.yaml
    suppliers:
      - id: SUP-1
        title: Clay Pit
        critical: true
        criteria: [quality 60, punctual 40]
        every: 12 months
        evaluated: {on: 2026-03-18, by: purchasing, result: 91 points}
    ```
    """
    if not supplier.critical or supplier.flawed or supplier.status is Standing.BLOCKED:
        return
    missing = [key for key in NEEDED if not getattr(supplier, key)]
    if missing:
        message = f"supplier {supplier.id} is critical, but has no {' and no '.join(NEEDED[key] for key in missing)}"
        yield Flaw(supplier.at(missing[0]), message, f"add {' and '.join(f'{key}:' for key in missing)}")
