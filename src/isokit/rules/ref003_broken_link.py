"""A link to a file that is not in the tree."""

from collections.abc import Iterator

from isokit.model.document import Document
from isokit.model.finding import reword
from isokit.model.rule import ERROR, Flaw, rule
from isokit.text.suggestions import suggestion
from isokit.text.treepath import target_of
from isokit.workspace.inventory import Inventory


@rule("REF003", ERROR, "iso9001/7.5.3.1", "iso14001/7.5.3", "iso27001/7.5.3")
def broken_link(document: Document, inventory: Inventory) -> Iterator[Flaw]:
    """A link in the text of a document leads to a file that is not in the tree.

    Readers must be able to follow the links of a procedure. Links to other hosts, and links in code and comments, are
    not checked; a leading / starts at the root of the tree.

    If exactly one file of that name exists elsewhere, it was moved, and `isokit check --fix --unsafe-fixes`
    corrects the link. That changes the text, so a sealed approval has to be given again.

    Wrong:

    ```markdown procedures/purchasing.md
    ---
    id: PRO-001
    title: Purchasing
    status: draft
    owner: quality-manager
    ---
    Use the [order form](../forms/order.md).  <!-- REF003 -->
    ```
    """
    if all(path and inventory.has(path) for path in document.possible_paths()):
        return
    for link, path in document.local_links():
        place = document.in_text(link.span, link.target)
        if path is None:
            yield Flaw(place, f"the link '{link.target}' leads out of the tree", "link to a file in the tree")
        elif not inventory.has(path):
            message = f"the link '{link.target}' leads to {path}, which is not in the tree"
            moved = inventory.moved(path)
            target = target_of(moved, link.target, document.path) if moved else None
            fix = reword(place, link.target, target) if target else None
            yield Flaw(place, message, suggestion(target, "correct the link or add the file"), fix=fix)
