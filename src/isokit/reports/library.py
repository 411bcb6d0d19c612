"""The templates there are: isokit's own and those in `templates/` of the organization's tree, which are used first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from isokit.text.decode import Refused, decode, point
from isokit.text.escape import UNSEEN, visible
from isokit.text.source import Source, Unreadable, content_id

FOLDER, BUNDLED, SUFFIX = "templates/", "isokit/", ".md.j2"
LARGEST_TEMPLATE = 1 << 20
"""Bytes."""
REPORT = re.compile(r"[^\W_][\w .,&+()-]*")
"""The name of a report; a template with another name (`_head.md.j2`, `parts/row.md.j2`) is a part of others."""
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a template, and where."""

    line: int
    message: str


class TemplateError(Exception):
    """A report cannot be rendered; the message names file and line of the template, and what is wrong."""


@dataclass(frozen=True)
class Library:
    """Templates by name. `unreadable` are those of the organization that cannot be used, with the reason."""

    texts: Texts
    unreadable: Mapping[str, Flaw] = field(default_factory=dict)
    contents: Mapping[str, str] = field(default_factory=dict)
    """The content ids of the organization's own templates."""

    @classmethod
    def of(cls, bundled: Texts, sources: Iterable[Source]) -> Library:
        """isokit's templates and those among the sources of a tree.

        An own template takes the place of a bundled one of its name, which stays there as `isokit/NAME`.
        Raises `TemplateError` where `templates` is no folder that can be entered.
        """
        texts = {name: text for each, text in bundled.items() for name in (each, BUNDLED + each)}
        unreadable, contents = dict[str, Flaw](), dict[str, str]()
        for source in _own(sources):
            name = source.path.removeprefix(FOLDER)
            texts.pop(name, None)
            read = _read(source)
            if isinstance(read, Flaw):
                unreadable[name] = read
            else:
                contents[name], texts[name] = read
        return cls(texts, unreadable, contents)

    @property
    def reports(self) -> list[str]:
        """The names of the reports: one template, one report."""
        names = (name.removesuffix(SUFFIX) for name in {*self.texts, *self.unreadable} if name.endswith(SUFFIX))
        return sorted(name for name in names if REPORT.fullmatch(name))

    def is_own(self, name: str) -> bool:
        return name in self.contents or name in self.unreadable

    def path(self, name: str) -> str:
        """The file of a template, for messages and digests."""
        return FOLDER + name if self.is_own(name) else BUNDLED + FOLDER + name.removeprefix(BUNDLED)

    def own_contents(self, names: Iterable[str]) -> dict[str, str]:
        """The content ids of the own templates among some, by path."""
        return {self.path(name): self.contents[name] for name in names if name in self.contents}

    def listing(self) -> str:
        """The reports, a line each, with what is the organization's own."""
        return "".join(f"{name}{self._origin(name + SUFFIX)}\n" for name in self.reports)

    def _origin(self, name: str) -> str:
        if not self.is_own(name):
            return ""
        replaced = ", instead of isokit's" if BUNDLED + name in self.texts else ""
        wrong = f"; it cannot be used: {self.unreadable[name].message}" if name in self.unreadable else ""
        return f" (yours: {self.path(name)}{replaced}{wrong})"


def _own(sources: Iterable[Source]) -> list[Source]:
    found = [source for source in sources if f"{source.path}/".startswith(FOLDER)]
    for source in found:
        if source.path + "/" == FOLDER and source.obstacle:
            raise TemplateError(f"{source.path}: {source.obstacle}")
    return [source for source in found if source.path.endswith(SUFFIX)]


def _read(source: Source) -> tuple[str, str] | Flaw:
    if source.obstacle:
        return Flaw(1, f"it is {source.obstacle}")
    try:
        data = source.read()
        text = decode(data)
    except Unreadable as reason:
        return Flaw(1, str(reason))
    except Refused as reason:
        return Flaw(reason.span.line, reason.message)
    if len(data) > LARGEST_TEMPLATE:
        return Flaw(1, f"it has {len(data):,} bytes; a template may have {LARGEST_TEMPLATE:,}")
    return _without_unseen(text) or (content_id(data), text)


def _without_unseen(text: str) -> Flaw | None:
    found = next((match for match in UNSEEN.finditer(text) if match[0] not in "\n\r\t"), None)
    if found is None:
        return None
    return Flaw(point(text, found.start()).line, f"it holds the character {visible(found[0])}, which cannot be seen")
