"""isokit explain: the page of a rule."""

from typing import Annotated

import typer

from isokit.cli.options import View, command


@command
def explain(view: View, rule: Annotated[str, typer.Argument(metavar="CODE|NAME")]) -> int:
    """Show the page of a rule, with examples.

    A rule is known by its code (DOC204), its name (unreferenced-procedure), or several by the beginning of
    their codes (DOC). Formats: markdown, json.
    """
    from isokit.check.registry import chosen, resembling
    from isokit.cli import session
    from isokit.cli.stop import Stop
    from isokit.outputs import rules as pages
    from isokit.text.suggestions import suggestion

    found = chosen(rule)
    if not found:
        near = resembling(rule)
        raise Stop(f"there is no rule '{rule}'; " + suggestion(near, "see isokit rules"))
    write = session.chosen(view, {"markdown": pages.page, "json": pages.as_json})
    session.say(write(found, session.look_of(view)), view)
    return 0
