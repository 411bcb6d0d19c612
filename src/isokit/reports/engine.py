"""Templates at work: what one names, and the report it makes of plain data. Every error has a template and a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from types import FrameType, GeneratorType, TracebackType
from typing import Any, TypeVar

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError

from isokit.edge.sandbox import Exceeded
from isokit.reports.environment import LARGEST_REPORT, TREE, Sandboxed, TooLarge
from isokit.reports.library import Library
from isokit.reports.references import Misnamed, members, references, without_filter_blocks
from isokit.text.escape import UNSEEN, visible
from isokit.text.suggestions import nearest, suggestion

Plain = dict[str, Any]
T = TypeVar("T")
BLANK_LINES = re.compile(r"\n{3,}")


class Failed(Exception):
    """A template cannot be used: which one, where, and why."""

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(message)
        self.name, self.line, self.message = name, line, message


@dataclass(frozen=True, slots=True)
class Named:
    """What a report needs: members of `tree`, and the templates it is made of."""

    members: tuple[str, ...]
    templates: tuple[str, ...]


class Engine:
    """The templates of a library, and the names of the members `tree` has."""

    def __init__(self, library: Library, known: Collection[str]) -> None:
        self._library, self._known = library, known

    def named(self, name: str) -> Named:
        """What a template names, and those it is made of. Raises `Failed`."""
        found, waiting = dict[str, None](), [name]
        templates = dict[str, None]()
        while waiting:
            if (each := waiting.pop()) not in templates:
                templates[each] = None
                names, others = self._guard(each, lambda each=each: self._inspect(each))  # type: ignore[misc]
                found |= dict.fromkeys(names)
                waiting += others
        return Named(tuple(sorted(found)), tuple(sorted(templates)))

    def _inspect(self, name: str) -> tuple[list[str], list[str]]:
        if flaw := self._library.unreadable.get(name):
            raise Failed(name, flaw.line, flaw.message)
        template = Sandboxed(self._library.texts).parse(self._library.texts[name])
        without_filter_blocks(template)
        return list(members(template, self._known)), list(self._others(template))

    def _others(self, template: Any) -> Iterator[str]:
        for each in references(template):
            if each.name in self._library.texts or each.name in self._library.unreadable:
                yield each.name
            elif not each.optional:
                near = nearest(each.name, self._library.texts)
                raise Misnamed(each.line, f"there is no template '{each.name}'; {suggestion(near, 'see templates/')}")

    def render(self, name: str, tree: Plain) -> str:
        """The report a template makes, ending in one line break. Raises `Failed`."""
        return self._guard(name, lambda: self._text(name, tree))

    def _text(self, name: str, tree: Plain) -> str:
        environment = Sandboxed(self._library.texts)
        environment.globals[TREE] = tree
        template = environment.get_template(name)
        text = "".join(self._pieces(name, template.root_render_func(template.new_context())))
        text = BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"
        if unseen := next((match[0] for match in UNSEEN.finditer(text) if match[0] not in "\n\t"), None):
            raise Failed(name, 1, f"the report would hold the character {visible(unseen)}, which cannot be seen")
        return text

    def _pieces(self, name: str, pieces: Iterator[str]) -> Iterator[str]:
        size = 0
        for piece in pieces:
            size += len(piece)
            if size > LARGEST_REPORT:
                raise Failed(*_place(_innermost(pieces), name), _reason(TooLarge()))
            yield piece

    def _guard(self, name: str, work: Callable[[], T]) -> T:
        """What some work on a template gives. Whatever goes wrong in it is an error of the template."""
        try:
            return work()
        except Failed:
            raise
        except Misnamed as error:
            raise Failed(name, error.line, str(error)) from None
        except TemplateSyntaxError as error:
            raise Failed(error.name or name, error.lineno, (error.message or "").rstrip(".")) from None
        except (Exception, Exceeded) as error:
            raise Failed(*_place(_deepest(error.__traceback__), name), _reason(error)) from None


def _reason(error: BaseException) -> str:
    match error:
        case Exceeded():
            return "rendering takes too long"
        case MemoryError():
            return "rendering takes too much memory"
        case RecursionError():
            return "it is nested too deeply, or calls itself without end"
        case TooLarge():
            return f"the report would have more than {LARGEST_REPORT:,} characters"
        case SecurityError():
            return f"not allowed: {error}".rstrip(".")
    return " ".join(f"{error}".split()).rstrip(".") or type(error).__name__


def _place(frame: tuple[FrameType, int] | None, name: str) -> tuple[str, int]:
    """Template and line of a frame of compiled code; the first line of the report's template without one."""
    if frame is None:
        return name, 1
    template = frame[0].f_globals["__jinja_template__"]
    return template.name, template.get_corresponding_lineno(frame[1])


def _deepest(traceback: TracebackType | None) -> tuple[FrameType, int] | None:
    """The innermost frame that belongs to a template."""
    found = None
    while traceback:
        if "__jinja_template__" in traceback.tb_frame.f_globals:
            found = traceback.tb_frame, traceback.tb_lineno
        traceback = traceback.tb_next
    return found


def _innermost(pieces: object) -> tuple[FrameType, int] | None:
    """The frame of a template that has just printed something."""
    while isinstance(pieces, GeneratorType) and isinstance(pieces.gi_yieldfrom, GeneratorType):
        pieces = pieces.gi_yieldfrom
    frame = pieces.gi_frame if isinstance(pieces, GeneratorType) else None
    return (frame, frame.f_lineno) if frame and "__jinja_template__" in frame.f_globals else None
