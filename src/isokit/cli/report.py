"""isokit report."""

from typing import Annotated

import typer

from isokit.cli.options import AsOf, At, opened


def report(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="[KIND]... [STANDARD]...")] = None,
    standard: Annotated[list[str] | None, typer.Option(metavar="STANDARD", help="Only this one; repeatable.")] = None,
    clauses: Annotated[str | None, typer.Option(metavar="8,9.2", help="Checklist: only these clauses.")] = None,
    audit: Annotated[str | None, typer.Option(metavar="ID", help="Checklist: what this audit covers.")] = None,
    as_of: AsOf = None,
    at: At = None,
) -> int:
    """Render reports into the folder reports/.

    Without a KIND, the kinds are listed: isokit's and those of the templates in templates/. With STANDARDS, such as
    iso9001 or iso27001:2022, only for those.
    """
    from isokit.commands.report import Part, report

    return report(opened(context), words or (), Part(standard or (), clauses, audit))
