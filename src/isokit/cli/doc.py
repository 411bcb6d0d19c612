"""isokit doc: documents under control."""

from typing import Annotated

import typer

from isokit.cli.legacy import AsOf, Root, View, command

doc = typer.Typer(help="Begin, list, approve and retire documents.", no_args_is_help=True)


@doc.command("new")
@command
def new(
    root: Root,
    clock: AsOf,
    view: View,
    title: Annotated[str, typer.Argument(metavar="TITLE")],
    owner: Annotated[str, typer.Option(metavar="ROLE", help="The role that keeps it up to date.")],
    kind: Annotated[str, typer.Option("--type", metavar="TYPE", help="policy, procedure, …")] = "procedure",
    name: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id; else the next free one.")] = None,
    implements: Annotated[list[str] | None, typer.Option(metavar="ID", help="What it implements; repeatable.")] = None,
) -> int:
    """Begin a document: a draft with the next free id, in the folder for its type.

    Formats: text, json.
    """
    from isokit.cli import documenting, session

    show, look = documenting.shown(view)
    wish = documenting.Wish(title, kind, owner, name or "", tuple(implements or ()))
    session.say(show(documenting.begun(root.tree(), clock, wish), look), view)
    return 0


@doc.command("list")
@command
def list_documents(root: Root, clock: AsOf, view: View) -> int:
    """List the documents: who owns and approved them, what is in force, and when they are reviewed next.

    -v shows all columns. `isokit report documents` writes the list into the tree. Formats: text, json.
    """
    from isokit.cli import documenting, session

    show, look = documenting.shown(view)
    session.say(show(documenting.listed(root.tree(), clock), look), view)
    return 0


@doc.command("approve")
@command
def approve(
    root: Root,
    clock: AsOf,
    view: View,
    name: Annotated[str, typer.Argument(metavar="ID")],
    by: Annotated[str, typer.Option(metavar="ROLE", help="The role that approves.")],
    version: Annotated[str | None, typer.Option(metavar="VERSION", help="Set this version as well.")] = None,
) -> int:
    """Approve a document as it stands, and seal the approval with a digest of its title, version and text.

    The approval is as of today, or the day given by --as-of. The links to what the document implements are confirmed
    with it. The file is written, nothing is committed. Formats: text, json.
    """
    from isokit.cli import documenting, session

    show, look = documenting.shown(view)
    session.say(show(documenting.approved(root.tree(), clock, name, documenting.Approver(by, version)), look), view)
    return 0


@doc.command("retire")
@command
def retire(root: Root, clock: AsOf, view: View, name: Annotated[str, typer.Argument(metavar="ID")]) -> int:
    """Make a document obsolete, and say what still leads to it.

    Formats: text, json.
    """
    from isokit.cli import documenting, session

    show, look = documenting.shown(view)
    session.say(show(documenting.retired(root.tree(), clock, name), look), view)
    return 0
