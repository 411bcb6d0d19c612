"""An id that is used twice."""

from collections.abc import Iterator

from isokit.analysis.documents.control import translations
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("WSP003", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def duplicate_id(workspace: Workspace) -> Iterator[Flaw]:
    """Two entries in the tree have the same id.

    An id names one document, record or entry in the whole tree, so that every reference is unambiguous. Every entry
    but the first, in the order of the files, is reported. Translations of a document share its id (the key
    `language`, or a file name that ends in `.de.md`).

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Quality manager
      - id: quality-manager  # WSP003
        title: Quality manager of the second site
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Quality manager
      - id: quality-manager-site-2
        title: Quality manager of the second site
    ```
    """
    for name, (first, *others) in workspace.by_id.items():
        for other in others if not translations(name, workspace) else ():
            where = f" in {first.path}" if other.path != first.path else ""
            cure = "give one of them another id, and correct the references to it"
            yield Flaw(other.at("id"), f"the id {name} is already used{where}", cure)
