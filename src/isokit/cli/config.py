"""isokit config: the settings in force."""

from isokit.cli.legacy import Clock, Root, View, command


@command
def config(root: Root, clock: Clock, view: View) -> int:
    """Show the settings in force, and where each comes from.

    The profile, the level of every rule, what holds only in some files, what is set aside, and the layout where it is
    moved. Formats: text, json.
    """
    tree = root.tree(clock.at)
    from isokit.check.registry import RULES, rules_on_the_unread
    from isokit.cli import session
    from isokit.model.levels import Levels
    from isokit.outputs import config as pages

    write = session.chosen(view, {"text": pages.text, "json": pages.as_json})
    result = session.run_on(tree, clock, session.Asked(rules_on_the_unread(), assess=False))
    session.configured(result)
    levels = Levels.of(result.workspace.settings, RULES)
    shown = tuple(pages.Shown(rule, *levels.with_origin(rule)) for rule in RULES)
    session.say(write(result, shown, session.look_of(view)), view)
    return 0
