"""isokit explain."""

from typing import Annotated

import typer

from isokit.cli.options import Format, opened


def explain(
    context: typer.Context, rule: Annotated[str, typer.Argument(metavar="CODE|NAME")], format: Format = None
) -> int:
    """Show the page of a rule, with examples.

    Give its code (DOC204) or its name (unreferenced-procedure), or the beginning of several codes (DOC).
    Formats: markdown, json.
    """
    from isokit.commands.rules import explain

    return explain(opened(context), rule)
