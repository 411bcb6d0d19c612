"""The register of the statement of applicability: created, added to, approved. Its file keeps every other byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from isokit.analysis.soa.approval import LIST
from isokit.analysis.soa.control import Control
from isokit.changes.in_place import InTree, patched
from isokit.model.file_change import Edited, NewFile
from isokit.model.registers.applicability import SoaApproval
from isokit.text.yaml.emit import Value
from isokit.text.yaml.yaml_text import Entry, entry_lines

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


def new_register(controls: Sequence[Control], path: str) -> NewFile:
    return NewFile(path, f"{HEAD}{LIST}:\n{entry_lines(_entries(controls))}")


def add_to(file: InTree, controls: Sequence[Control]) -> Edited | None:
    """The register with an entry for each further control, at its end; None where it cannot be edited in place."""
    patch = file.editor.append(LIST, _entries(controls))
    return patched(file.path, file.data, [patch]) if patch else None


def _entries(controls: Iterable[Control]) -> list[Entry]:
    """An entry for each control, with a comment above each theme."""
    entries = []
    for theme, group in groupby(controls, key=lambda control: control.theme):
        for index, control in enumerate(group):
            value = {"control": control.ref, "title": control.clause.title, "applicable": None}
            entries.append(Entry(value, theme if index == 0 else ""))
    return entries


def approve(file: InTree, issued: SoaApproval) -> Edited | None:
    """The register with another version and approval at its head; None where it cannot be edited in place."""
    approval = issued.approved
    sign: Value = {"by": approval.by or "", "on": approval.on or "", "digest": approval.digest or ""}
    values: dict[str, Value] = {"version": issued.version or "", "approved": sign}
    patch = file.editor.set_on_top(values)
    return patched(file.path, file.data, [patch]) if patch else None
