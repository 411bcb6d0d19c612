"""isokit baseline: findings that were there before somebody began to look."""

from typing import Annotated

import typer

from isokit.cli.legacy import AsOf, Root, View, command

baseline = typer.Typer(help="Keep findings that are known and do not count.", no_args_is_help=True)
File = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="The file, instead of isokit.baseline.yaml.")
]


@baseline.command("create")
@command
def create(root: Root, clock: AsOf, view: View, file: File = None) -> int:
    """Write the first baseline: everything isokit check finds today.

    It refuses where there is one. What comments and isokit.yaml set aside is left out, as are files that cannot be
    read, and what is said of suppressions: those are never set aside. Formats: text, json.
    """
    return _done(root, clock, view, "create", file)


@baseline.command("update")
@command
def update(root: Root, clock: AsOf, view: View, file: File = None) -> int:
    """Make the baseline hold just what isokit check finds today: new findings are added, those that are gone dropped.

    Formats: text, json.
    """
    return _done(root, clock, view, "update", file)


@baseline.command("prune")
@command
def prune(root: Root, clock: AsOf, view: View, file: File = None) -> int:
    """Drop from the baseline what no longer occurs, so that it cannot come back unseen. Nothing is added.

    Formats: text, json.
    """
    return _done(root, clock, view, "prune", file)


def _done(root: Root, clock: AsOf, view: View, way: str, file: str | None) -> int:
    from isokit.changes.baseline import Way
    from isokit.cli import baselining, session
    from isokit.outputs import baseline as pages

    write = session.chosen(view, {"text": pages.text, "json": pages.as_json})
    look = session.look_of(view)
    session.say(write(baselining.told(root, clock, Way(way), file), look), view)
    return 0
