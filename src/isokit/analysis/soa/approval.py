"""What an approval of the statement of applicability seals, now and in earlier versions of its file.

These lines are sealed, in UTF-8, each ended by one line feed; the digest is `sha256:` and their SHA-256 in hexadecimal:

1. the version; an empty line where there is none;
2. for each decided control, in the order of the canonical references: the reference, `true` or `false`, the
   justification, and the drivers in their order with a comma and a blank between them. A control that several entries
   decide on has these lines for each entry, in the order of the lines.

All orders are those of the code points, as `LC_ALL=C sort` has them. Texts are in Unicode's form NFC, with every run of
white space as one blank. Status, owner, documents, titles and days may change without a new approval: that a control is
in place by now is progress, and no other decision.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from isokit.analysis.revisions import past_content
from isokit.analysis.soa.statement import all_controls
from isokit.model.history import Commit, Past
from isokit.model.registers.applicability import Applicability, SoaApproval
from isokit.workspace.claim import ClauseRef, References
from isokit.workspace.workspace import Workspace

LIST = "applicability"
"""The key of the decisions in the register."""
ANNEX = "A."
"""The prefix of the numbers of controls."""
SEALED = b"sha256:"
"""Every file with a sealed approval contains this."""
Lines = tuple[str, str, str]
"""Whether a control applies, why, and what drives it."""


@dataclass(frozen=True)
class ApprovedStatement:
    """The approval of a statement, and its decisions by canonical reference: the lines of each entry."""

    approval: SoaApproval
    decisions: Mapping[str, Sequence[Lines]]

    @property
    def digest(self) -> str:
        lines = [_tidy(self.approval.version or "")]
        for ref in sorted(self.decisions):
            lines += [line for entry in self.decisions[ref] for line in (ref, *entry)]
        text = "".join(f"{line}\n" for line in lines)
        return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def altered(self) -> bool:
        """Whether its decisions differ from those its approval seals."""
        return self.approval.approved.digest not in (None, self.digest)

    def changed(self, other: ApprovedStatement) -> list[str]:
        refs = sorted({*self.decisions, *other.decisions})
        return [ref for ref in refs if self.decisions.get(ref) != other.decisions.get(ref)]


def lines_of(decision: Applicability) -> Lines:
    drivers = ", ".join(sorted(_tidy(driver) for driver in decision.drivers))
    return "true" if decision.applicable else "false", _tidy(decision.justification or ""), drivers


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def statement_now(approval: SoaApproval, workspace: Workspace) -> ApprovedStatement:
    return ApprovedStatement(approval, _decided(workspace.of(Applicability), workspace.references))


def unknown_controls(statement: ApprovedStatement, workspace: Workspace, today: date) -> list[str]:
    """Decided references that are no control in any statement: they would be sealed, but have no effect."""
    there = all_controls(workspace, today)
    return [ref for ref in sorted(statement.decisions) if ref not in there]


def intact(approval: SoaApproval, workspace: Workspace, today: date) -> bool:
    """Whether the decisions are those that were approved, and the approval counts in full."""
    now = statement_now(approval, workspace)
    return not (now.altered or unknown_controls(now, workspace, today) or in_future(approval, today))


def in_future(approval: SoaApproval, today: date) -> bool:
    return approval.approved.on is not None and approval.approved.on > today


def _decided(entries: Iterable[Applicability], references: References) -> dict[str, list[Lines]]:
    found: dict[str, list[Lines]] = defaultdict(list)
    for entry in entries:
        meaning = references.meaning(entry.reference or "")
        control = entry.control or (isinstance(meaning, ClauseRef) and meaning.number.startswith(ANNEX))
        if control and entry.applicable is not None:
            ref = str(meaning) if isinstance(meaning, ClauseRef) else _tidy(entry.reference or "")
            found[ref].append(lines_of(entry))
    return {ref: sorted(lines) for ref, lines in found.items()}


def as_written(data: bytes, path: str, workspace: Workspace) -> ApprovedStatement | None:
    """The statement in the bytes of a file, read with the settings of today; None where there is none."""
    then = past_content(data, path, workspace.settings)
    if then is None:
        return None
    entries = then.facts.get(LIST)
    facts = [each for each in entries if isinstance(each, dict)] if isinstance(entries, list) else []
    approval = then.fitted(SoaApproval, {key: value for key, value in then.facts.items() if key != LIST})
    decisions = (then.fitted(Applicability, each) for each in facts)
    return ApprovedStatement(approval, _decided(decisions, workspace.references))


def approval_of(approval: SoaApproval, past: Past, workspace: Workspace) -> tuple[Commit, ApprovedStatement] | None:
    """The first commit that holds the approval, with the statement it seals; None where git has no such commit."""
    same = (each for each in _states(approval.path, past, workspace) if each[1].approval.approved == approval.approved)
    return next(reversed([each for each in same if not each[1].altered]), None)


def last_sealed(path: str, past: Past, workspace: Workspace) -> ApprovedStatement | None:
    """The newest statement of a file in git that has a sealed approval."""
    states = (then for _, then in _states(path, past, workspace, SEALED))
    return next((then for then in states if then.approval.approved.digest), None)


def _states(
    path: str, past: Past, workspace: Workspace, words: bytes = b""
) -> Iterator[tuple[Commit, ApprovedStatement]]:
    """The statements in the versions of a file that contain `words`, newest first, each with its commit."""
    for commit in past.of(path):
        data = past.content(commit.id, path)
        then = as_written(data, path, workspace) if data is not None and words in data else None
        if then:
            yield commit, then


def soa_approval_of(workspace: Workspace) -> SoaApproval | None:
    return next(iter(workspace.of(SoaApproval)), None)
