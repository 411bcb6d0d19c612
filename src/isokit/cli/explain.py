"""isokit explain: the page of a rule."""

from typing import Annotated

import typer

from isokit.cli.options import View, command


@command
def explain(view: View, rule: Annotated[str, typer.Argument(metavar="CODE|NAME", help="DOC204, or its name.")]) -> int:
    """Show what a rule is for, with examples of what is wrong and right."""
    from isokit.cli import session
    from isokit.cli.stop import Stop
    from isokit.outputs import rules as pages
    from isokit.rules.registry import chosen, resembling

    found = chosen(rule)
    if not found:
        near = resembling(rule)
        raise Stop(f"there is no rule '{rule}'; " + (f"did you mean {near}?" if near else "see isokit rules"))
    write = {"markdown": pages.page, "json": pages.as_json}
    name = session.one_of(view.format or "markdown", write, "--format")
    session.say(write[name](found, session.look_of(view)))
    return 0
