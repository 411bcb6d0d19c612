"""isokit rules: every rule in a line."""

from isokit.cli.options import View, command


@command
def rules(view: View) -> int:
    """List the rules.

    Formats: table, json.
    """
    from isokit.check.registry import all_rules
    from isokit.cli import session
    from isokit.outputs import rules as pages

    write = session.chosen(view, {"table": pages.table, "json": pages.as_json})
    session.say(write(all_rules(), session.look_of(view)), view)
    return 0
