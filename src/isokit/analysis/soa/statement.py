"""The statement of applicability, computed from the decisions of a tree and everything else in it.

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

from isokit.analysis.soa.control import LEAST_FIRST, Control, Way
from isokit.catalog.standard import Standard
from isokit.model.names import by_age
from isokit.model.registers.applicability import Applicability, SoaApproval
from isokit.text.words import many
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace


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
        """The themes or domains, each with its controls."""
        groups = groupby(self.controls, key=lambda each: (each.standard.standard, each.theme))
        return ((theme, tuple(controls)) for (_, theme), controls in groups)

    @property
    def undecided(self) -> tuple[Control, ...]:
        return tuple(control for control in self.controls if control.applicable is None)

    @property
    def started(self) -> bool:
        return any(control.entries for control in self.controls)


DECIDED = ("applicable", "excluded", "undecided")


def counts(controls: Sequence[Control]) -> dict[str, int]:
    """How many controls apply, do not or are undecided, and the status of those that apply; every word is a key."""
    words = {True: DECIDED[0], False: DECIDED[1], None: DECIDED[2]}
    decided = Counter(words[control.applicable] for control in controls)
    stated = Counter(control.status for control in controls if control.applicable)
    far = {status.value: stated[status] for status in reversed(LEAST_FIRST)}
    return {**{word: decided[word] for word in DECIDED}, **far, "unstated": stated[None]}


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


def statement(standard: Standard, workspace: Workspace, today: date) -> Statement:
    """For an edition, adopted or not. Of several adopted ones, the newest has the custom controls."""
    others = [other.standard for other in workspace.standards if other.standard != standard.standard]
    maps = workspace.catalog.neighbours(standard.standard, others)
    leaves = (clause for clause in standard.clauses if clause.control and standard.leaf(clause))
    controls = [
        Control(standard, leaf, tuple(_ways(standard, leaf.clause, workspace, others)), workspace, today)
        for leaf in leaves
    ]
    own = () if standard in adopted(workspace)[:-1] else _custom(workspace, today)
    origins = tuple(m.old if m.new == standard.standard else m.new for m in maps)
    return Statement(standard, (*controls, *own), next(iter(workspace.of(SoaApproval)), None), origins)


def _ways(standard: Standard, number: str, workspace: Workspace, others: Sequence[str]) -> Iterator[Way]:
    for other in others:
        if found := workspace.catalog.between(standard.standard, other):
            for arrival in found.onto(standard.standard, number):
                if arrival.origin:
                    yield Way(f"{other}/{arrival.origin}", arrival.link.relation.keeps)


def _custom(workspace: Workspace, today: date) -> Iterator[Control]:
    """The controls of custom standards: those of an Annex A, and those a decision names."""
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
