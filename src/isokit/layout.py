"""The one table of which path holds which entity. isokit.yaml may move any shelf under `layout:`."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from isokit.catalog.edition_map import EditionMap
from isokit.catalog.overlay import Overlay
from isokit.catalog.standard import Standard
from isokit.model import registers
from isokit.model.audit import Audit, AuditProgramme
from isokit.model.document import Document
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.fit import known_keys
from isokit.model.management_review import ManagementReview
from isokit.model.names import CUSTOM_STANDARDS
from isokit.model.nonconformity import Nonconformity
from isokit.model.self_assessment import SelfAssessment
from isokit.text.glob import Glob

Fits = Callable[[str], object]
"""A true value where a path fits a pattern."""
WILDCARD = re.compile(r"[*?]")


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind of files: their paths, the entity each holds, and how.

    `document_type` is the default type of a document here. A `register` is one file with a list of entries under a
    top-level key of the shelf's name, or a table of them in CSV or Markdown. `others` are entities a file may hold
    instead, `head` one whose keys may be next to the list of a register.
    """

    name: str
    patterns: tuple[str, ...]
    entity: type[Entity]
    document_type: str | None = None
    register: bool = False
    others: tuple[type[Entity], ...] = ()
    head: type[Entity] | None = None

    @property
    def entities(self) -> tuple[type[Entity], ...]:
        return self.entity, *self.others

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders its patterns begin with, each with a final slash; `/` where a pattern begins with a star."""
        return tuple(re.split(r"[*?\[]", pattern, maxsplit=1)[0].rpartition("/")[0] + "/" for pattern in self.patterns)


def _documents(folder: str, document_type: str) -> Shelf:
    return Shelf(folder, (f"{folder}/**/*.md",), Document, document_type)


def _registers() -> Iterator[Shelf]:
    for module in pkgutil.iter_modules(registers.__path__, f"{registers.__name__}."):
        for entity in vars(importlib.import_module(module.name)).values():
            if getattr(entity, "__module__", "") == module.name and getattr(entity, "shelf", ""):
                patterns = tuple(f"registers/{entity.shelf}.{kind}" for kind in ("yaml", "csv", "md"))
                yield Shelf(entity.shelf, patterns, entity, register=True, head=entity.head)


SHELVES = (
    _documents("policies", "policy"),
    _documents("procedures", "procedure"),
    _documents("instructions", "instruction"),
    _documents("plans", "plan"),
    _documents("manual", "manual"),
    Shelf("evidence", ("evidence/**/*.yaml",), Evidence),
    *sorted(_registers(), key=lambda shelf: shelf.name),
    Shelf("audit-programme", ("audits/programme.yaml",), AuditProgramme),
    Shelf("audits", ("audits/*/*.yaml",), Audit),
    Shelf("nonconformities", ("nonconformities/*.yaml",), Nonconformity),
    Shelf("reviews", ("reviews/*.yaml",), ManagementReview),
    Shelf("assessments", ("assessments/*.yaml",), SelfAssessment),
    Shelf(CUSTOM_STANDARDS, ("standards/**/*.yaml",), Standard, others=(EditionMap, Overlay)),
)


@dataclass(frozen=True)
class Layout:
    """The shelves of one tree."""

    shelves: tuple[Shelf, ...] = SHELVES

    def moved(self, overrides: Mapping[str, Iterable[str]]) -> Layout:
        """The layout with some shelves at other paths. Moved shelves take precedence."""
        moved = [replace(s, patterns=tuple(overrides[s.name])) for s in self.shelves if s.name in overrides]
        return Layout((*moved, *(s for s in self.shelves if s.name not in overrides)))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(shelf.name for shelf in self.shelves)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(
            key for entity in {e for s in self.shelves for e in s.entities} for key in known_keys(entity, ())
        )

    @cached_property
    def _places(self) -> tuple[tuple[str, Fits, Shelf], ...]:
        """Folder, pattern and shelf, in order of precedence."""
        return tuple(
            (folder, _fits(pattern), shelf)
            for shelf in self.shelves
            for folder, pattern in zip(shelf.folders, shelf.patterns, strict=True)
        )

    @cached_property
    def _below(self) -> dict[str, list[tuple[Fits, Shelf]]]:
        """The patterns a path may fit, by its topmost folder; those that begin with a star may fit any path."""
        tops = {folder.partition("/")[0] for folder, _, _ in self._places}
        return {
            top: [(fits, shelf) for folder, fits, shelf in self._places if folder.partition("/")[0] in (top, "")]
            for top in {*tops, ""}
        }

    def shelf_of(self, path: str) -> Shelf | None:
        choices = self._below.get(path.partition("/")[0]) or self._below[""]
        return next((shelf for fits, shelf in choices if fits(path)), None)

    def folder_for(self, document_type: str) -> str | None:
        """The folder for documents of a type, with a final slash; None for types without one."""
        return next((shelf.folders[0] for shelf in self.shelves if shelf.document_type == document_type), None)

    def holds_documents(self, path: str) -> bool:
        shelf = self.shelf_of(path)
        return shelf is not None and shelf.entity is Document

    def holds_standards(self, path: str) -> bool:
        shelf = self.shelf_of(path)
        return shelf is not None and shelf.name == CUSTOM_STANDARDS

    @property
    def folders_of_standards(self) -> tuple[str, ...]:
        """Without those of patterns that begin with a star."""
        found = (folder.rstrip("/") for folder, _, shelf in self._places if shelf.name == CUSTOM_STANDARDS)
        return tuple(folder for folder in found if folder)

    def may_read(self, path: str) -> bool:
        """Whether a file has a format that is read: Markdown, YAML, or CSV next to registers."""
        if path.endswith(".csv"):
            return path.rpartition("/")[0] in self._register_folders
        return path.endswith((".md", ".yaml", ".yml"))

    @cached_property
    def _register_folders(self) -> frozenset[str]:
        return frozenset(folder.rstrip("/") for folder, _, shelf in self._places if shelf.register)

    def holds(self, path: str) -> bool:
        """Whether a path is a folder of the layout, or lies inside one, on a shelf or not."""
        return any(folder != "/" and f"{path}/".startswith(folder) for folder, _, _ in self._places)


def _fits(pattern: str) -> Fits:
    """A test for a pattern; those of the default layout need no regular expression."""
    folder, any_folders, name = pattern.partition("/**/*")
    if not WILDCARD.search(pattern):
        return pattern.__eq__
    if any_folders and not WILDCARD.search(folder + name) and "/" not in name:
        return lambda path: path.startswith(f"{folder}/") and path.endswith(name)
    return Glob(pattern).fits
