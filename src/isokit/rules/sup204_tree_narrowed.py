"""A change that reduces what isokit reads."""

from collections.abc import Iterator

from isokit.model.entity import Place
from isokit.model.names import SETTINGS_FILE
from isokit.model.rule import ERROR, Flaw, rule
from isokit.model.unread import Illegible
from isokit.workspace.workspace import Workspace


@rule("SUP204", ERROR)
def tree_narrowed(workspace: Workspace, before: Workspace) -> Iterator[Flaw]:
    """A change removes a standard, or changes the layout so that existing files are no longer read.

    This rule applies with `--since`. Files that are not read are not checked, and a standard that is not adopted
    requires nothing.

    Wrong: before the change, ISO 14001 was adopted too, and procedures were in their usual folder.

    ```yaml isokit.yaml 2026-10-01 director@blue-teapot.example
    standards: [iso9001:2015, iso14001:2026]
    ```

    ```yaml isokit.yaml
    standards: [iso9001:2015]  # SUP204
    layout:  # SUP204
      procedures: handbook/**/*.md
    ```

    ```markdown procedures/buying.md
    ---
    id: PRO-001
    title: Buying
    status: draft
    ---
    ```

    Right: another standard is adopted.

    ```yaml isokit.yaml 2026-10-01 director@blue-teapot.example
    standards: [iso9001:2015]
    ```

    ```yaml isokit.yaml
    standards: [iso9001:2015, iso14001:2026]
    ```
    """
    adopted = {standard.standard for standard in workspace.standards}
    for standard in before.standards:
        if standard.standard not in adopted:
            place, message = (
                Place(SETTINGS_FILE, ("standards",), on_key=True),
                f"this change no longer adopts {standard.standard}",
            )
            yield Flaw(place, message, "have another person approve it, or revert it")
    if unread := _no_longer_read(workspace, before):
        more = f" and {len(unread) - 1} more" if len(unread) > 1 else ""
        message = f"after this change, {unread[0]}{more} {'are' if more else 'is'} no longer read"
        yield Flaw(Place(SETTINGS_FILE, ("layout",), on_key=True), message, "move the files as well, or revert it")


def _no_longer_read(workspace: Workspace, before: Workspace) -> list[str]:
    illegible = {piece.place.path for piece in workspace.of(Illegible)}
    there = before.contents.keys() & workspace.inventory.paths
    return sorted(there - workspace.contents.keys() - illegible)
