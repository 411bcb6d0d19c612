"""What an approval of the statement of applicability seals, and the statement as a file held it.

It is these lines, in UTF-8, each ended by one line feed; the digest is `sha256:` and their SHA-256 in hexadecimal:

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

from isokit.analysis.past_content import past_content
from isokit.analysis.soa.statement import all_controls
from isokit.model.history import Commit, Past
from isokit.model.registers.applicability import Applicability, SoaApproval
from isokit.workspace.claim import ClauseRef, References
from isokit.workspace.workspace import Workspace

LIST = "applicability"
"""The key under which the decisions stand."""
ANNEX = "A."
"""How the number of a control begins."""
SEALED = b"sha256:"
"""What stands in every file with a sealed approval."""
Lines = tuple[str, str, str]
"""Whether a control applies, why, and what drives it."""


@dataclass(frozen=True)
class ApprovedStatement:
    """The approval of a statement, and its decisions by canonical reference: the lines of each entry."""

    approval: SoaApproval
    decisions: Mapping[str, Sequence[Lines]]

    @property
    def digest(self) -> str:
        """The digest anybody can make again: `sha256:` and 64 hexadecimal digits."""
        lines = [_tidy(self.approval.version or "")]
        for ref in sorted(self.decisions):
            lines += [line for entry in self.decisions[ref] for line in (ref, *entry)]
        text = "".join(f"{line}\n" for line in lines)
        return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def altered(self) -> bool:
        """Whether it decides something else than what its approval seals."""
        return self.approval.approved.digest not in (None, self.digest)

    def changed(self, other: ApprovedStatement) -> list[str]:
        """The controls on which two statements decide otherwise."""
        refs = sorted({*self.decisions, *other.decisions})
        return [ref for ref in refs if self.decisions.get(ref) != other.decisions.get(ref)]


def lines_of(decision: Applicability) -> Lines:
    """The lines of one decision, below its reference."""
    drivers = ", ".join(sorted(_tidy(driver) for driver in decision.drivers))
    return "true" if decision.applicable else "false", _tidy(decision.justification or ""), drivers


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def statement_now(approval: SoaApproval, workspace: Workspace) -> ApprovedStatement:
    """The statement as the files of the tree hold it now."""
    return ApprovedStatement(approval, _decided(workspace.of(Applicability), workspace.references))


def strays(statement: ApprovedStatement, workspace: Workspace, today: date) -> list[str]:
    """What is decided and is no control of any statement of the tree: it would be sealed, and count for nothing."""
    there = all_controls(workspace, today)
    return [ref for ref in sorted(statement.decisions) if ref not in there]


def intact(approval: SoaApproval, workspace: Workspace, today: date) -> bool:
    """Whether what was approved is what is decided now, and counts in full."""
    now = statement_now(approval, workspace)
    return not (now.altered or strays(now, workspace, today) or to_come(approval, today))


def to_come(approval: SoaApproval, today: date) -> bool:
    """Whether the day of the approval is still to come."""
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
    """The statement that the bytes of a file are, as the tree of today understands it; None where they are none."""
    then = past_content(data, path, workspace.settings)
    if then is None:
        return None
    entries = then.facts.get(LIST)
    facts = [each for each in entries if isinstance(each, dict)] if isinstance(entries, list) else []
    approval = then.fitted(SoaApproval, {key: value for key, value in then.facts.items() if key != LIST})
    decisions = (then.fitted(Applicability, each) for each in facts)
    return ApprovedStatement(approval, _decided(decisions, workspace.references))


def approval_of(approval: SoaApproval, past: Past, workspace: Workspace) -> tuple[Commit, ApprovedStatement] | None:
    """The first commit that holds the approval, with the statement it seals; None where git knows of none."""
    same = (each for each in _states(approval.path, past, workspace) if each[1].approval.approved == approval.approved)
    return next(reversed([each for each in same if not each[1].altered]), None)


def last_sealed(path: str, past: Past, workspace: Workspace) -> ApprovedStatement | None:
    """The newest statement of a file that git knows with a sealed approval."""
    states = (then for _, then in _states(path, past, workspace, SEALED))
    return next((then for then in states if then.approval.approved.digest), None)


def _states(
    path: str, past: Past, workspace: Workspace, words: bytes = b""
) -> Iterator[tuple[Commit, ApprovedStatement]]:
    """The statements a file held that has some words in it, newest first, each with its commit."""
    for commit in past.of(path):
        data = past.content(commit.id, path)
        then = as_written(data, path, workspace) if data is not None and words in data else None
        if then:
            yield commit, then


def soa_approval_of(workspace: Workspace) -> SoaApproval | None:
    """How the statement of a tree was approval; None where its register does not say."""
    return next(iter(workspace.of(SoaApproval)), None)
