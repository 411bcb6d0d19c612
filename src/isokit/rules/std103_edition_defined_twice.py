"""An edition that is defined twice."""

from collections.abc import Iterator

from isokit.catalog.catalog import Catalog
from isokit.catalog.edition_map import EditionMap
from isokit.catalog.standard import Standard
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("STD103", ERROR)
def edition_defined_twice(workspace: Workspace, catalog: Catalog) -> Iterator[Flaw]:
    """Two files in standards/ define the same edition, or the map between the same two editions.

    The first file, in alphabetical order, is used; every other one is reported.

    Wrong:

    ```yaml standards/customer.yaml
    standard: quiet-harbour:3
    title: Requirements of Quiet Harbour Hotels
    clauses: [{clause: 1, title: Allergens, expects: [{kind: claim, basis: organization}]}]
    ```

    ```yaml standards/harbour.yaml
    standard: quiet-harbour:3  # STD103
    title: Requirements of Quiet Harbour Hotels
    clauses: [{clause: 1, title: Allergens on each label, expects: [{kind: claim, basis: organization}]}]
    ```

    Right:

    ```yaml standards/customer.yaml
    standard: quiet-harbour:3
    title: Requirements of Quiet Harbour Hotels
    clauses: [{clause: 1, title: Allergens, expects: [{kind: claim, basis: organization}]}]
    ```

    ```yaml standards/harbour.yaml
    standard: quiet-harbour:4
    title: Requirements of Quiet Harbour Hotels
    clauses: [{clause: 1, title: Allergens on each label, expects: [{kind: claim, basis: organization}]}]
    ```
    """
    first: dict[object, str] = {}
    for standard in workspace.of(Standard):
        path = first.setdefault(standard.standard, standard.path)
        if path != standard.path and standard.standard and not catalog.bundles(standard.standard):
            message = f"{standard.standard} is already defined in {path}; this file is not used"
            yield Flaw(standard.at("standard"), message, "change the edition of one of them, or remove it")
    for found in workspace.of(EditionMap):
        path = first.setdefault(frozenset(found.ends), found.path)
        if path != found.path and not catalog.bundles_map(*found.ends):
            message = f"the map between {found.old} and {found.new} is already defined in {path}; this file is not used"
            yield Flaw(found.at("from"), message, "merge the links into one file")
