"""Reports: the organization's own templates in a child process, isokit's in this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from isokit.edge.sandbox import LIMITS, Ended, Limits, Sandbox
from isokit.reports import child
from isokit.reports.engine import Engine, Failed, Named, Plain
from isokit.reports.library import SUFFIX, Library, TemplateError

FOLDER = "reports/"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Report:
    """A file for people, rendered back into the tree."""

    path: str
    text: str


class Reports:
    """Renders the templates of a library. Use it in `with`: own templates have a child process."""

    def __init__(self, library: Library, known: tuple[str, ...], limits: Limits = LIMITS) -> None:
        self.library = library
        self._engine = Engine(library, known)
        self._child = Sandbox(child.__name__, child.setup(library, known), limits)

    def named(self, report: str) -> Named:
        """What a report needs: members of the tree, and templates. Raises `TemplateError`."""
        name = report + SUFFIX
        if not self.library.is_own(name):
            return self._explain(lambda: self._engine.named(name))
        answer = self._ask(name, {"named": name})
        return Named(tuple(answer["members"]), tuple(answer["templates"]))

    def rendered(self, report: str, trees: Mapping[str, Plain]) -> Iterator[Report]:
        """A report on each tree, by what its file name ends with: `reports/gap-iso9001-2015.md`.

        Raises `TemplateError`.
        """
        for ending, tree in trees.items():
            yield Report(f"{FOLDER}{report}{ending}.md", self.text(report, tree))

    def text(self, report: str, tree: Plain) -> str:
        name = report + SUFFIX
        if self.library.is_own(name):
            return str(self._ask(name, {"render": name, "tree": tree})["text"])
        return self._explain(lambda: self._engine.render(name, tree))

    def _ask(self, name: str, question: Plain) -> Plain:
        try:
            answer = self._child.ask(question)
        except Ended as reason:
            raise TemplateError(f"{self.library.path(name)}:1: rendering {reason}") from None
        if "failed" in answer:
            raise self._error(*answer["failed"])
        return answer

    def _explain(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except Failed as error:
            raise self._error(error.name, error.line, error.message) from None

    def _error(self, name: str, line: int, message: str) -> TemplateError:
        return TemplateError(f"{self.library.path(name)}:{line}: {message}")

    def __enter__(self) -> Reports:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close()
