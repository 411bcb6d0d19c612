"""isokit graph: what hangs together, and what hangs in the air."""

from typing import Annotated

import typer

from isokit.cli.legacy import Clock, Outputs, Root, command


@command
def graph(
    root: Root,
    clock: Clock,
    view: Outputs,
    of: Annotated[str | None, typer.Option("--of", metavar="ID|REF", help="Only what is around this.")] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(metavar="KINDS", help="These, with commas between; else documents,evidence,registers."),
    ] = None,
) -> int:
    """Show what hangs together: what implements a policy, what supports it, and what nothing leads to.

    Kinds: documents, evidence, registers, audits, nonconformities, roles, clauses. --of PRO-004 or --of
    iso9001:2015/8.4 shows what leads to one thing and what it leads to, of all kinds. Formats: text, mermaid, dot,
    json.
    """
    tree = root.tree(clock.at)
    from isokit.cli import assessing, graphing, session

    groups = graphing.groups(kinds)
    result = session.run_on(tree, clock, graphing.asked())
    session.configured(result)
    picture = graphing.picture(result, groups, of)
    graphing.say_what_is_too_large(picture, view)
    session.show(result, view, graphing.formats(picture), default="text")
    assessing.say_what_is_unread(result, view)
    return 0
