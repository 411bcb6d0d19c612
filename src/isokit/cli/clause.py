"""isokit clause: one clause, and what answers it here."""

from typing import Annotated

import typer

from isokit.cli.options import Clock, Root, View, command


@command
def clause(
    root: Root,
    clock: Clock,
    view: View,
    reference: Annotated[str, typer.Argument(metavar="REF")],
) -> int:
    """Show a clause, and what answers it.

    REF is a reference as people write it: iso9001:2015/8.4.1, "ISO 9001:2015 8.4.1", A.5.15. Formats: text, json.
    """
    tree = root.tree(clock.at)
    from isokit.cli import assessing, session
    from isokit.cli.stop import Stop
    from isokit.model.claim import ClauseRef
    from isokit.outputs import clause as pages

    result = session.run_on(tree, clock, assessing.asked())
    session.configured(result)
    meaning = result.workspace.references.meaning(reference)
    if not isinstance(meaning, ClauseRef):
        raise Stop(pages.why_not(meaning, reference))
    write = session.chosen(view, {"text": pages.text, "json": pages.as_json})
    session.say(write(result, meaning, session.look_of(view)), view)
    return 0
