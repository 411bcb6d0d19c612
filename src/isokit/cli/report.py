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

    Without a KIND, the reports there are are listed: isokit's and those of the templates in templates/. With
    STANDARDS, such as iso9001 or iso27001:2022, only on those.
    """
    from isokit.cli import assessing, reporting, session
    from isokit.commands.exit import Stop
    from isokit.commands.templates import rendered, reports_of, rules_for

    if not words:
        session.say(reporting.listing(root, clock))
        return 0
    tree = root.tree(clock.at)
    with reports_of(tree.sources) as reports:
        kinds, standards = reporting.sorted_out(words, reports.library.reports, tree)
        result = session.run_on(tree, clock, session.Asked(rules_for(map(reports.named, kinds))))
        session.configured(result)
        result = assessing.only(result, [*standards, *(standard or ())])
        part = reporting.selection(result, clauses, audit)
        files = [file for kind in kinds for file in rendered(kind, result, reports, part)]
    if not files:
        raise Stop(f"the standards chosen have no report {' or '.join(kinds)}")
    for path in reporting.write(files, tree.root):
        session.say(f"{path}\n")
    assessing.say_what_is_unread(result, voice)
    return 0
