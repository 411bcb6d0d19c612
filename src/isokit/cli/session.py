"""What commands do alike: find the tree, read the clock, run the pipeline, show the result."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from isokit.catalog.catalog import Catalog
from isokit.catalog.edition_map import EditionMap
from isokit.catalog.standard import Standard
from isokit.check.locate import Changed
from isokit.cli.legacy import AsOf, Clock, Outputs, View
from isokit.cli.speaking import look_of as look_of
from isokit.cli.speaking import say as say
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.edge import clock as machine_clock
from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.model.names import SETTINGS_FILE
from isokit.model.rule import Rule
from isokit.outputs.look import Look
from isokit.pipeline import run
from isokit.request import Request, Terms
from isokit.run import Run
from isokit.text.suggestions import nearest, suggestion

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
T = TypeVar("T")
Writers = Mapping[str, Callable[[T, Look], str]]


@dataclass(frozen=True)
class Asked:
    """What a command asks of a tree: see `Request`."""

    rules: tuple[Rule, ...] | None = None
    assess: bool = True
    against: tuple[str, ...] = ()
    terms: Terms = field(default_factory=Terms)


def run_on(tree: Tree, clock: Clock, asked: Asked) -> Run:
    """The pipeline over a tree."""
    request = Request(day_of(clock), asked.rules, asked.assess, asked.against, asked.terms)
    try:
        return run(tree.sources, catalog(), tree.history, request, tree.read)
    except Changed as path:
        raise Stop(f"{path} keeps changing while it is read; try again") from None


def catalog() -> Catalog:
    """What isokit knows of standards."""
    try:
        return catalog_of(data.standards())
    except data.DataMissing as reason:
        raise Stop(str(reason)) from None


def edition(word: str, known: Catalog | None = None) -> Standard:
    """The edition a word means, in the catalog of a tree or without one. Stops where there is none, or several."""
    known = known or catalog()
    names = known.named(word)
    if not names:
        near = nearest(word.lower(), known.editions)
        raise Stop(f"isokit knows no edition '{word}'; " + suggestion(near, f"one of {', '.join(known.editions)}"))
    if len(names) > 1:
        raise Stop(f"'{word}' has several editions; name one: {' or '.join(names)}")
    found = known.edition(names[0])
    assert found
    return found


def between(old: str, new: str, known: Catalog) -> tuple[EditionMap, Standard, Standard]:
    """The map between two editions, and the editions, the older one first. Stops where nothing joins them."""
    one, other = edition(old, known), edition(new, known)
    found = known.between(one.standard, other.standard)
    if found is None:
        raise Stop(f"there is no map between {one.standard} and {other.standard}")
    return (found, one, other) if found.old == one.standard else (found, other, one)


def day_of(clock: AsOf) -> date:
    """The day the command judges by."""
    if clock.as_of is None:
        return machine_clock.today()
    try:
        if not DAY.fullmatch(clock.as_of):
            raise ValueError
        return date.fromisoformat(clock.as_of)
    except ValueError:
        raise Stop(f"--as-of {clock.as_of} is no day; write it as YYYY-MM-DD") from None


def configured(result: Run) -> None:
    """Stop where isokit.yaml could not be understood: what was not configured was not checked."""
    wrong = [
        f for f in result.findings if f.path == SETTINGS_FILE and f.code in ("TXT001", "WSP001", "WSP002", "WSP004")
    ]
    if wrong:
        lines = (
            f"{f.path}:{f.span.line}:{f.span.column}: {f.message}" + (f"; {f.help}" if f.help else "") for f in wrong
        )
        raise Stop("\n".join(lines))


def show(result: T, view: Outputs, writers: Writers[T], default: str, everything: bool = False) -> str:
    """Write the result in the format asked for, and into the files asked for. Gives what it has shown."""
    plain = Look(all=everything)
    wanted = [_split_report(report) for report in view.report or ()]
    chosen = [_format(name, writers) for name in (view.format or default, *(name for name, _ in wanted))]
    for (_, path), write in zip(wanted, chosen[1:], strict=True):
        save(Path(path), write(result, plain))
    shown = chosen[0](result, look_of(view, everything))
    say(shown, view)
    return shown


def _split_report(report: str) -> tuple[str, str]:
    name, equals, path = report.partition("=")
    if not equals or not path:
        raise Stop(f"--report {report}: write it as FORMAT=PATH, like json=findings.json")
    return name, path


def _format(name: str, writers: Writers[T]) -> Callable[[T, Look], str]:
    if name not in writers:
        near = nearest(name, writers)
        raise Stop(f"no format '{name}' here; " + suggestion(near, f"one of {', '.join(writers)}"))
    return writers[name]


def save(path: Path, text: str) -> None:
    """Write a file somewhere the user named, whole or not at all."""
    from isokit.edge import writer
    from isokit.model.edit import NewFile

    try:
        writer.apply(path.absolute().parent, [NewFile(path.name, text, replace=True)])
    except writer.NotWritten as reason:
        raise Stop(str(reason)) from None


def chosen(view: View, writers: Mapping[str, T]) -> T:
    """The writer of the format asked for; the first where none was."""
    return writers[one_of(view.format or next(iter(writers)), writers, "--format")]


def one_of(word: str, choices: Iterable[str], flag: str) -> str:
    """The word, where it is one of the choices a flag takes."""
    if word not in (known := list(choices)):
        raise Stop(f"{flag} {word}: write {', '.join(known[:-1])} or {known[-1]}")
    return word
