"""isokit migrate."""

from typing import Annotated

import typer

from isokit.cli.options import AsOf, Format, opened


def migrate(
    context: typer.Context,
    old: Annotated[str, typer.Option("--from", metavar="EDITION", help="The edition to leave, such as iso9001:2015.")],
    new: Annotated[str, typer.Option("--to", metavar="EDITION", help="The edition to move to, such as iso9001:2026.")],
    write: Annotated[bool, typer.Option("--write/--plan", help="Write the references; the default is a plan.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace old references instead of adding.")] = False,
    reviewed: Annotated[
        list[str] | None, typer.Option(metavar="REF", help="A changed requirement you have reviewed; repeatable.")
    ] = None,
    as_of: AsOf = None,
    format: Format = None,
) -> int:
    """Plan the move to a newer edition, or write it.

    The plan lists every reference to the old edition, its fate, what changed and what is new. --write adds the new
    references where the requirement is kept, so that both editions are covered during the transition; with --replace
    they take the place of the old ones. Where the requirement changed, the old reference stays and is listed for
    review, until --reviewed names the clause. Formats: text, json.
    """
    from isokit.commands.migrate import Wanted, migrate

    return migrate(opened(context), Wanted(old, new, replace, tuple(reviewed or ())), write)
