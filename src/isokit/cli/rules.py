"""isokit rules."""

import typer

from isokit.cli.options import Format, opened


def rules(context: typer.Context, format: Format = None) -> int:
    """List the rules.

    Formats: table, json.
    """
    from isokit.commands.rules import rules

    return rules(opened(context))
