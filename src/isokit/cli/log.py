"""isokit log: who changed and approved what, from git."""

from typing import Annotated

import typer

from isokit.cli.legacy import Clock, Root, View, command


@command
def log(
    root: Root,
    clock: Clock,
    view: View,
    name: Annotated[str, typer.Argument(metavar="ID|REF")],
) -> int:
    """Show who changed and approved something.

    ID is that of a document, a record or an entry of a register; REF a clause, for all files that claim it. Who is
    the role that registers/roles.yaml gives the author's e-mail address. Days are what commits claim; that what git
    knows is not all there is is always said. Formats: text, json.
    """
    tree = root.tree(clock.at)
    from isokit.cli import recalling, session
    from isokit.commands.tree import through_library
    from isokit.outputs import log as pages

    write = session.chosen(view, {"text": pages.text, "json": pages.as_json})
    told = recalling.recalled(through_library(tree), clock, name)
    session.say(write(told, session.look_of(view)), view)
    return 0
