"""isokit soa: the statement of applicability."""

from typing import Annotated

import typer

from isokit.cli.legacy import AsOf, Clock, Keeping, Root, View, command
from isokit.cli.standing import alone

soa = typer.Typer()
Edition = Annotated[
    str | None, typer.Option("--standard", metavar="EDITION", help="Another edition, such as iso27001:2013.")
]


@soa.callback(invoke_without_command=True)
@alone
@command
def show(root: Root, clock: Clock, view: Keeping, standard: Edition = None) -> int:
    """Show the statement of applicability: what is decided on each control, what drives it, and what shows it.

    It is computed from registers/applicability.yaml and everything else in the tree. An edition that is not adopted is
    reached along the map between editions. `isokit report soa` renders it. Formats: text, json, csv.
    """
    from isokit.cli import keeping

    def fresh() -> str | None:
        from isokit.cli import stating

        return stating.shown(root.tree(clock.at), clock, view, standard)

    keeping.answered(("soa", standard or ""), root, clock, view, fresh)
    return 0


@soa.command("init")
@command
def init(root: Root, clock: AsOf, view: View) -> int:
    """Write an undecided entry for each control that has none into registers/applicability.yaml.

    What stands there keeps its bytes. Formats: text, json.
    """
    from isokit.cli import issuing, session

    write, look = issuing.told(view)
    session.say(write(issuing.begun(root.tree(), clock), look), view)
    return 0


@soa.command("approve")
@command
def approve(
    root: Root,
    clock: AsOf,
    view: View,
    by: Annotated[str, typer.Option(metavar="ROLE", help="The role that approves.")],
    version: Annotated[str | None, typer.Option(metavar="VERSION", help="Set this version as well.")] = None,
) -> int:
    """Approve the statement as it stands, and seal its decisions with a digest.

    The approval is as of today, or the day given by --as-of. Every control has to be decided. The file is written,
    nothing is committed. Formats: text, json.
    """
    from isokit.cli import issuing, session

    write, look = issuing.told(view)
    session.say(write(issuing.approved(root.tree(), clock, by, version), look), view)
    return 0


@soa.command("diff")
@command
def diff(
    root: Root,
    clock: AsOf,
    view: View,
    revision: Annotated[str | None, typer.Argument(metavar="[REV]")] = None,
    standard: Edition = None,
) -> int:
    """Show what changed in the statement since a git revision: decisions, statuses, justifications, documents.

    Without REV, since the commit that brought the approval, where that is sealed. Formats: text, json.
    """
    tree = root.tree()
    from isokit.cli import session, stating
    from isokit.outputs import soa_diff as pages

    write = session.chosen(view, {"text": pages.text, "json": pages.as_json})
    found = stating.compared(tree, root, clock, stating.Wish(revision, standard))
    session.say(write(found, session.look_of(view)), view)
    return 0
