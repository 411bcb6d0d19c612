"""The register of decisions begun, added to and approved: its file keeps every other byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from isokit.analysis.soa.approval import LIST
from isokit.analysis.soa.control import Control
from isokit.changes.setting import InTree
from isokit.model.edit import Edited, NewFile
from isokit.model.registers.applicability import SoaApproval
from isokit.text.decode import Refused, decode
from isokit.text.edits import applied, difference
from isokit.text.source import content_id
from isokit.text.span import Route
from isokit.text.yaml.amend import said
from isokit.text.yaml.growing import ahead, grown
from isokit.text.yaml.setting import Value, line, put, set_values
from isokit.text.yaml.written import Writing

HEAD = """\
# Decisions on what applies: the statement of applicability (ISO/IEC 27001, 6.1.3 d).
#
# Write into each entry:
#   applicable      true or false
#   justification   why it is included, or why it is left out
#   drivers         what makes us include it: ids of risks or obligations, or one of the words risk, legal, regulatory,
#                   contractual, business
#   status          planned, partial, implemented or not-implemented; with due: the day by which it will be implemented
#   owner           the role that sees to it
#   documents       the documents that describe it
#   review          when an exclusion is looked at again
"""


def begun(controls: Sequence[Control], path: str) -> NewFile:
    """A new register with an undecided entry for each control."""
    return NewFile(path, f"{HEAD}{LIST}:\n" + "".join(f"  {each}\n" for each in _lines(controls)))


def added_to(file: InTree, controls: Sequence[Control]) -> Edited | None:
    """The register with an entry for each further control, at its end; None where it is written in another way."""
    text = decode(file.data)
    entries = [{"control": control.ref, "title": control.clause.title, "applicable": None} for control in controls]
    edits = grown(text, LIST, list(_lines(controls)), entries)
    if edits is None:
        return None
    now, *rest = said(file.path, file.data)
    then = {**(now or {}), LIST: [*((now or {}).get(LIST) or ()), *entries]}
    return Edited(file.path, content_id(file.data), tuple(edits), [then, *rest])


def _lines(controls: Iterable[Control]) -> Iterator[str]:
    """The lines of the entries, with a comment above each theme."""
    for theme, group in groupby(controls, key=lambda control: control.theme):
        yield f"# {theme}"
        for control in group:
            yield f"- {line('control', control.ref)}"
            yield f"  {line('title', control.clause.title)}"
            yield "  applicable:"


def approved(file: InTree, issued: SoaApproval) -> Edited | None:
    """The register with another version and approval at its head; None where it is written in another way."""
    approval = issued.approved
    on = approval.on.isoformat() if approval.on else ""
    sign: Mapping[str, Value] = {"by": approval.by or "", "on": on, "digest": approval.digest or ""}
    values: dict[Route, Value] = {("version",): issued.version or "", ("approved",): sign}
    before = decode(file.data)
    after = _with(Writing(file.path, before, file.spellings), values)
    if after is None:
        return None
    now, *rest = said(file.path, file.data)
    for route, value in values.items():
        now = put(now, _spelled(file, after, route), value)
    return Edited(file.path, content_id(file.data), tuple(difference(before, after)), [now, *rest])


def _spelled(file: InTree, text: str, route: Route) -> Route:
    return Writing(file.path, text, file.spellings).places.spelled(route)


def _with(writing: Writing, values: Mapping[Route, Value]) -> str | None:
    """The text with values set: those of keys that are not there yet stand above all others."""
    try:
        text = ahead(writing.text, {str(key): value for (key,), value in values.items() if not _there(writing, key)})
    except Refused:
        return None
    edits = set_values(Writing(writing.path, text, writing.spellings), values) if text is not None else None
    return applied(text, edits) if text is not None and edits is not None else None


def _there(writing: Writing, key: str | int) -> bool:
    return writing.places.spelled((key,)) in writing.places.data.values
