"""The options commands share, as types of parameters: `as_of: AsOf = None` declares --as-of."""

import dataclasses
from pathlib import Path
from typing import Annotated

import click
import typer

from isokit.commands.context import Context
from isokit.commands.flags import Flags

AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="Assess as of this date (YYYY-MM-DD) instead of today.")]
At = Annotated[str | None, typer.Option(metavar="REV", help="Read the tree as it was at this git revision.")]
Staged = Annotated[bool, typer.Option("--staged", help="Read what is staged in git, as a commit would hold it.")]
Format = Annotated[str | None, typer.Option("-f", "--format", envvar="ISOKIT_FORMAT", help="The format of the result.")]
Report = Annotated[
    list[str] | None,
    typer.Option("--report", metavar="FORMAT=PATH", help="Also write the result to a file; repeatable."),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep an answer of an earlier run.")]
Color = Annotated[str, typer.Option(metavar="WHEN", help="auto, always or never.")]
Ascii = Annotated[bool, typer.Option("--ascii", help="Print ASCII characters only.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print only the result.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Print more, also when something goes wrong.")]


def _every(color: Color = "auto", ascii: Ascii = False, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """The flags of every command; a door does not repeat them."""


SHARED = frozenset(_every.__annotations__) - {"return"}


def every_command() -> list[click.Parameter]:
    """The flags of every command, as click has them."""
    app = typer.Typer(add_completion=False)
    app.command()(_every)
    return typer.main.get_command(app).params


def opened(context: typer.Context) -> Context:
    """What a command works with: the folder of -C, the tree opened early, and the shared flags."""
    names = {field.name for field in dataclasses.fields(Flags)}
    flags = Flags(**{name: value for name, value in context.params.items() if name in names})
    root = context.find_root()
    return Context(Path(root.params["folder"]), flags, root.obj)
