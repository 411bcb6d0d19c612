"""isokit gap."""

from typing import Annotated

import typer

from isokit.cli.options import AsOf, At, Format, Report, opened


def gap(
    context: typer.Context,
    standards: Annotated[list[str] | None, typer.Argument()] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every clause with its reasons, every next step.")] = False,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="EDITION", help="Assess against this edition, adopted or not; repeatable."),
    ] = None,
    add: Annotated[
        str | None, typer.Option("--add", metavar="EDITION", help="Show what adopting this edition as well would take.")
    ] = None,
    fail_on: Annotated[str, typer.Option(metavar="STATUS", help="missing, partial, nonconforming or never.")] = "never",
    as_of: AsOf = None,
    at: At = None,
    format: Format = None,
    report: Report = None,
) -> int:
    """Show the status of each clause, and what to do next.

    With STANDARDS, such as iso9001 or iso27001:2022, only those are shown. --against iso9001:2026 assesses today's
    tree against an edition not yet adopted. --add iso14001:2026 shows what one more standard would take, and what is
    there for it already. Formats: table, json, markdown, junit.
    """
    from isokit.commands.gap import Wanted, gap

    return gap(opened(context), Wanted(standards or (), against or (), add), fail_on, everything)
