"""What `isokit report` does: look the templates up, render, and hand the files to the writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from isokit.check.registry import UNREAD, rules_of
from isokit.cli import knowing
from isokit.cli.legacy import Root, Voice
from isokit.cli.session import Asked, catalog
from isokit.commands.exit import Stop
from isokit.edge import writer
from isokit.model.audit import Audit
from isokit.reports import render
from isokit.run import Run
from isokit.schemas.checklist import Selection
from isokit.text.suggestions import nearest, suggestion


def listing() -> str:
    """The reports there are, a line each."""
    return "".join(f"{kind}\n" for kind in render.kinds())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a command line asks for: reports, and perhaps only some standards."""

    kinds: tuple[str, ...]
    standards: tuple[str, ...]


def wanted(words: Iterable[str], root: Root) -> Wanted:
    """The reports and the standards, bundled or of the tree, among some words. Stops where a word is neither."""
    words = list(words)
    kinds = tuple(word for word in words if word in render.kinds())
    others = tuple(word for word in words if word not in kinds)
    for word in others if kinds else words:
        if not kinds or not (catalog().named(word) or knowing.catalog_here(root, Voice(quiet=True)).named(word)):
            near = nearest(word, render.kinds())
            raise Stop(f"no report '{word}'; " + suggestion(near, f"one of {', '.join(render.kinds())}"))
    return Wanted(kinds, others)


def asked(wanted: Wanted) -> Asked:
    """What the reports ask of a tree. The statement tells what is wrong with each control, as far as files show it."""
    families = ("SOA",) if render.STATEMENT in wanted.kinds else ()
    return Asked(tuple(rule for rule in rules_of(*families, *UNREAD) if "history" not in rule.facts))


def selection(run: Run, clauses: str | None, audit: str | None) -> Selection:
    """The part of a checklist that is asked for. Stops where there is no such clause or audit."""
    numbers = tuple(part.strip() for part in (clauses or "").split(",") if part.strip())
    known = {number for assessment in run.assessments for number in assessment.standard.by_number}
    for number in numbers:
        if number not in known:
            raise Stop(f"--clauses {number}: there is no such clause in the standards chosen")
    found = [found for found in run.workspace.of(Audit) if found.id == audit]
    if audit and not found:
        near = nearest(audit, [found.id for found in run.workspace.of(Audit)])
        raise Stop(f"--audit {audit}: there is no such audit; " + suggestion(near, "they stand in audits/"))
    return Selection(numbers, found[0] if found else None)


def write(run: Run, kinds: Iterable[str], root: Path, part: Selection) -> Iterator[str]:
    """Render the reports; yields each path, and whether it changed."""
    files = [file for kind in kinds for file in render.files(kind, run, part)]
    if not files:
        raise Stop(f"nothing of this is for the report {' or '.join(kinds)}; it is on no standard chosen here")
    try:
        written = writer.apply(root, files)
    except writer.NotWritten as reason:
        raise Stop(str(reason)) from None
    return (f"{file.path}" + ("" if file.path in written else " (unchanged)") for file in files)
