"""isokit report: documents rendered back into the tree."""

from typing import Annotated

import typer

from isokit.cli.options import Clock, Root, Voice, command


@command
def report(
    root: Root,
    clock: Clock,
    voice: Voice,
    kinds: Annotated[list[str] | None, typer.Argument(metavar="[KIND]...")] = None,
    standard: Annotated[list[str] | None, typer.Option(help="Only these standards; repeatable.")] = None,
) -> int:
    """Render reports into the folder reports/.

    Without a KIND, the reports there are are listed.
    """
    from isokit.cli import assessing, reporting, session

    if not kinds:
        session.say(reporting.listing())
        return 0
    reporting.known(kinds)
    tree = root.tree(clock.at)
    result = session.run_on(tree, clock, assessing.asked())
    session.configured(result)
    result = assessing.only(result, standard)
    for path in reporting.write(result, kinds, tree.root):
        session.say(f"{path}\n")
    assessing.say_what_is_unread(result, voice)
    return 0
