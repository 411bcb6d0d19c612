"""isokit init."""

from typing import Annotated

import typer

from isokit.cli.options import opened


def init(
    context: typer.Context,
    standard: Annotated[
        list[str] | None, typer.Option(metavar="EDITION", help="Adopt this edition; repeatable.")
    ] = None,
    organization: Annotated[str, typer.Option(metavar="NAME", help="The name of the organization.")] = "",
) -> int:
    """Start a tree: write its first files.

    The new tree passes isokit check, and its gap report shows every requirement as missing. Files that exist already
    are kept.
    """
    from isokit.commands.init import init

    return init(opened(context), organization, standard or ["iso9001:2015"])
