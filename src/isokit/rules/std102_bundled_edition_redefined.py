"""A file of the organization that would change what isokit brings along."""

from collections.abc import Iterator

from isokit.catalog.catalog import Catalog
from isokit.catalog.edition_map import EditionMap
from isokit.catalog.standard import Standard
from isokit.model.finding import Flaw
from isokit.model.rule import ERROR, rule
from isokit.workspace.workspace import Workspace


@rule("STD102", ERROR)
def bundled_edition_redefined(workspace: Workspace, catalog: Catalog) -> Iterator[Flaw]:
    """A file in standards/ defines an edition, or a map between editions, that isokit brings along.

    Who reads that a clause of iso9001:2015 is evidenced must be able to rely on one and the same checklist. The
    file is not used. What the organization asks of itself beyond a standard belongs in an edition with an id of
    its own.

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
        if catalog.brings(standard.standard):
            message = f"isokit brings {standard.standard} along; this file is not used"
            family = standard.family
            yield Flaw(standard.at("standard"), message, f"give it an id of its own, such as own-{family}:1")
    for found in workspace.of(EditionMap):
        if catalog.brings_map(*found.ends):
            message = f"isokit brings the map from {found.old} to {found.new} along; this file is not used"
            yield Flaw(found.at("from"), message, "remove the file")
