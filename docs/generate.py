"""Renders docs/format.md, rules.md, schemas.md, templates.md and gap.svg from the code itself.

`python docs/generate.py` writes them; with `--check` it writes nothing and ends with 1 if one is out of date.
"""

from __future__ import annotations

import argparse
import ast
import dataclasses
import inspect
import io
import os
import re
import subprocess
import sys
import textwrap
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum, StrEnum
from itertools import groupby, pairwise
from pathlib import Path
from string import Template
from typing import Any

from pydantic import BaseModel
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from isokit.catalog.edition_map import Relation
from isokit.catalog.standard import Kind, Standard
from isokit.catalog.vocabulary import KINDS
from isokit.check.registry import all_rules
from isokit.edge import data, sandbox
from isokit.layout import SHELVES, Layout, Shelf
from isokit.load.catalog import catalog_of
from isokit.load.table import headers as headers_of_table
from isokit.model.document import Confirmed, Document
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.fit import models_in
from isokit.model.rating import Matrix
from isokit.model.registers.applicability import GENERAL_DRIVERS, Applicability
from isokit.model.registers.entry import Entry
from isokit.model.registers.risk import Property, Risk
from isokit.model.registers.supplier import Supplier
from isokit.model.rule import Rule
from isokit.model.scalar import Day, Duration, Number, Texts, Whole, YesNo
from isokit.model.settings import RuleLevel, Settings
from isokit.reports.environment import LARGEST_REPORT
from isokit.reports.library import LARGEST_TEMPLATE
from isokit.schemas.publish import about as about_schema
from isokit.schemas.publish import published, schema_of
from isokit.schemas.tree import members as tree
from isokit.text.escape import visible
from isokit.text.span import Route

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ("tiny", "integrated")
"""The example trees, in the order in which they are searched."""
WIDTH = 118
MOST_CONTROLS = 12
"""The most controls that are listed; of more, only the number is given."""

VALUES: dict[Any, str] = {
    str: "text",
    Texts: "list of texts",
    Day: "day (YYYY-MM-DD)",
    Duration: "span of time (12 months)",
    Whole: "whole number",
    Number: "number (97.5)",
    YesNo: "true or false",
    dict[str, str]: "mapping of clauses and questions to texts",
    Confirmed: "mapping of ids to digests",
    Relation: "a [relation](editions.md)",
    dict[str, Texts]: "mapping of names to lists of texts",
    Matrix: "list of lists of whole numbers",
    tuple[Property, ...]: "list of: " + ", ".join(Property),
    dict[str, RuleLevel]: f"mapping of rules to {', '.join(RuleLevel)}",
}
"""The words for a value, by its type in the model."""

ROLES: dict[type[Entity], tuple[Route, ...]] = {
    Entity: (("owner",),),
    Document: (("approved", "by"),),
    Risk: (("approved", "by"), ("accepted", "by")),
}
"""The keys that name a role of the roles register (ROL101), by the class that has them."""

OWN_WORDS: dict[tuple[type[Entity], Route], str] = {
    (Applicability, ("drivers",)): "ids of others, or " + ", ".join(sorted(GENERAL_DRIVERS)),
    (Document, ("type",)): "default: by its folder",
    (Evidence, ("type",)): "required; see [types](#types)",
}
"""Notes that the models do not contain, by class and route."""

FAMILIES = {
    "TXT": "text and syntax",
    "WSP": "workspace",
    "REF": "references and links",
    "DOC": "documented information",
    "EVD": "evidence",
    "SOA": "applicability",
    "RSK": "risk",
    "OBJ": "objectives",
    "ROL": "roles and competence",
    "AUD": "audits",
    "NCR": "nonconformities",
    "MRV": "management review",
    "CRT": "certification cycle",
    "ENV": "aspects and obligations",
    "STD": "standards",
    "GIT": "history and approval",
    "SUP": "suppressions and baseline",
}

WRITTEN_BY = "<!-- Written by docs/generate.py from the code and docs/templates/{}.in; change those. -->\n\n"


def format_page() -> str:
    """The reference of the format."""
    catalog = catalog_of(data.standards())
    kinds = (Kind.EVIDENCE, Kind.AUDIT, Kind.REVIEW)
    types_of = [(KINDS[kind], named.type, named.title) for kind in kinds for named in catalog.vocabulary.of(kind)]
    headers = ", ".join(f"`{header}`" for header in headers_of_table(Supplier))
    return _page(
        "format.md",
        settings=_keys(Settings, without={"id", "title"}),
        places=_places(),
        files="\n".join(_section(shelves) for shelves in _files()),
        headers=filled(f"A table of suppliers, for example, may have the headers {headers}."),
        common=_keys(Entry),
        registers="\n".join(_register(shelf, catalog.all()) for shelf in SHELVES if shelf.register),
        types=table(("kind", "type", "meaning"), types_of),
    )


