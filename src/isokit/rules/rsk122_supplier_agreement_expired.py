"""An expired agreement with a supplier."""

from collections.abc import Iterator
from datetime import date

from isokit.model.registers.supplier import Standing, Supplier
from isokit.model.rule import WARNING, Flaw, rule


@rule("RSK122", WARNING, "iso9001/8.4.3", "iso27001/A.5.20")
def supplier_agreement_expired(supplier: Supplier, today: date) -> Iterator[Flaw]:
    """The agreement with a supplier has expired.

    What was agreed on quality, environment and information security is no longer binding. Suppliers that are
    `blocked` are not judged.

    Wrong:

    ```yaml registers/suppliers.yaml
    suppliers:
      - id: SUP-1
        title: Kiln Works
        agreement: C-2023-006
        expires: 2026-10-31  # RSK122
    ```

    Right:

    ```yaml registers/suppliers.yaml
    suppliers:
      - id: SUP-1
        title: Kiln Works
        agreement: C-2023-006
        expires: 2026-12-31
    ```
    """
    if supplier.expires and supplier.expires < today and supplier.status is not Standing.BLOCKED:
        name = f" {supplier.agreement}" if supplier.agreement else ""
        message = f"the agreement{name} with supplier {supplier.id} expired {supplier.expires}"
        yield Flaw(supplier.at("expires"), message, "renew it, or set status: blocked")
