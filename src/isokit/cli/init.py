"""isokit init: begin a tree."""

from typing import Annotated

import typer

from isokit.cli.legacy import Root, Voice, command


@command
def init(
    root: Root,
    voice: Voice,
    standard: Annotated[list[str] | None, typer.Option(help="An edition to adopt; repeatable.")] = None,
    organization: Annotated[str, typer.Option(help="The name of the organization.")] = "",
) -> int:
    """Begin a tree: write its first files.

    The tree checks clean, and its gap report is honestly empty. Files that are there already stay as they are.
    """
    from isokit.cli import beginning, session

    written = beginning.begin(root.folder, organization, standard or ["iso9001:2015"])
    session.say("".join(f"{path}\n" for path in written))
    if not voice.quiet:
        session.say("next: isokit gap\n")
    return 0