def _page(name: str, **parts: str) -> str:
    """A page: its template, with the parts in the places named `$part`."""
    template = Template((ROOT / "docs" / "templates" / f"{name}.in").read_text("utf-8"))
    return WRITTEN_BY.format(name) + template.substitute(parts)


def _places() -> str:
    rows = [(shelf.name, _where(shelf), _link(shelf)) for shelf in SHELVES]
    return table(("place", "files", "content"), rows)


def _where(shelf: Shelf) -> str:
    first, *others = shelf.patterns
    return ", ".join([f"`{first}`", *(f"`.{other.rpartition('.')[2]}`" for other in others)])


def _link(shelf: Shelf) -> str:
    """The kind of a file or entry, with a link to its section."""
    if shelf.register:
        return f"[entry](#{shelf.name})"
    words = [word.lower() for word in _words_of(shelf.entity.__name__)]
    more = f", {shelf.document_type}" if shelf.document_type else ""
    return f"[{' '.join(words)}{more}](#{'-'.join(words)})"


def _words_of(name: str) -> list[str]:
    """The words of a class name: `AuditProgramme` is Audit Programme."""
    return "".join(f" {sign}" if sign.isupper() else sign for sign in name).split()


def _files() -> Iterator[list[Shelf]]:
    """The shelves other than registers, grouped by the kind of file."""
    files = (shelf for shelf in SHELVES if not shelf.register)
    return (list(shelves) for _, shelves in groupby(files, lambda shelf: shelf.entity))


def _section(shelves: list[Shelf]) -> str:
    paths = ", ".join(f"`{pattern}`" for shelf in shelves for pattern in shelf.patterns)
    return "\n".join(_described(entity, paths, shelves[0]) for entity in shelves[0].entities)


def _described(entity: type[Entity], paths: str, shelf: Shelf) -> str:
    heading = "## " + " ".join(_words_of(entity.__name__)).capitalize()
    example = _example(shelf) if entity is shelf.entity else ""
    return f"{heading}\n\n{filled(f'{paths}.')}\n{about(entity)}\n{example}{_keys(entity)}"


def _example(shelf: Shelf) -> str:
    """A link to the first file of this kind in the example trees."""
    layout = Layout()
    for name in EXAMPLES:
        folder = ROOT / "examples" / name
        paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        for path in (path for path in paths if layout.shelf_of(path) == shelf):
            return f"Example: [{name}/{path}](../examples/{name}/{path})\n\n"
    return ""


def _register(shelf: Shelf, standards: Iterable[Standard]) -> str:
    entity = shelf.entity
    common = set(Entry.model_fields) if issubclass(entity, Entry) else set()
    more = "The keys of [every entry](#every-entry), and:\n\n" if common else ""
    expected = _expected(shelf.name, standards)
    keys = _keys(entity, without=common) + _beside(shelf)
    return f"### {shelf.name}\n\n{about(entity)}\n{expected}{_example(shelf)}{more}{keys}"


def _beside(shelf: Shelf) -> str:
    """The keys of a register file next to its list."""
    if shelf.head is None:
        return ""
    return f"\nKeys next to the list: {about(shelf.head)}\n{_keys(shelf.head, without=('id', 'title'))}"


def _expected(register: str, standards: Iterable[Standard]) -> str:
    """The clauses that expect an entry of a register, in every edition isokit knows."""
    found = [f"{s.name} {numbers}" for s in standards if (numbers := _numbers(register, s))]
    return filled(f"Expected by {'; '.join(found)}.") + "\n" if found else ""


def _numbers(register: str, standard: Standard) -> str:
    expecting = [c for c in standard.clauses if any((e.kind, e.type) == (Kind.REGISTER, register) for e in c.expects)]
    numbers = [clause.clause for clause in expecting if not clause.control]
    controls = [clause.clause for clause in expecting if clause.control]
    return ", ".join([*numbers, *(controls if len(controls) <= MOST_CONTROLS else [f"{len(controls)} controls"])])


def _keys(entity: type[Entity], without: Iterable[str] = ()) -> str:
    """The table of the keys of an entity, and one for each mapping below it."""
    return "\n".join(_tables(entity, entity, (), frozenset(without)))


def _tables(entity: type[Entity], model: type[BaseModel], above: Route, without: frozenset[str]) -> Iterator[str]:
    hints = typing.get_type_hints(model, include_extras=True)
    keys = [(name, field.alias or name) for name, field in model.model_fields.items() if name not in without]
    rows = [(f"`{key}`", value(hints[name]), note(entity, (*above, key), model, name)) for name, key in keys]
    yield table(("key", "value", "note"), rows)
    for name, key in keys:
        for part in models_in(hints[name]):
            yield filled(f"**`{'.'.join(map(str, (*above, key)))}`**: {inspect.getdoc(part)}")
            yield from _tables(entity, part, (*above, key), frozenset())


