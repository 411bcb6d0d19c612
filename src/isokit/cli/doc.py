"""Start, list, approve and retire documents."""

from typing import Annotated

import typer

from isokit.cli.options import AsOf, Format, opened

Id = Annotated[str, typer.Argument(metavar="ID")]


def new(
    context: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE")],
    owner: Annotated[str, typer.Option(metavar="ROLE", help="The role that keeps it up to date.")],
    kind: Annotated[str, typer.Option("--type", metavar="TYPE", help="policy, procedure, …")] = "procedure",
    name: Annotated[str, typer.Option("--id", metavar="ID", help="Its id; the default is the next free one.")] = "",
    implements: Annotated[list[str] | None, typer.Option(metavar="ID", help="What it implements; repeatable.")] = None,
    as_of: AsOf = None,
    format: Format = None,
) -> int:
    """Start a document as a draft.

    It gets the next free id, and a file in the folder for its type. Formats: text, json.
    """
    from isokit.commands import doc

    return doc.new(opened(context), doc.Wanted(title, kind, owner, name, tuple(implements or ())))


def list_(context: typer.Context, as_of: AsOf = None, format: Format = None) -> int:
    """List the documents and their status.

    Owner, approval, status and the next review; -v shows all columns. `isokit report documents` writes the list into
    the tree. Formats: text, json.
    """
    from isokit.commands import doc

    return doc.list_(opened(context))


def approve(
    context: typer.Context,
    name: Id,
    by: Annotated[str, typer.Option(metavar="ROLE", help="The role that approves.")],
    version: Annotated[str | None, typer.Option(metavar="VERSION", help="Set this version as well.")] = None,
    as_of: AsOf = None,
    format: Format = None,
) -> int:
    """Approve a document as it stands, and seal it.

    The digest of its title, version and text is written with the approval. The approval is dated today, or as --as-of
    says. The links to what the document implements are confirmed with it. The file is written, nothing is committed.
    Formats: text, json.
    """
    from isokit.commands import doc

    return doc.approve(opened(context), name, by, version)


def retire(context: typer.Context, name: Id, as_of: AsOf = None, format: Format = None) -> int:
    """Make a document obsolete, and list what still refers to it.

    Formats: text, json.
    """
    from isokit.commands import doc

    return doc.retire(opened(context), name)
