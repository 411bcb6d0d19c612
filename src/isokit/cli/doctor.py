"""isokit doctor: what isokit sees here."""

from isokit.cli.legacy import Clock, Root, View, command


@command
def doctor(root: Root, clock: Clock, view: View) -> int:
    """Show what isokit sees here.

    The root, the state of git, the adopted editions, the files by kind, and those that cannot be read or fit
    no place. Formats: text, json.
    """
    tree = root.tree(clock.at)
    from isokit.cli import session
    from isokit.outputs import doctor as pages

    result = session.run_on(tree, clock, session.Asked(assess=False))
    write = session.chosen(view, {"text": pages.text, "json": pages.as_json})
    session.say(write(result, tree.root, session.look_of(view)), view)
    session.configured(result)
    return 0
