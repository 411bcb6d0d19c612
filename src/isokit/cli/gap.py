"""isokit gap: what a manager reads."""

from typing import Annotated

import typer

from isokit.cli.legacy import FOUND, Clock, Outputs, Root, command


@command
def gap(
    root: Root,
    clock: Clock,
    view: Outputs,
    standards: Annotated[list[str] | None, typer.Argument()] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every clause with its reasons, every next step.")] = False,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="EDITION", help="Assess against this edition, adopted or not; repeatable."),
    ] = None,
    add: Annotated[
        str | None,
        typer.Option("--add", metavar="EDITION", help="Show what this edition would cost beside the others."),
    ] = None,
    fail_on: Annotated[str, typer.Option(metavar="STATUS", help="missing, partial, nonconforming or never.")] = "never",
) -> int:
    """Show how each clause stands, and what to do.

    With STANDARDS, such as iso9001 or iso27001:2022, only those are shown. --against iso9001:2026 shows how today's
    tree stands against an edition not yet adopted. --add iso14001:2026 shows what one more standard would cost, and
    what it could begin with. Formats: table, json, markdown, junit.
    """
    tree = root.tree(clock.at)
    from isokit.cli import assessing, session

    assessing.known_threshold(fail_on)
    assessing.alone(add, against, standards)
    result = session.run_on(tree, clock, assessing.asked([add] if add else against, tree))
    session.configured(result)
    result = assessing.addition(result, add) if add else assessing.only(result, standards)
    writers = assessing.formats_of_addition() if add else assessing.formats(result)
    session.show(assessing.written(result, add), view, writers, default="table", everything=everything)
    assessing.say_what_is_unread(result, view)
    return FOUND if assessing.reaches(result, fail_on) else 0
