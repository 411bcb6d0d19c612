"""isokit clause."""

from typing import Annotated

import typer

from isokit.cli.options import AsOf, At, Format, opened


def clause(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF")],
    as_of: AsOf = None,
    at: At = None,
    format: Format = None,
) -> int:
    """Show a clause and what the tree holds for it.

    Its questions, what is expected, and what was found. REF is a reference as people write it: iso9001:2015/8.4.1, "ISO
    9001:2015 8.4.1", A.5.15. Licensed wording of your own, in an overlay, is shown on a terminal only. Formats: text,
    json.
    """
    from isokit.commands.clause import clause

    return clause(opened(context), reference)
