"""A file that fits no place of the layout."""

from collections.abc import Iterator

from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Kind
from isokit.model.entity import Place
from isokit.model.rule import WARNING, Flaw, rule
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.workspace import Workspace


@rule("WSP005", WARNING, "iso9001/7.5.3.1", "iso14001/7.5.3", "iso27001/7.5.3")
def misplaced_file(workspace: Workspace, catalog: Catalog) -> Iterator[Flaw]:
    """A file in a folder of the layout fits no place there and is not read.

    What is not read does not count: a nonconformity in the wrong folder is not seen. This rule looks at Markdown
    and YAML files, and at CSV files among the registers; files attached to records may have any other format.

    Wrong:

    ```yaml registers/risk.yaml
    risks: []  # WSP005
    ```

    Right:

    ```yaml registers/risks.yaml
    risks: []
    ```
    """
    for path in workspace.unplaced:
        cure = _cure(path, catalog.vocabulary.types_of(Kind.REGISTER))
        yield Flaw(Place(path), "this file fits no place of the layout, so it is not read", cure)


def _cure(path: str, registers: frozenset[str]) -> str:
    if path.endswith(".yml"):
        return f"rename it to {path.removesuffix('.yml')}.yaml"
    folder, _, name = path.rpartition("/")
    near = nearest(name.partition(".")[0], registers) if folder == "registers" else None
    return suggestion(near and f"registers/{near}.yaml", "move it, or add its place under layout: in isokit.yaml")
