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

    REF is a reference as people write it: iso9001:2015/8.4.1, "ISO 9001:2015 8.4.1", A.5.15. Licensed wording of
    your own, in an overlay, is shown on a terminal only. Formats: text, json.
    """
    tree = root.tree(clock.at)
    from isokit.cli import assessing, session, wording
    from isokit.cli.stop import Stop
    from isokit.outputs import clause as pages
    from isokit.workspace.claim import ClauseRef

    result = session.run_on(tree, clock, assessing.asked())
    session.configured(result)
    meaning = result.workspace.references.meaning(reference)
    if not isinstance(meaning, ClauseRef):
        raise Stop(pages.why_not(meaning, reference))
    write = session.chosen(view, {"text": pages.text, "json": pages.as_json})
    look = session.look_of(view)
    session.say(write(result, meaning, look), view)
    if write is pages.text:
        session.say(wording.beside(tree, clock, meaning, look), view)
    return 0
