"""A clause number that other programs read as another one."""

import re
from collections.abc import Iterator
from itertools import groupby

from isokit.catalog.standard import Standard
from isokit.model.entity import Place
from isokit.model.finding import Flaw
from isokit.model.fix import Fix, Quote
from isokit.model.rule import NOTE, rule
from isokit.text.yaml.rewording import Rewording
from isokit.text.yaml.written import Writing
from isokit.workspace.inventory import Inventory
from isokit.workspace.workspace import Workspace

LOSES_ITS_ZERO = re.compile(r"(\d+\.\d*?)0+", re.ASCII)
"""What is a number in YAML, and ends in zeros that a number does not keep."""


@rule("REF005", NOTE)
def clause_number_without_quotes(workspace: Workspace, inventory: Inventory) -> Iterator[Flaw]:
    """A clause number ends in a zero that other programs drop.

    In YAML, 8.10 without quotes is the number 8.1, and so it is to scripts, editors and spreadsheets that read or
    rewrite the file. isokit reads it as it is written. `isokit check --fix` puts quotes around it; a reference with
    its standard (`acme:3/8.10`) needs none. Other clause numbers come out as they went in.

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
        rewording = Rewording(Writing(path, inventory.text(path), workspace.settings.aliases))
        for place, number in group:
            if rewording.quoted(place.route, number):
                message = f"other programs take {number} for the number {number.rstrip('0').rstrip('.')}"
                fix = Fix(Quote(place, number), safe=True, says=f'write "{number}"')
                yield Flaw(place, message, f'put quotes around it: "{number}"', fix=fix)


def _numbers(workspace: Workspace) -> Iterator[tuple[Place, str]]:
    """The clauses that are named, and those that an own standard has."""
    yield from ((claim.place, claim.text) for claim in workspace.claims)
    for standard in workspace.of(Standard):
        for index, clause in enumerate(standard.clauses):
            yield standard.at("clauses", index, "clause"), clause.clause


def _path(named: tuple[Place, str]) -> str:
    return named[0].path
