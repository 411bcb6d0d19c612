"""isokit report: documents rendered back into the tree."""

from typing import Annotated

import typer

from isokit.cli.legacy import Clock, Root, Voice, command


@command
def report(
    root: Root,
    clock: Clock,
    voice: Voice,
    words: Annotated[list[str] | None, typer.Argument(metavar="[KIND]... [STANDARD]...")] = None,
    standard: Annotated[list[str] | None, typer.Option(help="Only these standards; repeatable.")] = None,
    clauses: Annotated[str | None, typer.Option(metavar="8,9.2", help="Checklist: only these clauses.")] = None,
    audit: Annotated[str | None, typer.Option(metavar="ID", help="Checklist: what this audit looks at.")] = None,
) -> int:
    """Render reports into the folder reports/.

    Without a KIND, the reports there are are listed. With STANDARDS, such as iso9001 or iso27001:2022, only on those.
    """
    from isokit.cli import assessing, reporting, session

    if not words:
        session.say(reporting.listing())
        return 0
    wanted = reporting.wanted(words, root)
    tree = root.tree(clock.at)
    result = session.run_on(tree, clock, reporting.asked(wanted))
    session.configured(result)
    result = assessing.only(result, [*wanted.standards, *(standard or ())])
    part = reporting.selection(result, clauses, audit)
    for path in reporting.write(result, wanted.kinds, tree.root, part):
        session.say(f"{path}\n")
    assessing.say_what_is_unread(result, voice)
    return 0
