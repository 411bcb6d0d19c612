"""Two paths that are the same on some systems."""

from collections.abc import Iterator

from isokit.model.entity import Place
from isokit.model.rule import ERROR, Flaw, rule
from isokit.text.treepath import canonical
from isokit.workspace.workspace import Workspace


@rule("WSP006", ERROR, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def case_or_unicode_twin(workspace: Workspace) -> Iterator[Flaw]:
    """Two paths differ only in case or in the encoding of an accent.

    Both exist here, but on a system that does not distinguish them, as on most laptops, a checkout silently keeps
    only one.

    Wrong:

    ```yaml nonconformities/nc-2026-01.yaml
    id: NC-2026-02  # WSP006
    title: Delivery a week late
    status: open
    raised: 2026-11-02
    owner: quality-manager
    clauses: [iso9001:2015/8.5.5]
    ```

    ```yaml nonconformities/NC-2026-01.yaml
    id: NC-2026-01
    title: Flour without certificate
    status: open
    raised: 2026-11-02
    owner: quality-manager
    clauses: [iso9001:2015/8.4.3]
    ```
    """
    for path, other in workspace.inventory.twins:
        accents = path.isascii() or other.isascii() or canonical(path) != canonical(other)
        differ = "case" if accents else "the encoding of an accent (composed or decomposed)"
        message = f"this path and {other} differ only in {differ}; on many systems they are the same file"
        yield Flaw(Place(path), message, "rename one of the two")
