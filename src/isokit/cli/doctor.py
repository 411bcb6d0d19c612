"""isokit doctor."""

import typer

from isokit.cli.options import AsOf, At, Format, opened


def doctor(context: typer.Context, as_of: AsOf = None, at: At = None, format: Format = None) -> int:
    """Show what isokit finds here.

    The root, the state of git, the adopted editions, the number of files of each kind, and the files that cannot be
    read or that no part of the layout covers. Formats: text, json.
    """
    from isokit.commands.doctor import doctor

    return doctor(opened(context))
