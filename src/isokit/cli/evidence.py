"""isokit evidence: records over time."""

from pathlib import Path
from typing import Annotated

import typer

from isokit.cli.legacy import AsOf, Clock, Root, View, command

evidence = typer.Typer(help="Begin records, see what is due, seal, verify and sample.", no_args_is_help=True)
Words = Annotated[list[str] | None, typer.Argument(metavar="[REF]...", help="Ids, types, documents or clauses.")]


@evidence.command("new")
@command
def new(
    root: Root,
    clock: AsOf,
    view: View,
    title: Annotated[str | None, typer.Argument(metavar="[TITLE]")] = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="access-review, …")] = None,
    like: Annotated[str | None, typer.Option(metavar="ID", help="Take from this record what is not given.")] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Q3, 2026-Q3, 2026-H1, 2026-07, 2026 or FROM..TO.")
    ] = None,
    every: Annotated[str | None, typer.Option(metavar="SPAN", help="How often it recurs: '3 months'.")] = None,
    owner: Annotated[str | None, typer.Option(metavar="ROLE", help="The role that sees to it.")] = None,
    by: Annotated[str | None, typer.Option(metavar="ROLE", help="The role that collected it.")] = None,
    clause: Annotated[list[str] | None, typer.Option(metavar="REF", help="A clause it shows; repeatable.")] = None,
    document: Annotated[list[str] | None, typer.Option(metavar="ID", help="What it supports; repeatable.")] = None,
    file: Annotated[list[Path] | None, typer.Option(metavar="PATH", help="The record itself; repeatable.")] = None,
    name: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id; else the next free one.")] = None,
) -> int:
    """Begin a record, collected today, or on the day given by --as-of.

    It is written to evidence/YEAR/ID-TITLE.yaml; nothing is committed. Attached files (--file) have to lie in the tree
    and are sealed with their SHA-256 at once. With --like, the record follows another one: of a series with `every`
    and `period` it is for the first period that is missing. A year, and its quarters, begin where isokit.yaml says;
    Q3 alone is the last one that is over. Formats: text, json.
    """
    from isokit.cli import recording, session

    show, look = recording.told(view)
    wish = recording.Wish(
        title, kind, like, period, every, owner, by, name, tuple(clause or ()), tuple(document or ()), tuple(file or ())
    )
    session.say(show(recording.begun(root, clock, wish), look), view)
    return 0


@evidence.command("due")
@command
def due(
    root: Root,
    clock: Clock,
    view: View,
    within: Annotated[
        str | None, typer.Option(metavar="SPAN", help="How far ahead: 30d, 6w, 3m, 1y; else as isokit.yaml warns.")
    ] = None,
) -> int:
    """List the records that are missing, expired or due, by day, with their owners and what to type.

    Of series with `every` and `period`, the periods of this year and the one before are looked at. Formats: text, json.
    """
    from isokit.cli import assessing, collecting, session

    show, look = collecting.told_due(view)
    found = collecting.due_in(root.tree(clock.at), clock, within)
    session.say(show(found, look), view)
    assessing.say_what_is_unread(found.run, view)
    return 0


@evidence.command("verify")
@command
def verify(root: Root, clock: Clock, view: View, words: Words = None) -> int:
    """Compare every attached file with the SHA-256 it was sealed with.

    Ends with 1 where one differs, is missing, cannot be read, or is only a pointer of Git LFS, and where a record
    cannot be read. -v lists all files. REF narrows it to some records. Formats: text, json.
    """
    from isokit.cli import assessing, collecting, session

    show, look = collecting.told_verified(view)
    found = collecting.verified(root.tree(clock.at), clock, words or ())
    session.say(show(found, look), view)
    assessing.say_what_is_unread(found.run, view)
    return int(found.wrong)


@evidence.command("seal")
@command
def seal(
    root: Root,
    clock: AsOf,
    view: View,
    words: Words = None,
    again: Annotated[bool, typer.Option("--again", help="Seal files anew that are not what was sealed.")] = False,
) -> int:
    """Write the SHA-256 of attached files that have none into their records.

    Everything else in the records keeps its bytes; nothing is committed. What is not here (a missing file, a link, a
    pointer of Git LFS) is not sealed, since nobody could have looked at it. Ends with 1 where a file was not sealed,
    or a record cannot be read. Formats: text, json.
    """
    from isokit.cli import assessing, sealing, session

    show, look = sealing.told(view)
    found = sealing.sealed(root.tree(), clock, words or (), again)
    session.say(show(found, look), view)
    assessing.say_what_is_unread(found.run, view)
    return int(found.refused)


@evidence.command("sample")
@command
def sample(
    root: Root,
    clock: Clock,
    view: View,
    word: Annotated[str, typer.Argument(metavar="REF", help="A clause, a document, a type or an id.")],
    size: Annotated[int, typer.Option(metavar="N", help="How many records.")],
    seed: Annotated[str, typer.Option(metavar="TEXT", help="Any text; the same one draws the same records.")],
) -> int:
    """Draw a sample of the records of a clause, a document or a type, which anybody can draw again.

    Each record gets the SHA-256 of seed, a byte of zero, and id; the N lowest are the sample. The digest is that of the
    sorted ids of all, a line each: where it is the same, the sample has been drawn from the same. Formats: text, json.
    """
    from isokit.cli import assessing, collecting, session

    show, look = collecting.told_sample(view)
    found = collecting.sampled(root.tree(clock.at), clock, word, collecting.Drawing(size, seed))
    session.say(show(found, look), view)
    assessing.say_what_is_unread(found.run, view)
    return 0
