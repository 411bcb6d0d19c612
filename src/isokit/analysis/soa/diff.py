"""What changed in the statement of applicability between two states of a tree, control by control."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from isokit.analysis.soa.control import Control
from isokit.analysis.soa.statement import Statement

DECIDED = ("applicable", "justification", "drivers")
"""The fields that an approval seals."""
COMPARED = (*DECIDED, "status", "owner", "documents", "due", "review")


@dataclass(frozen=True)
class ControlChange:
    """A control that changed. Without `before` it is new in the statement, without `after` it is gone."""

    before: Control | None
    after: Control | None

    @property
    def control(self) -> Control:
        found = self.after or self.before
        assert found
        return found

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that changed."""
        before, after = stated(self.before), stated(self.after)
        return tuple(name for name in COMPARED if before[name] != after[name])

    @property
    def decides(self) -> bool:
        """Whether the decision changed; otherwise it is progress, which needs no new approval."""
        return any(name in DECIDED for name in self.fields)


def stated(control: Control | None) -> dict[str, Any]:
    """The compared fields of a control, as plain data."""
    if control is None:
        return dict.fromkeys(COMPARED)
    values = {name: getattr(control, name) for name in COMPARED}
    days = {name: day.isoformat() if (day := values[name]) else None for name in ("due", "review")}
    listed = {name: sorted(values[name]) for name in ("drivers", "documents")}
    return {**values, **days, **listed, "status": control.status.value if control.status else None}


def changes(before: Statement, after: Statement) -> Iterator[ControlChange]:
    """In the order of the later statement; controls that are gone come last."""
    then, now = ({control.ref: control for control in each.controls} for each in (before, after))
    for ref in dict.fromkeys((*now, *then)):
        change = ControlChange(then.get(ref), now.get(ref))
        if change.fields or None in (change.before, change.after):
            yield change
