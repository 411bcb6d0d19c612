"""What every command is given: its tree, the day it assesses by, the pipeline, and the places for its result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from isokit.commands import output
from isokit.commands.flags import Flags, Stop
from isokit.commands.output import Writers

if TYPE_CHECKING:  # an answer that is kept is shown without the pipeline
    from isokit.catalog.catalog import Catalog
    from isokit.commands.tree import Tree
    from isokit.model.file_change import Change
    from isokit.model.finding import Finding
    from isokit.request import Request
    from isokit.run import Run

T = TypeVar("T")
SETTINGS_NOT_UNDERSTOOD = ("TXT001", "WSP001", "WSP002", "WSP004")
"""The rules that report what is wrong with isokit.yaml itself."""


@dataclass(frozen=True)
class Context:
    """One command at work in a folder. `early` is the tree that was opened while typer was still being imported."""

    folder: Path = Path()
    flags: Flags = field(default_factory=Flags)
    early: Tree | None = None

    @cached_property
    def tree(self) -> Tree:
        """The tree the folder is in: on disk, as of --at, or as staged. Stops where there is none."""
        if self.flags.staged and self.flags.at is not None:
            raise Stop("--staged and --at are two different trees; give one of them")
        return self.tree_at(self.flags.at, self.flags.staged)

    def tree_at(self, revision: str | None, staged: bool = False) -> Tree:
        """The tree the folder is in, at another revision than that of --at."""
        from isokit.commands.tree import opened

        return opened(self.folder, revision, self.early, staged)

    @cached_property
    def today(self) -> date:
        return self.flags.today()

    @cached_property
    def catalog(self) -> Catalog:
        from isokit.edge import data
        from isokit.load.catalog import catalog_of

        try:
            return catalog_of(data.standards())
        except data.DataMissing as reason:
            raise Stop(str(reason)) from None

    def run(self, request: Request | None = None, tree: Tree | None = None) -> Run:
        """The pipeline over the tree, or another one. Without a request, it is read and not judged.

        Stops where isokit.yaml cannot be understood: what was not configured was not checked.
        """
        return understood(self.attempt(request, tree))

    def attempt(self, request: Request | None = None, tree: Tree | None = None) -> Run:
        """The pipeline over the tree, even where isokit.yaml cannot be understood."""
        from isokit.check.locate import Changed
        from isokit.pipeline import run

        tree = tree or self.tree
        try:
            return run(tree.sources, self.catalog, tree.history, request or self.reading, tree.read)
        except Changed as path:
            raise Stop(f"{path} keeps changing while it is read; try again") from None

    @cached_property
    def reading(self) -> Request:
        """The request of a command that only reads: nothing is judged but whether the files can be understood."""
        from isokit.check.registry import rules_on_the_unread
        from isokit.request import Request

        return Request(self.today, rules_on_the_unread(), assess=False)

    def output(self, writers: Writers[T], default: str = "", everything: bool = False) -> Callable[[T], str]:
        """What shows a value in the format asked for; the first of the writers is the default.

        Stops where there is no such format. So a command asks for it first, before it reads or writes.
        """
        return output.printer(self.flags, writers, default or next(iter(writers)), everything)

    def show(self, value: T, writers: Writers[T]) -> str:
        return self.output(writers)(value)

    def print(self, text: str) -> None:
        """Print to standard output as it is."""
        output.to_stdout(text, self.flags.ascii)

    def note_unread(self, run: Run) -> None:
        """Note that files are left out of an assessment: what is not read is never fine."""
        from isokit.model.unread import Illegible

        unread = {piece.place.path for piece in run.workspace.of(Illegible)}
        if unread:
            files = "1 file is" if len(unread) == 1 else f"{len(unread)} files are"
            self.note(f"{files} not read and not counted; see isokit check")
        for standard in (assessment.standard for assessment in run.assessments):
            if standard.flawed:
                reason = f"the checklist of {standard.standard} has mistakes, and parts of it may be left out"
                self.note(f"{reason}; see isokit check")

    def note(self, message: str) -> None:
        """Print a remark to standard error, unless -q was given."""
        if message and not self.flags.quiet:
            output.to_stderr(message)

    @contextmanager
    def writing(self, folder: Path | None = None) -> Iterator[Writing]:
        """Between reading, choosing an id and writing, nothing else may write.

        What the block adds is written once it ends, whole or not at all; nothing where the block stops.
        """
        work = Writing()
        yield work
        work.apply(folder or self.tree.root)


class Writing:
    """The changes one command makes; `written` are the files that differ afterwards."""

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self.written: tuple[str, ...] = ()

    def add(self, *changes: Change) -> None:
        self._changes += changes

    def apply(self, folder: Path) -> None:
        """Write all changes, or none and stop."""
        from isokit.edge import writer

        try:
            self.written = tuple(writer.apply(folder, self._changes))
        except writer.NotWritten as reason:
            raise Stop(str(reason)) from None


def understood(run: Run) -> Run:
    """The run, unless isokit.yaml could not be understood."""
    from isokit.model.names import SETTINGS_FILE

    wrong = [f for f in run.findings if f.path == SETTINGS_FILE and f.code in SETTINGS_NOT_UNDERSTOOD]
    if wrong:
        raise Stop("\n".join(map(in_a_line, wrong)))
    return run


def in_a_line(finding: Finding) -> str:
    where = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    return f"{where}: {finding.message}" + (f"; {finding.help}" if finding.help else "")
