"""isokit standards: what isokit knows of standards, in a tree or without one."""

from typing import Annotated

import typer

from isokit.cli.legacy import AsOf, Root, View, command

standards = typer.Typer(help="Show what isokit knows of standards.", no_args_is_help=True)


@standards.command("list")
@command
def list_editions(root: Root, clock: AsOf, view: View) -> int:
    """List the editions isokit knows, inside of a tree also its own.

    With the digest of each checklist, and whether certificates to it are still valid. Formats: table, json.
    """
    from isokit.cli import knowing, session
    from isokit.outputs import json
    from isokit.outputs import standards as pages
    from isokit.schemas.standards import standards_of

    write = session.chosen(view, {"table": pages.list_table, "json": json.write})
    known = knowing.catalog_here(root, view)
    session.say(write(standards_of(known, session.day_of(clock)), session.look_of(view)), view)
    return 0


@standards.command("show")
@command
def show(root: Root, clock: AsOf, view: View, standard: Annotated[str, typer.Argument(metavar="STANDARD")]) -> int:
    """Show an edition: its dates with their sources, and every clause with what is expected of it.

    STANDARD is an edition like iso9001:2026, or one of the tree's own. Formats: text, json.
    """
    from isokit.cli import knowing, session
    from isokit.outputs import json
    from isokit.outputs import standards as pages
    from isokit.schemas.standards import standard_of

    write = session.chosen(view, {"text": pages.show_text, "json": json.write})
    known = knowing.catalog_here(root, view)
    found = standard_of(session.edition(standard, known), known, session.day_of(clock))
    session.say(write(found, session.look_of(view)), view)
    return 0


@standards.command("diff")
@command
def diff(
    root: Root,
    view: View,
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
) -> int:
    """Show what is new to do from one edition to the next.

    The clauses that ask for something else, with what there is to do, and the questions that are new or changed;
    what is only renumbered or said differently is counted. Formats: text, json.
    """
    from isokit.cli import knowing, session
    from isokit.outputs import diff as pages

    write = session.chosen(view, {"text": pages.text, "json": pages.as_json})
    found, older, newer = session.between(old, new, knowing.catalog_here(root, view))
    session.say(write(found, older, newer, session.look_of(view)), view)
    return 0


@standards.command("crosswalk")
@command
def crosswalk(
    root: Root, view: View, editions: Annotated[list[str] | None, typer.Argument(metavar="[STANDARD]...")] = None
) -> int:
    """Show which clauses of different standards are about the same thing.

    Of the STANDARDS, such as iso9001:2015 or iso14001; without, of those adopted in the tree here, else of the
    current editions. Formats: table, json.
    """
    from isokit.cli import crossing, knowing, session
    from isokit.outputs import crosswalk as pages

    write = session.chosen(view, {"table": pages.table, "json": pages.as_json})
    workspace = knowing.here(root, view)
    known = workspace.catalog if workspace else session.catalog()
    sides = crossing.sides(known, workspace.standards if workspace else (), editions)
    session.say(write(known.crosswalk, sides, session.look_of(view)), view)
    return 0


@standards.command("types")
@command
def types(view: View) -> int:
    """List the types of documents, registers, records, audits and reviews.

    What the standards expect, and what records may be called. Formats: table, json.
    """
    from isokit.cli import session
    from isokit.outputs import json
    from isokit.outputs import standards as pages
    from isokit.schemas.types import types_of

    write = session.chosen(view, {"table": pages.types_table, "json": json.write})
    session.say(write(types_of(session.catalog().vocabulary), session.look_of(view)), view)
    return 0
