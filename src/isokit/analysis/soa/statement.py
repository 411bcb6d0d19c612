"""The statement of applicability, computed from the decisions of a tree, and its changes between two states of a tree.

ISO/IEC 27001 6.1.3 d. A control is that of an edition with an Annex A. A tree that decided on the controls of another
edition reaches it along the map between the two: decisions stay, and `implemented` becomes `partial` where the
requirement changed. Custom controls come last: the controls of the organization's own editions, and the clauses of
these that a decision names as its `control`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from isokit.analysis.editions import edition_in
from isokit.analysis.soa.control import LEAST_FIRST, Control
from isokit.catalog.standard import Standard
from isokit.model.names import by_age
from isokit.model.registers.applicability import Applicability, SoaApproval
from isokit.text.words import many
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace

DECIDED = ("applicable", "justification", "drivers")
"""The fields that an approval seals."""
COMPARED = (*DECIDED, "status", "owner", "documents", "due", "review")


@dataclass(frozen=True)
class Statement:
    """The statement for one edition: its controls in order, custom ones last, and its approval.

    `reached_from` are the editions whose decisions count where there are none for this one.
    """

    standard: Standard
    controls: tuple[Control, ...]
    approval: SoaApproval | None = None
    reached_from: tuple[str, ...] = ()

    @property
    def themes(self) -> Iterator[tuple[str, tuple[Control, ...]]]:
        groups = groupby(self.controls, key=lambda each: (each.standard.standard, each.theme))
        return ((theme, tuple(controls)) for (_, theme), controls in groups)

    @property
    def undecided(self) -> tuple[Control, ...]:
        return tuple(control for control in self.controls if control.applicable is None)

    @property
    def started(self) -> bool:
        return any(control.entries for control in self.controls)


def counts(controls: Sequence[Control]) -> dict[str, int]:
    """How many controls apply, do not or are undecided, and the status of those that apply; every word is a key."""
    words = {True: "applicable", False: "excluded", None: "undecided"}
    decided = Counter(words[control.applicable] for control in controls)
    stated = Counter(control.status for control in controls if control.applicable)
    far = {status.value: stated[status] for status in reversed(LEAST_FIRST)}
    return {**{word: decided[word] for word in words.values()}, **far, "unstated": stated[None]}


def tally(controls: Sequence[Control], name: str) -> str:
    """`93 controls of ISO/IEC 27001:2022 and 2 of your own`."""
    own = sum(not control.workspace.catalog.bundles(control.standard.standard) for control in controls)
    others = len(controls) - own
    theirs = f"{many(others, 'control')} of {name}"
    mine = f"{own} of your own" if others else f"{many(own, 'control')} of your own"
    return " and ".join([*([theirs] if others else ()), *([mine] if own else ())])


def all_controls(workspace: Workspace, today: date) -> frozenset[str]:
    return frozenset(control.ref for found in statements(workspace, today) for control in found.controls)


def has_annex(standard: Standard) -> bool:
    return any(clause.control for clause in standard.clauses)


def adopted(workspace: Workspace) -> list[Standard]:
    """The adopted editions with controls that isokit brings along, the newest last."""
    brought = (standard for standard in workspace.standards if workspace.catalog.bundles(standard.standard))
    return sorted(filter(has_annex, brought), key=lambda standard: by_age(standard.standard))


def statements(workspace: Workspace, today: date) -> Iterator[Statement]:
    """The statement of each adopted edition, and of those requested with --against."""
    editions = adopted(workspace)
    requested = (s for s in workspace.references.against if has_annex(s) and s not in editions)
    return (statement(standard, workspace, today) for standard in (*editions, *requested))


def decisions(applicable: bool, workspace: Workspace, today: date) -> Iterator[tuple[Control, Applicability]]:
    """The controls that apply, or those that do not, with each decision; not what was decided for another edition."""
    controls = (control for found in statements(workspace, today) for control in found.controls)
    own = (control for control in controls if control.applicable is applicable and not control.carried)
    return ((control, decision) for control in own for decision in control.decisions)


def statement(standard: Standard, workspace: Workspace, today: date) -> Statement:
    """For an edition, adopted or not. Of several adopted ones, the newest has the custom controls."""
    edition = edition_in(standard, workspace)
    leaves = (clause for clause in standard.clauses if clause.control and standard.leaf(clause))
    controls = [Control(standard, leaf, tuple(edition.counterparts(leaf.clause)), workspace, today) for leaf in leaves]
    own = () if standard in adopted(workspace)[:-1] else _custom(workspace, today)
    return Statement(standard, (*controls, *own), next(iter(workspace.of(SoaApproval)), None), edition.origins)


def _custom(workspace: Workspace, today: date) -> Iterator[Control]:
    named = {
        str(meaning)
        for decision in workspace.of(Applicability)
        if decision.control and isinstance(meaning := workspace.references.meaning(decision.control), ClauseRef)
    }
    for standard in workspace.standards:
        if workspace.catalog.bundles(standard.standard):
            continue
        for clause in standard.clauses:
            if standard.leaf(clause) and (clause.control or standard.ref(clause.clause) in named):
                yield Control(standard, clause, (), workspace, today)


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
        before, after = stated(self.before), stated(self.after)
        return tuple(name for name in COMPARED if before[name] != after[name])

    @property
    def decides(self) -> bool:
        """Whether the decision changed; otherwise it is progress, which needs no new approval."""
        return any(name in DECIDED for name in self.fields)


def stated(control: Control | None) -> dict[str, Any]:
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