def value(hint: Any) -> str:
    """The words for a value of some type. Raises TypeError for a type without words."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        (hint,) = (kind for kind in typing.get_args(hint) if kind is not types.NoneType)
    if words := VALUES.get(hint):
        return words
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return "one of: " + ", ".join(hint)
    if any(models_in(hint)):
        return "list of mappings" if typing.get_origin(hint) is tuple else "mapping"
    raise TypeError(f"docs/generate.py has no words for {hint}")


def note(entity: type[Entity], route: Route, model: type[BaseModel], name: str) -> str:
    """The note on a key."""
    if words := OWN_WORDS.get((entity, route)):
        return words
    field = model.model_fields[name]
    required = _required(entity, str(route[0])) if len(route) == 1 else "required" if field.is_required() else ""
    default = f"default: {field.default}" if isinstance(field.default, str) and field.default else ""
    roles = tuple(place for kind, places in ROLES.items() if issubclass(entity, kind) for place in places)
    notes = {"claims clauses": entity.claims, "names clauses": entity.cites, "names ids": entity.links}
    keys = [words for words, routes in {**notes, "names a role": roles}.items() if route in routes]
    return "; ".join(filter(None, [required, default, *keys]))


def _required(entity: type[Entity], key: str) -> str:
    """Whether an entity needs a key, and which other key may replace it."""
    if key not in entity.missing({}):
        return ""
    others = [other for other in entity.model_fields if other != key and key not in entity.missing({other: ""})]
    return f"required, or `{others[0]}`" if others else "required"


def rules_page() -> str:
    """The index of the rules, then the page of each."""
    order = list(FAMILIES)
    rules = sorted(all_rules(), key=lambda rule: (order.index(_family(rule)), rule.code))
    rows = [(FAMILIES[_family(rule)], f"[{rule.code}]", rule.severity, rule.name) for rule in rules]
    return _page(
        "rules.md",
        index=table(("family", "rule", "severity", "name"), rows),
        pages="\n".join(page for family, found in groupby(rules, _family) for page in _pages(family, found)),
        links="".join(f"[{rule.code}]: #{rule.code.lower()}-{rule.name}\n" for rule in rules),
    )


def _family(rule: Rule) -> str:
    return rule.code[:3]


def _pages(family: str, rules: Iterable[Rule]) -> Iterator[str]:
    yield f"## {family}: {FAMILIES[family]}\n"
    for rule in rules:
        clauses = f"Clauses: {', '.join(rule.clauses)}\n\n" if rule.clauses else ""
        page = "\n".join(visible(line) for line in rule.page.split("\n"))
        yield f"### {rule.code} {rule.name}\n\nSeverity: {rule.severity}\n\n{clauses}{page}\n"


def about(model: type[BaseModel]) -> str:
    """The docstring of a class, paragraph by paragraph."""
    paragraphs = (inspect.getdoc(model) or "").split("\n\n")
    return "\n".join(filled(paragraph) for paragraph in paragraphs)


def filled(paragraph: str) -> str:
    """A paragraph in lines of even width."""
    return textwrap.fill(" ".join(paragraph.split()), WIDTH, break_long_words=False, break_on_hyphens=False) + "\n"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [[*heads], *([*row] for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def schemas_page() -> str:
    """The schemas of what isokit prints as JSON."""
    rows = ([f"`{schema_of(kind)}`", about_schema(kind)] for kind in published().values())
    return _page("schemas.md", index=table(("schema", "what it describes"), rows))


GAP = ("isokit", "-C", "examples/tiny", "gap", "--as-of", "2026-11-22")
"""The command whose output is the picture of the README."""
COLUMNS = 108


def gap_picture() -> str:
    """The output of `isokit gap` on an example, as SVG that refers to no other host."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "bold"), " ".join(GAP)))
    console.print(Text.from_ansi(_output(*GAP[1:])))
    drawn = console.export_svg(title="isokit gap", theme=SVG_EXPORT_THEME, unique_id="isokit-gap")
    # rich links to font files and to its own home page; the viewer's monospace font does as well.
    drawn = re.sub(r"@font-face \{.*?\}|<!--.*?-->", "", drawn, flags=re.S).replace("Fira Code, ", "")
    return "".join(f"{line.rstrip()}\n" for line in drawn.split("\n") if line.strip())


def _output(*words: str) -> str:
    """What isokit prints on a terminal in color."""
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "isokit", *words, "--color", "always"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


