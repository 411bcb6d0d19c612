"""Start records, see what is due, seal, verify and sample."""

from pathlib import Path
from typing import Annotated

import typer

from isokit.cli.options import AsOf, At, Format, opened

Words = Annotated[list[str] | None, typer.Argument(metavar="[REF]...", help="Ids, types, documents or clauses.")]


def new(
    context: typer.Context,
    title: Annotated[str | None, typer.Argument(metavar="[TITLE]")] = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="access-review, …")] = None,
    like: Annotated[str | None, typer.Option(metavar="ID", help="Copy from this record what is not given.")] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Q3, 2026-Q3, 2026-H1, 2026-07, 2026 or FROM..TO.")
    ] = None,
    every: Annotated[str | None, typer.Option(metavar="SPAN", help="How often it recurs: '3 months'.")] = None,
    owner: Annotated[str | None, typer.Option(metavar="ROLE", help="The role responsible for it.")] = None,
    by: Annotated[str | None, typer.Option(metavar="ROLE", help="The role that collected it.")] = None,
    clause: Annotated[list[str] | None, typer.Option(metavar="REF", help="A clause it shows; repeatable.")] = None,
    document: Annotated[list[str] | None, typer.Option(metavar="ID", help="What it supports; repeatable.")] = None,
    file: Annotated[list[Path] | None, typer.Option(metavar="PATH", help="The record itself; repeatable.")] = None,
    name: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id; the default is the next free one.")
    ] = None,
    as_of: AsOf = None,
    format: Format = None,
) -> int:
    """Start a record.

    It is collected today, or on the date of --as-of, and written to evidence/YEAR/ID-TITLE.yaml; nothing is committed.
    Attached files (--file) have to be in the tree and are sealed with their SHA-256 at once. With --like, the record
    follows another one: in a series with `every` and `period` it is for the first period that is missing. A year, and
    its quarters, begin as isokit.yaml sets; Q3 alone is the last one that is over. Formats: text, json.
    """
    from isokit.commands.evidence_new import Wanted
    from isokit.commands.evidence_new import new as write

    clauses, documents, files = tuple(clause or ()), tuple(document or ()), tuple(file or ())
    wanted = Wanted(title, kind, like, period, every, owner, by, name, clauses, documents, files)
    return write(opened(context), wanted)


def due(
    context: typer.Context,
    within: Annotated[
        str | None, typer.Option(metavar="SPAN", help="How far ahead: 30d, 6w, 3m, 1y; the default is in isokit.yaml.")
    ] = None,
    as_of: AsOf = None,
    at: At = None,
    format: Format = None,
) -> int:
    """List the records that are missing, expired or due.

    By date, with their owners and the command to type. Of a series with `every` and `period`,
    the periods of this year and the last are looked at. Formats: text, json.
    """
    from isokit.commands.evidence import due

    return due(opened(context), within)


def verify(
    context: typer.Context, words: Words = None, as_of: AsOf = None, at: At = None, format: Format = None
) -> int:
    """Compare attached files with their seals.

    Ends with 1 if one differs, is missing, cannot be read, or is only a Git LFS pointer, and if a record cannot be
    read. -v lists all files. REF limits it to some records. Formats: text, json.
    """
    from isokit.commands.evidence import verify

    return verify(opened(context), words or ())


def seal(
    context: typer.Context,
    words: Words = None,
    again: Annotated[bool, typer.Option("--again", help="Also seal files changed since they were sealed.")] = False,
    as_of: AsOf = None,
    format: Format = None,
) -> int:
    """Seal attached files: write their SHA-256 into their records.

    Only files that have none are sealed. Everything else in the records keeps its bytes; nothing is committed. What is
    not here (a missing file, a link, a pointer of Git LFS) is not sealed, since its content cannot have been reviewed.
    Ends with 1 if a file was not sealed, or a record cannot be read. Formats: text, json.
    """
    from isokit.commands.evidence import seal

    return seal(opened(context), words or (), again)


def sample(
    context: typer.Context,
    word: Annotated[str, typer.Argument(metavar="REF", help="A clause, a document, a type or an id.")],
    size: Annotated[int, typer.Option(metavar="N", help="How many records.")],
    seed: Annotated[str, typer.Option(metavar="TEXT", help="Any text; the same text draws the same records.")],
    as_of: AsOf = None,
    at: At = None,
    format: Format = None,
) -> int:
    """Draw a sample of records, which anybody can draw again.

    The records are those of a clause, a document or a type. Each record gets the SHA-256 of the seed, a zero byte and
    its id; the N lowest are the sample. The digest is that of all ids, sorted, one per line: where it is the same, the
    sample was drawn from the same records. Formats: text, json.
    """
    from isokit.commands.evidence import sample

    return sample(opened(context), word, size, seed)
