"""Show the standards that isokit knows."""

from typing import Annotated

import typer

from isokit.cli.options import AsOf, Format, opened


def list_(context: typer.Context, as_of: AsOf = None, format: Format = None) -> int:
    """List the editions isokit knows.

    In a tree, also its own; with the digest of each checklist, and whether certificates to it are still valid. Formats:
    table, json.
    """
    from isokit.commands import standards

    return standards.list_(opened(context))


def show(
    context: typer.Context,
    standard: Annotated[str, typer.Argument(metavar="STANDARD")],
    as_of: AsOf = None,
    format: Format = None,
) -> int:
    """Show an edition, clause by clause.

    Its dates with their sources, and what is expected of each clause. STANDARD is an edition such as iso9001:2026, or
    one of the tree's own. Formats: text, json.
    """
    from isokit.commands import standards

    return standards.show(opened(context), standard)


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    format: Format = None,
) -> int:
    """Show what is new from one edition to the next.

    The clauses that require something else, with what to do, and the questions that are new or changed. Those that are
    only renumbered or reworded are counted. Formats: text, json.
    """
    from isokit.commands import standards

    return standards.diff(opened(context), old, new)


def crosswalk(
    context: typer.Context,
    editions: Annotated[list[str] | None, typer.Argument(metavar="[STANDARD]...")] = None,
    format: Format = None,
) -> int:
    """Show which clauses are about the same topic.

    STANDARDS are such as iso9001:2015 or iso14001; without any, those the tree adopts, else the current editions.
    Formats: table, json.
    """
    from isokit.commands import standards

    return standards.crosswalk(opened(context), editions or ())


def types(context: typer.Context, format: Format = None) -> int:
    """List the types of documents, records and registers.

    Including those of audits and reviews: what the standards expect, and what records may be called. Formats: table,
    json.
    """
    from isokit.commands import standards

    return standards.types(opened(context))
