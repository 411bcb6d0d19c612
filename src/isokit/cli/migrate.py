"""isokit migrate: from one edition to the next."""

from typing import Annotated

import typer

from isokit.cli.legacy import AsOf, Root, View, command


@command
def migrate(
    root: Root,
    clock: AsOf,
    view: View,
    old: Annotated[str, typer.Option("--from", metavar="EDITION", help="The edition to leave, like iso9001:2015.")],
    new: Annotated[str, typer.Option("--to", metavar="EDITION", help="The edition to move to, like iso9001:2026.")],
    write: Annotated[bool, typer.Option("--write/--plan", help="Write the references; without it, plan only.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace old references, instead of adding.")] = False,
    reviewed: Annotated[
        list[str] | None, typer.Option(metavar="REF", help="What changed there somebody has reviewed; repeatable.")
    ] = None,
) -> int:
    """Plan the move to a newer edition, or write it.

    The plan lists every reference to the old edition, what becomes of it, what changed and what is asked anew.
    --write adds the new references where the requirement is kept, so that both editions are answered during the
    transition; with --replace they take the place of the old ones. Where the requirement changed, the old
    reference stays and is listed for review, until --reviewed names the clause. Formats: text, json.
    """
    tree = root.tree()
    from isokit.cli import migrating, session
    from isokit.outputs import migrate as pages

    show = session.chosen(view, {"text": pages.text, "json": pages.as_json})
    look = session.look_of(view)
    moved = migrating.moved(tree, clock, migrating.Wish(old, new, write, replace, tuple(reviewed or ())))
    session.say(show(moved, look), view)
    return 0
