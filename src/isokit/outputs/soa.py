"""The statement of applicability for a terminal and as CSV, what changed in it, and what was written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.soa import Soa, SoaControl, SoaVersion, SoaWritten
from isokit.schemas.soa_diff import SoaChange, SoaDiff
from isokit.text.escape import visible

STYLES = {
    "implemented": "green",
    "partial": "yellow",
    "planned": "yellow",
    "not-implemented": "red",
    "unstated": "red",
    "undecided": "bold red",
    "excluded": "dim",
    "applicable": "",
}
DECIDED = ("applicable", "excluded", "undecided")
"""The words that are always counted, even where their number is 0."""
FORMULA = re.compile(r"(?:^|;)\s*(?=[\"\s]*[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""What precedes a formula: the beginning of a cell, or a semicolon, at which some spreadsheets split."""
WIDE, INDENT = 100, 4
"""The width from which on controls are shown in a table, and the indent of the lines below one."""
ROOM = 50
"""Columns of a terminal that themes and findings take in addition to the numbers."""
COLUMNS = (
    ("Control", "name"),
    ("Title", "title"),
    ("Theme", "theme"),
    ("Applicable", "applies"),
    ("Drivers", "drivers"),
    ("Justification for inclusion", "inclusion"),
    ("Justification for exclusion", "exclusion"),
    ("Status", "status"),
    ("Owner", "owner"),
    ("Documents", "documents"),
    ("Evidence", "evidenced_by"),
    ("Due", "due"),
    ("Next review", "review"),
    ("Notes", "notes"),
    ("Findings", "findings"),
)
"""The columns of the table for a spreadsheet, and the field each one shows."""


