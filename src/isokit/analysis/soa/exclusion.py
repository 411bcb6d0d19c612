"""Requirements declared not applicable, and the objections to that (ISO 9001 4.3; ISO/IEC 27001 6.1.3 d)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from isokit.catalog.standard import Clause, Standard
from isokit.model.document import Document
from isokit.model.entity import Shortfall
from isokit.model.registers.applicability import Applicability
from isokit.text.reference import names
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace, derived

OUTSOURCED = re.compile(
    r"(?<!not )(?<!no )(?<!nor )(?<!never )(?<!nothing )(?<!nothing is )(?<!without )"
    r"\b(?:outsourc\w+|sub-?contract\w*|contracted out|ausgelagert\w*)",
    re.IGNORECASE,
)
"""Words for outsourced work."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A decision that a clause, or a lettered item of it, does not apply."""

    decision: Applicability
    ref: ClauseRef
    standard: Standard

    def forbidden(self, clause: Clause) -> Shortfall | None:
        if clause.control or clause.not_applicable or self.ref.item in clause.not_applicable_items:
            return None
        reason = f"{self.standard.name} does not let {clause.clause} be declared not applicable"
        return Shortfall(reason, f"withdraw the exclusion of {self.ref.local} and answer {clause.clause}")

    def objection(self, clause: Clause, scope_statements: Iterable[Document], today: date) -> Shortfall | None:
        """The first reason why it does not exclude a clause; None where it does."""
        return self.forbidden(clause) or next(self.ungrounded(scope_statements, today), None)

    @property
    def forbidden_leaves(self) -> tuple[Clause, ...]:
        """The requirements it touches that the standard does not allow to be excluded."""
        return tuple(leaf for leaf in self.standard.leaves(self.ref.number) if self.forbidden(leaf))

    def ungrounded(self, scope_statements: Iterable[Document], today: date) -> Iterator[Shortfall]:
        """What it lacks to count: a justification, a valid one, and its place in the approved scope."""
        if self.decision.flawed:
            cure = f"run isokit check and fix {self.decision.path}"
            yield Shortfall("the entry has fields that cannot be read", cure)
        if not self.decision.justification:
            yield Shortfall("it has no justification", f"justify the exclusion of {self.ref.local}")
        elif self.ref.number.startswith("A."):
            return
        elif OUTSOURCED.search(self.decision.justification):
            reason = "outsourcing is not a ground for exclusion: the organization remains responsible"
            yield Shortfall(reason, f"address {self.ref.local} for outsourced work, or give another justification")
        if not self.ref.number.startswith("A.") and not any(self._stated(d, today) for d in scope_statements):
            cure = f"name {self.ref.local} in the approved scope statement"
            yield Shortfall("no approved scope statement names it", cure)

    def _stated(self, document: Document, today: date) -> bool:
        return document.in_force(today) and not document.flawed and names(document.body.text, self.ref.number)


@derived
def exclusions_of(workspace: Workspace) -> tuple[Exclusion, ...]:
    """Decisions that a clause or control does not apply, where the reference has one meaning."""
    adopted = {standard.standard: standard for standard in workspace.standards}
    decided = [(d, d.reference) for d in workspace.of(Applicability) if d.applicable is False]
    resolved = [(d, workspace.references.meaning(reference)) for d, reference in decided if reference]
    return tuple(Exclusion(d, ref, adopted[ref.standard]) for d, ref in resolved if isinstance(ref, ClauseRef))
