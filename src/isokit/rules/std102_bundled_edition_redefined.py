"""A file that redefines an edition that isokit includes."""

from collections.abc import Iterator

from isokit.catalog.catalog import Catalog
from isokit.catalog.edition_map import EditionMap
from isokit.catalog.standard import Standard
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("STD102", ERROR)
def bundled_edition_redefined(workspace: Workspace, catalog: Catalog) -> Iterator[Flaw]:
    """A file in standards/ redefines an edition, or a map between editions, that isokit includes.

    A status of iso9001:2015 must always refer to the same checklist, so the file is not used. Requirements of your
    own belong in an edition with its own id.

    Wrong:

    ```yaml standards/quality.yaml
    standard: iso9001:2015  # STD102
    title: ISO 9001 as we see it
    clauses:
      - {clause: 8, title: Operation}
      - clause: 8.4
        title: Suppliers
        expects: [{kind: evidence, type: supplier-visit, basis: organization}]
    ```

    Right:

    ```yaml standards/quality.yaml
    standard: gentle-otter:1
    title: What Gentle Otter Bakery asks of itself
    clauses:
      - {clause: 8, title: Operation}
      - clause: 8.4
        title: Suppliers
        expects: [{kind: evidence, type: supplier-visit, basis: organization}]
    ```
    """
    for standard in workspace.of(Standard):
        if catalog.bundles(standard.standard):
            message = f"isokit already includes {standard.standard}; this file is not used"
            family = standard.family
            yield Flaw(standard.at("standard"), message, f"give it its own id, such as own-{family}:1")
    for found in workspace.of(EditionMap):
        if catalog.bundles_map(*found.ends):
            message = f"isokit already includes the map from {found.old} to {found.new}; this file is not used"
            yield Flaw(found.at("from"), message, "remove the file")