def as_csv(soa: Soa, look: Look) -> str:
    """RFC 4180: lines end in CR LF, every cell is quoted, and none is a formula."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(head for head, _ in COLUMNS)
    for control in soa.controls:
        writer.writerow(cell(getattr(control, name)) for _, name in COLUMNS)
    return file.getvalue()


def cell(value: object) -> str:
    """A value as a spreadsheet shows it: on one line, invisible characters written out, and never a formula."""
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
    plain = visible(" ".join(text.split()))
    return FORMULA.sub(lambda ahead: f"{ahead[0]}'", plain)


def text(soa: Soa, look: Look) -> str:
    return terminal.render([*_head(soa), *_table(soa, look), *_controls(soa, look)], look)


def _head(soa: Soa) -> Iterator[terminal.Block]:
    name = soa.organization or "the organization"
    yield terminal.text((f"{soa.standard}  Statement of applicability", "bold"))
    yield terminal.text((f"{name}, as of {soa.as_of}; {_version(soa.version)}", "dim"))
    if soa.reached_from and soa.carried:
        origins = " and ".join(soa.reached_from)
        yield terminal.text((f"reached from {origins}: where the requirement changed, partial at most", "dim"))
    yield ""


def _version(state: SoaVersion) -> str:
    approved = state.approved
    version = f"version {state.version}" if state.version else "no version"
    if not approved.by:
        return f"{version}, not approved"
    when = f" on {approved.on}" if approved.on else ""
    if state.future:
        return f"{version}, approved by {approved.by}{when}, in the future"
    changed = {False: ", decisions changed since", None: ", not sealed", True: ""}[state.sealed]
    return f"{version}, approved by {approved.by}{when}{changed}"


def _table(soa: Soa, look: Look) -> Iterator[terminal.Block]:
    """How many controls of each theme are decided how, and how far they are; in words where columns have no room."""
    groups = [(theme.title, theme.counts, theme.controls) for theme in soa.themes]
    groups.append(("total", soa.counts, soa.controls))
    words = [word for word, number in soa.counts.items() if number or word in DECIDED]
    if look.width >= sum(len(word) + 2 for word in words) + ROOM:
        heads = ("theme", *(word.replace("-", " ") for word in words), "with findings")
        full = ([*_numbers(*group, words)] for group in groups)
        yield terminal.table(heads, full, look, numbers=True)
    else:
        short = ((title, _in_words(counts)) for title, counts, _ in groups)
        yield terminal.counts(short, ("theme", "controls"), look)
    yield ""


def _numbers(
    title: str, counts: Mapping[str, int], controls: Sequence[SoaControl], words: Sequence[str]
) -> Iterator[terminal.Line]:
    yield terminal.text(title)
    yield from (terminal.text((str(counts[word]), STYLES[word] if counts[word] else "dim")) for word in words)
    yield terminal.text(str(sum(bool(control.findings) for control in controls)))


def _in_words(counts: Mapping[str, int]) -> list[terminal.Styled]:
    found = ((word, number) for word, number in counts.items() if number)
    return [(f"{number} {word.replace('-', ' ')}  ", STYLES[word]) for word, number in found]


def _controls(soa: Soa, look: Look) -> Iterator[terminal.Block]:
    """Every control by its theme: what is decided, why, and what shows it."""
    for theme in soa.themes:
        yield terminal.text((theme.title, "bold"))
        if look.width >= WIDE:
            rows = ([*_row(control)] for control in theme.controls)
            yield terminal.table(("control", "decision", "driven by", "shown by", "findings"), rows, look)
        else:
            for control in theme.controls:
                yield from _lines(control)
        yield ""


def _row(control: SoaControl) -> Iterator[terminal.Line]:
    yield terminal.text(f"{control.name} {control.title}")
    yield terminal.text(_decided(control))
    yield terminal.text(", ".join(_reasons(control)))
    yield terminal.text(", ".join(_evidence_of(control)))
    yield terminal.text((" ".join(control.findings), "red"))


def _lines(control: SoaControl) -> Iterator[terminal.Block]:
    """A control where columns have no room: what is decided, and below it what there is of the rest."""
    codes = " ".join(control.findings)
    yield terminal.text(f"{control.name} {control.title}: ", _decided(control), "  ", (codes, "red"))
    facts = (("driven by", control.drivers), ("shown by", _evidence_of(control)))
    words = "; ".join(f"{what} {', '.join(names)}" for what, names in facts if names)
    excluded = ", ".join(_reasons(control)) if control.applicable is False else ""
    if words or excluded:
        yield terminal.indent(terminal.text((excluded or words, "dim")), INDENT)


def _decided(control: SoaControl) -> tuple[str, str]:
    word = {True: control.status or "unstated", False: "excluded", None: "undecided"}[control.applicable]
    return word.replace("-", " "), STYLES[word]


def _reasons(control: SoaControl) -> Sequence[str]:
    """What drives an inclusion, or why a control is excluded."""
    return [control.justification or "no reason given"] if control.applicable is False else control.drivers


def _evidence_of(control: SoaControl) -> Sequence[str]:
    return [*control.documents, *control.evidenced_by]


SHORT = 10
"""Digits of a commit that are shown."""
NOTHING = "–"


def diff_text(diff: SoaDiff, look: Look) -> str:
    """The controls decided differently, then those with only progress, with the words before and after."""
    return terminal.render(_diff(diff), look)


def _diff(diff: SoaDiff) -> Iterator[terminal.Block]:
    commit, changes = diff.before.commit or "", diff.controls
    yield terminal.text((f"{diff.standard}  Statement of applicability, what changed", "bold"))
    yield terminal.fact("before", f"commit {commit[:SHORT]}, {_version(diff.before.state)}")
    yield terminal.fact("after", _version(diff.after.state))
    if not changes:
        yield ""
        yield "no control has changed"
    yield from _section("decided differently", (change for change in changes if change.decides))
    yield from _section("same decision, other changes", (change for change in changes if not change.decides))


def _section(head: str, changes: Iterable[SoaChange]) -> Iterator[terminal.Block]:
    for number, change in enumerate(changes):
        if number == 0:
            yield ""
            yield terminal.text((head, "bold"))
        yield terminal.text(f"{change.name} {change.title}")
        yield from (terminal.indent(words, 2) for words in _differences(change))


def _differences(change: SoaChange) -> Iterator[terminal.Line]:
    if change.before is None or change.after is None:
        yield terminal.text("is new among the controls" if change.after else "is no longer among the controls")
    for name in change.changed:
        old, new = (_value(name, getattr(each, name, None)) for each in (change.before, change.after))
        yield terminal.text((f"{name}: ", "dim"), (old, "red"), " → ", (new, "green"))


def _value(name: str, value: Any) -> str:
    if name == "applicable":
        return {True: "true", False: "false", None: "undecided"}[value]
    return (", ".join(value) if isinstance(value, tuple | list) else str(value or "")) or NOTHING


def written_text(done: SoaWritten, look: Look) -> str:
    return terminal.render([terminal.text(line) for line in _written(done)], look, wrap=False)


def _written(done: SoaWritten) -> Iterator[str]:
    yield done.path if done.written else f"{done.path} (unchanged)"
    if done.added:
        yield f"{done.added_words} added, undecided"
    yield from (f"next: {step}" for step in done.next)
