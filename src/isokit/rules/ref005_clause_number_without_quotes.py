"""An unquoted clause number that ends in a zero."""

import re
from collections.abc import Iterator
from itertools import groupby

from isokit.catalog.standard import Standard
from isokit.model.entity import Place
from isokit.model.finding import Fix, Quote
from isokit.model.rule import NOTE, Flaw, rule
from isokit.text.yaml.places import FilePlaces
from isokit.workspace.inventory import Inventory
from isokit.workspace.workspace import Workspace

LOSES_ITS_ZERO = re.compile(r"(\d+\.\d*?)0+", re.ASCII)
"""A YAML number that loses its trailing zeros."""


@rule("REF005", NOTE)
def clause_number_without_quotes(workspace: Workspace, inventory: Inventory) -> Iterator[Flaw]:
    """An unquoted clause number ends in a zero, which other programs drop.

    In YAML, an unquoted 8.10 is the number 8.1, and scripts, editors and spreadsheets that read or rewrite the file
    treat it as such. isokit reads it as written. `isokit check --fix` adds the quotes; a reference with its
    standard (`acme:3/8.10`) needs none, nor do other clause numbers.

    Wrong:

    ```yaml standards/acme.yaml
    standard: acme:3
    title: What Acme asks of itself
    clauses:
      - {clause: 8, title: Anvils}
      - clause: 8.10  # REF005
        title: Rockets
        expects: [{kind: claim, basis: organization}]
    ```

    Right:

    ```yaml standards/acme.yaml
    standard: acme:3
    title: What Acme asks of itself
    clauses:
      - {clause: 8, title: Anvils}
      - clause: "8.10"
        title: Rockets
        expects: [{kind: claim, basis: organization}]
    ```
    """
    found = [(place, number) for place, number in _numbers(workspace) if LOSES_ITS_ZERO.fullmatch(number)]
    for path, group in groupby(sorted(found, key=_path), key=_path):
        text = inventory.text(path)
        places = FilePlaces(path, text, workspace.settings.aliases)
        for place, number in group:
            if not places.in_table(place.route) and number == text[slice(*places.offsets(places.span(place.route)))]:
                message = f"other programs read {number} as the number {number.rstrip('0').rstrip('.')}"
                fix = Fix(Quote(place, number), safe=True, label=f'write "{number}"')
                yield Flaw(place, message, f'put it in quotes: "{number}"', fix=fix)


def _numbers(workspace: Workspace) -> Iterator[tuple[Place, str]]:
    """The clause numbers in claims, and those that custom standards define."""
    yield from ((claim.place, claim.text) for claim in workspace.claims)
    for standard in workspace.of(Standard):
        for index, clause in enumerate(standard.clauses):
            yield standard.at("clauses", index, "clause"), clause.clause


def _path(named: tuple[Place, str]) -> str:
    return named[0].path
