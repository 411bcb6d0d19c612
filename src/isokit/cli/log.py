"""isokit log."""

from typing import Annotated

import typer

from isokit.cli.options import AsOf, At, Format, opened


def log(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID|REF")],
    as_of: AsOf = None,
    at: At = None,
    format: Format = None,
) -> int:
    """Show who changed and approved something.

    ID is that of a document, a record or an entry of a register; REF is a clause, for all files that claim it. People
    are named by the role that registers/roles.yaml gives their e-mail address. Dates are those of the commits. What
    git cannot show is always reported. Formats: text, json.
    """
    from isokit.commands.log import log

    return log(opened(context), name)
