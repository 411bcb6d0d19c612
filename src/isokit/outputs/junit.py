"""JUnit's XML: suites of cases, some of which fail or are skipped. Nothing in a text can end or break an element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from isokit import __version__
from isokit.text.escape import visible

NO_CHARACTER = re.compile("[\ufffe\uffff]")
"""Characters that XML forbids and `visible` leaves."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a case fails: its kind, in a line, and in full."""

    kind: str
    message: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that was checked; `skipped` says why it was not. `notes` are printed in any case."""

    name: str
    failure: Failure | None = None
    skipped: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Suite:
    """A standard and its cases; services know a case by both names."""

    name: str
    cases: Sequence[Case]


def document(suites: Iterable[Suite], as_of: date) -> str:
    """The suites as one document. It holds no time of day, so that the same tree gives the same bytes."""
    made = [_suite(suite, as_of) for suite in suites]
    root = ElementTree.Element("testsuites", {"name": "isokit", **_sums(made)})
    root.extend(made)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, "unicode")}\n'


def _sums(suites: Sequence[ElementTree.Element]) -> dict[str, str]:
    names = ("tests", "failures", "errors", "skipped")
    return {name: str(sum(int(suite.get(name, 0)) for suite in suites)) for name in names}


def _suite(suite: Suite, as_of: date) -> ElementTree.Element:
    counts = {
        "tests": len(suite.cases),
        "failures": sum(case.failure is not None for case in suite.cases),
        "errors": 0,
        "skipped": sum(bool(case.skipped) for case in suite.cases),
    }
    numbers = {name: str(number) for name, number in counts.items()}
    made = ElementTree.Element("testsuite", {"name": _line(suite.name), **numbers, "time": "0"})
    properties = ElementTree.SubElement(made, "properties")
    for name, value in (("isokit", __version__), ("as_of", as_of.isoformat())):
        ElementTree.SubElement(properties, "property", {"name": name, "value": value})
    made.extend(_case(case, suite.name) for case in suite.cases)
    return made


def _case(case: Case, suite: str) -> ElementTree.Element:
    made = ElementTree.Element("testcase", {"classname": _line(suite), "name": _line(case.name), "time": "0"})
    if case.skipped:
        ElementTree.SubElement(made, "skipped", {"message": _line(case.skipped)})
    if failure := case.failure:
        named = {"type": _line(failure.kind), "message": _line(failure.message)}
        ElementTree.SubElement(made, "failure", named).text = _lines(failure.lines)
    if case.notes:
        ElementTree.SubElement(made, "system-out").text = _lines(case.notes)
    return made


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(_line(line) for line in lines)


def _line(words: str) -> str:
    """Text without a character that XML forbids; markup is what the writer of the standard library escapes."""
    return NO_CHARACTER.sub(lambda match: f"\\u{ord(match[0]):04x}", visible(words))
