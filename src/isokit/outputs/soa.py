"""The statement of applicability: for a terminal, as JSON, and as CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence

from isokit.analysis.soa.approval import to_come
from isokit.analysis.soa.control import Control
from isokit.analysis.soa.statement import DECIDED, Statement, counts
from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.statement import Codes, codes_of, issued_plain, report_row, statement_plain
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
FORMULA = re.compile(r"(?:^|;)\s*(?=[\"\s]*[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""What stands ahead of a formula: the beginning of a cell, or a semicolon, at which some spreadsheets split."""
WIDE, INDENT = 100, 4
"""The columns from which on controls stand in a table, and how far what is said below one is moved to the right."""
ROOM = 50
"""Columns of a terminal that themes and findings take beside the numbers."""
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
    ("Evidence", "shown"),
    ("Due", "due"),
    ("Next review", "review"),
    ("Notes", "notes"),
    ("Findings", "findings"),
)
"""The columns of the table for a spreadsheet, and what stands in each."""


def as_json(found: Statement, run: Run, look: Look) -> str:
    """`isokit/soa/1`."""
    return json.dumps(statement_plain(found, run), ensure_ascii=False, indent=2) + "\n"


def as_csv(found: Statement, run: Run, look: Look) -> str:
    """RFC 4180: lines end in CR LF, every cell stands in quotes, and none is a formula."""
    file, codes = io.StringIO(), codes_of(found, run.counting)
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(head for head, _ in COLUMNS)
    for control in found.controls:
        row = {**report_row(control), "findings": codes[control]}
        writer.writerow(cell(row[key]) for _, key in COLUMNS)
    return file.getvalue()


def cell(value: object) -> str:
    """A value as a spreadsheet shows it: on one line, what cannot be seen written out, and never a formula."""
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
    shown = visible(" ".join(text.split()))
    return FORMULA.sub(lambda ahead: f"{ahead[0]}'", shown)


def text(found: Statement, run: Run, look: Look) -> str:
    """Counts by theme, then every control with what is decided on it."""
    codes = codes_of(found, run.counting)
    return terminal.rendered([*_head(found, run), *_table(found, codes, look), *_controls(found, codes, look)], look)


def _head(found: Statement, run: Run) -> Iterator[terminal.Block]:
    name = run.workspace.settings.organization.name or "the organization"
    yield terminal.text((f"{found.standard.standard}  Statement of applicability", "bold"))
    yield terminal.text((f"{name}, as of {run.today}; {issue(found, run)}", "dim"))
    if found.reached_from and any(control.carried for control in found.controls):
        origins = " and ".join(found.reached_from)
        yield terminal.text((f"reached from {origins}: where the requirement changed, partial at most", "dim"))
    yield ""


def issue(found: Statement, run: Run) -> str:
    """Which version it is, and who approved it when, in a sentence."""
    plain = issued_plain(found, run)
    approved = plain["approved"]
    version = f"version {plain['version']}" if plain["version"] else "no version"
    if not approved["by"]:
        return f"{version}, not approved"
    when = f" on {approved['on']}" if approved["on"] else ""
    if found.approval and to_come(found.approval, run.today):
        return f"{version}, approved by {approved['by']}{when}, still to come"
    changed = {False: ", decisions changed since", None: ", not sealed", True: ""}[plain["sealed"]]
    return f"{version}, approved by {approved['by']}{when}{changed}"


def _table(found: Statement, codes: Codes, look: Look) -> Iterator[terminal.Block]:
    """How many controls of each theme are decided how, and how far they are; in words where columns have no room."""
    groups = [*found.themes, ("total", found.controls)]
    shown = [word for word, number in counts(found.controls).items() if number or word in DECIDED]
    if look.width >= sum(len(word) + 2 for word in shown) + ROOM:
        heads = ("theme", *(word.replace("-", " ") for word in shown), "with findings")
        yield terminal.table(heads, ([*_numbers(*group, shown, codes)] for group in groups), look, numbers=True)
    else:
        yield terminal.table(("theme", "controls"), ([theme, _in_words(controls)] for theme, controls in groups), look)
    yield ""


def _numbers(theme: str, controls: Sequence[Control], shown: Sequence[str], codes: Codes) -> Iterator[terminal.Line]:
    numbers = counts(controls)
    yield terminal.text(theme)
    yield from (terminal.text((str(numbers[word]), STYLES[word] if numbers[word] else "dim")) for word in shown)
    yield terminal.text(str(sum(bool(codes[control]) for control in controls)))


def _in_words(controls: Sequence[Control]) -> terminal.Line:
    found = ((word, number) for word, number in counts(controls).items() if number)
    return terminal.text(*((f"{number} {word.replace('-', ' ')}  ", STYLES[word]) for word, number in found))


def _controls(found: Statement, codes: Codes, look: Look) -> Iterator[terminal.Block]:
    """Every control by its theme: what is decided, why, and what shows it."""
    for theme, controls in found.themes:
        yield terminal.text((theme, "bold"))
        if look.width >= WIDE:
            rows = ([*_row(control, codes[control])] for control in controls)
            yield terminal.table(("control", "decision", "driven by", "shown by", "findings"), rows, look)
        else:
            for control in controls:
                yield from _told(control, codes[control])
        yield ""


def _row(control: Control, codes: Sequence[str]) -> Iterator[terminal.Line]:
    yield terminal.text(f"{control.name} {control.clause.title}")
    yield terminal.text(_decided(control))
    yield terminal.text(", ".join(_reasons(control)))
    yield terminal.text(", ".join(_shown_by(control)))
    yield terminal.text((" ".join(codes), "red"))


def _told(control: Control, codes: Sequence[str]) -> Iterator[terminal.Block]:
    """A control where columns have no room: what is decided, and below it what there is of the rest."""
    yield terminal.text(f"{control.name} {control.clause.title}: ", _decided(control), "  ", (" ".join(codes), "red"))
    facts = (("driven by", control.drivers), ("shown by", _shown_by(control)))
    said = "; ".join(f"{what} {', '.join(names)}" for what, names in facts if names)
    excluded = ", ".join(_reasons(control)) if control.applicable is False else ""
    if said or excluded:
        yield terminal.indented(terminal.text((excluded or said, "dim")), INDENT)


def _decided(control: Control) -> tuple[str, str]:
    """What is decided, in a word with its style."""
    word = {True: control.status or "unstated", False: "excluded", None: "undecided"}[control.applicable]
    return word.replace("-", " "), STYLES[word]


def _reasons(control: Control) -> Sequence[str]:
    """What drives an inclusion, or why a control is excluded."""
    return [control.justification or "no reason given"] if control.applicable is False else control.drivers


def _shown_by(control: Control) -> Sequence[str]:
    return [*control.documents, *control.evidence, *control.registers]
