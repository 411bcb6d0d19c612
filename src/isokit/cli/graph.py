"""isokit graph."""

from typing import Annotated

import typer

from isokit.cli.options import AsOf, At, Format, Report, opened


def graph(
    context: typer.Context,
    of: Annotated[str | None, typer.Option("--of", metavar="ID|REF", help="Only what is linked to this.")] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(metavar="KINDS", help="Separated by commas; the default is documents,evidence,registers."),
    ] = None,
    as_of: AsOf = None,
    at: At = None,
    format: Format = None,
    report: Report = None,
) -> int:
    """Show how documents, records and registers are linked.

    What implements a policy, what supports it, and what is unlinked. Kinds: documents, evidence, registers, audits,
    nonconformities, roles, clauses. --of PRO-004 or --of iso9001:2015/8.4 shows what leads to one thing and what it
    leads to, of all kinds. Formats: text, mermaid, dot, json.
    """
    from isokit.commands.graph import graph

    return graph(opened(context), of, kinds or ())
