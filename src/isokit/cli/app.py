"""The command line: the options before a command, and the group of all commands."""

from pathlib import Path
from typing import Annotated

import typer

from isokit import __version__
from isokit.cli.doors import AllCommands

app = typer.Typer(
    cls=AllCommands,
    help="Management-system certification as a folder of YAML and Markdown in git.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"isokit {__version__}")
        raise typer.Exit


@app.callback()
def root(
    folder: Annotated[Path, typer.Option("-C", "--root", metavar="DIR", help="Work in this folder.")] = Path(),
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take what stands before a command; the command reads it from its context."""