LIMITS = {
    "seconds": sandbox.LIMITS.processor,
    "waiting": sandbox.LIMITS.waiting,
    "memory": sandbox.LIMITS.memory >> 20,
    "template": f"{LARGEST_TEMPLATE:,}",
    "report": f"{LARGEST_REPORT:,}",
}
"""What a template may use up, for its page."""


def templates_page() -> str:
    """The reference of what a template can use."""
    builders: dict[str, Callable[..., Any]] = {**tree.WHOLE, **tree.ON_A_STANDARD}
    known = {name: typing.get_type_hints(build)["return"] for name, build in builders.items()}
    kinds = dict.fromkeys(kind for hint in known.values() for kind in _dataclasses(hint))
    lines = (_bullet(f"tree.{name}", hint, _member(builders[name], hint)) for name, hint in known.items())
    shelves = [name for name, shelf in tree.members(Layout().names).items() if shelf]
    return _page(
        "templates.md",
        members="".join(lines),
        fields="\n".join(map(_fields, kinds)),
        registers=filled(f"{_named(sorted(shelves))}."),
        on_a_standard=_named(tree.ON_A_STANDARD),
        **{name: str(limit) for name, limit in LIMITS.items()},
    )


def _named(names: Iterable[str]) -> str:
    return " and ".join(", ".join(f"`tree.{name}`" for name in names).rsplit(", ", 1))


def _member(build: Callable[..., Any], hint: Any) -> str:
    found = [kind for kind in (hint, *typing.get_args(hint)) if dataclasses.is_dataclass(kind)]
    return (inspect.getdoc(found[0] if found else build) or "").partition("\n")[0]


def _fields(kind: type) -> str:
    """The fields of a dataclass, below its name."""
    hints, notes = typing.get_type_hints(kind), _notes(kind)
    fields = ((field.name, hints[field.name]) for field in dataclasses.fields(kind))
    lines = (_bullet(name.removesuffix("_"), hint, notes.get(name, "")) for name, hint in fields)
    return f"### {kind.__name__}\n\n{filled(inspect.getdoc(kind) or '')}\n{''.join(lines)}"


def _bullet(name: str, hint: Any, meaning: str) -> str:
    text = f"* `{name}`: {_shape(hint)}" + (f". {meaning}" if meaning else "")
    return textwrap.fill(text, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False) + "\n"


def _notes(kind: type) -> dict[str, str]:
    """What the source of a class says below its fields."""
    above = [name for base in kind.__mro__[1:-1] for name in _notes(base).items()]
    (found,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    body = found.body if isinstance(found, ast.ClassDef) else []
    return dict(above) | {
        field.target.id: " ".join(str(note.value.value).split())
        for field, note in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(note, ast.Expr) and isinstance(note.value, ast.Constant)
    }


def _dataclasses(hint: Any) -> Iterator[type]:
    """The dataclasses a type is made of, each before those of its fields."""
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        yield hint
        for inner in typing.get_type_hints(hint).values():
            yield from _dataclasses(inner)
    for argument in typing.get_args(hint):
        yield from _dataclasses(argument)


SHAPES: dict[Any, str] = {
    Any: "value",
    str: "text",
    int: "number",
    float: "number",
    bool: "true or false",
    date: "date",
    types.NoneType: "empty",
}


def _shape(hint: Any) -> str:
    """A type in the words of people who write templates."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(map(_shape, arguments))
    if origin is typing.Literal:
        return ", ".join(f"`{each}`" for each in arguments)
    if origin is not None and issubclass(origin, Mapping):
        return f"mapping to {_shape(arguments[1])}"
    if origin is not None:
        return f"list of {_shape(arguments[0])}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return ", ".join(f"`{each.value}`" for each in hint)
    return SHAPES.get(hint) or f"[{hint.__name__}](#{hint.__name__.lower()})"


PAGES: dict[str, Callable[[], str]] = {
    "format.md": format_page,
    "rules.md": rules_page,
    "schemas.md": schemas_page,
    "templates.md": templates_page,
    "gap.svg": gap_picture,
}
"""The generated files, and what writes them."""


def outdated(folder: Path) -> list[str]:
    """The pages that differ from what the code gives now."""
    files = {name: folder / name for name in PAGES}
    return [name for name, file in files.items() if not file.is_file() or file.read_text("utf-8") != PAGES[name]()]


def main() -> int:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(description="Write the pages of docs/ that come from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 if a page is out of date")
    folder = Path(__file__).resolve().parent
    if parser.parse_args().check:
        old = outdated(folder)
        sys.stderr.writelines(f"docs/{name} is out of date; run python docs/generate.py\n" for name in old)
        return 1 if old else 0
    for name, render in PAGES.items():
        (folder / name).write_text(render(), "utf-8", newline="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
