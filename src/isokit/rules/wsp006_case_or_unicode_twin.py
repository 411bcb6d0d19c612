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

    ```yaml evidence/evd-001.yaml
    id: EVD-002  # WSP006
    title: Log review
    type: log-review
    ```

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Access review
    type: access-review
    ```
    """
    for path, other in workspace.inventory.twins:
        accents = path.isascii() or other.isascii() or canonical(path) != canonical(other)
        differ = "case" if accents else "the encoding of an accent (composed or decomposed)"
        message = f"this path and {other} differ only in {differ}; on many systems they are the same file"
        yield Flaw(Place(path), message, "rename one of the two")
