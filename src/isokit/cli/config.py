"""isokit config."""

import typer

from isokit.cli.options import AsOf, At, Format, opened


def config(context: typer.Context, as_of: AsOf = None, at: At = None, format: Format = None) -> int:
    """Show the settings in force, and their sources.

    The profile, the level of every rule, settings for some files only, suppressions, and the layout where it differs
    from the default. Formats: text, json.
    """
    from isokit.commands.config import config

    return config(opened(context))
