"""Show the risks and how they are rated."""

from typing import Annotated

import typer

from isokit.cli.options import AsOf, At, Format, opened


def list_(
    context: typer.Context,
    above: Annotated[bool, typer.Option("--above", help="Only those above the acceptance level.")] = False,
    as_of: AsOf = None,
    at: At = None,
    format: Format = None,
) -> int:
    """List the risks, the highest first, with a heat map.

    A risk counts with its residual score once that is accepted, and until then with its score before treatment. The
    scales and the acceptance level are set in isokit.yaml under risk:. `isokit report risks` and `isokit report
    risk-treatment-plan` write both lists into the tree. Formats: text, json.
    """
    from isokit.commands import risk

    return risk.list_(opened(context), above)
