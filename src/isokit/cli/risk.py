"""isokit risk: risks and how they stand."""

from typing import Annotated

import typer

from isokit.cli.legacy import Clock, Root, View, command

risk = typer.Typer(help="See the risks as they stand.", no_args_is_help=True)


@risk.command("list")
@command
def list_risks(
    root: Root,
    clock: Clock,
    view: View,
    above: Annotated[bool, typer.Option("--above", help="Only those above the acceptance level.")] = False,
) -> int:
    """List the risks, the highest first, with a heat map.

    A risk stands at what remains of it once that is accepted, and before that at its score before treatment. The
    scales and the acceptance level stand in isokit.yaml under risk:. `isokit report risks` and `isokit report
    risk-treatment-plan` write both lists into the tree. Formats: text, json.
    """
    tree = root.tree(clock.at)
    from isokit.cli import assessing, risking, session

    show, look = risking.shown(view)
    found = risking.listed(tree, clock, above)
    session.say(show(found, look), view)
    assessing.say_what_is_unread(found.run, view)
    return 0
