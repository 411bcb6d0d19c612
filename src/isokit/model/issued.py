"""What an approval of the statement of applicability seals, and the statement as a file held it.

It is these lines, in UTF-8, each ended by one line feed; the digest is `sha256:` and their SHA-256 in hexadecimal:

1. the version; an empty line where there is none;
2. for each decided control of the file, in the order of the canonical references: the reference, `true` or `false`,
   the justification, and the drivers in alphabetical order with a comma and a blank between them.

Texts are in Unicode's form NFC, with every run of white space as one blank. Status, owner, documents, titles and days
may change without a new approval: that a control is in place by now is progress, and no other decision.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from isokit.model.applicability import Applicability, Issued
from isokit.model.claim import ClauseRef, References
from isokit.model.entity import Facts, Place
from isokit.model.fit import E, fit
from isokit.model.history import Commit, Past
from isokit.model.workspace import Workspace
from isokit.text.raw import raw_of
from isokit.text.source import Source

LIST = "applicability"
"""The key under which the decisions stand."""
ANNEX = "A."
"""How the number of a control begins."""


@dataclass(frozen=True)
class IssuedStatement:
    """A statement as one file holds it: how it was issued, and its decided controls by canonical reference."""

    issued: Issued
    decisions: Mapping[str, Applicability]

    @property
    def digest(self) -> str:
        """The digest anybody can make again: `sha256:` and 64 hexadecimal digits."""
        lines = [_tidy(self.issued.version or "")]
        for ref in sorted(self.decisions):
            lines += said(ref, self.decisions[ref])
        text = "".join(f"{line}\n" for line in lines)
        return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def altered(self) -> bool:
        """Whether it decides something else than what its approval seals."""
        return self.issued.approved.digest not in (None, self.digest)

    def changed(self, other: IssuedStatement) -> list[str]:
        """The controls on which two statements decide otherwise."""
        refs = sorted({*self.decisions, *other.decisions})
        return [r for r in refs if _said(r, self.decisions.get(r)) != _said(r, other.decisions.get(r))]


def said(ref: str, decision: Applicability) -> list[str]:
    """The lines of one decision."""
    drivers = ", ".join(sorted(_tidy(driver) for driver in decision.drivers))
    return [ref, "true" if decision.applicable else "false", _tidy(decision.justification or ""), drivers]


def _said(ref: str, decision: Applicability | None) -> list[str] | None:
    return said(ref, decision) if decision else None


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def statement_now(issued: Issued, workspace: Workspace) -> IssuedStatement:
    """The statement as the file of its approval holds it now."""
    there = (entry for entry in workspace.of(Applicability) if entry.path == issued.path)
    return IssuedStatement(issued, _decided(there, workspace.references))


def _decided(entries: Iterator[Applicability], references: References) -> dict[str, Applicability]:
    found: dict[str, Applicability] = {}
    for entry in entries:
        meaning = references.meaning(entry.reference or "")
        control = entry.control or (isinstance(meaning, ClauseRef) and meaning.number.startswith(ANNEX))
        if control and entry.applicable is not None:
            found.setdefault(str(meaning) if isinstance(meaning, ClauseRef) else _tidy(entry.reference or ""), entry)
    return found


def as_written(data: bytes, path: str, workspace: Workspace) -> IssuedStatement | None:
    """The statement that the bytes of a file are, as the tree of today understands it; None where they are none."""
    raw = raw_of(Source(path, lambda: data))
    if raw.refusal or not isinstance(raw.data, dict):
        return None
    spellings = {key: name for name, keys in workspace.settings.aliases.items() for key in keys}
    entries = raw.data.get(LIST)
    facts = [each for each in entries if isinstance(each, dict)] if isinstance(entries, list) else []
    issued = _fitted(Issued, {k: v for k, v in raw.data.items() if k != LIST}, path, spellings)
    decisions = (_fitted(Applicability, each, path, spellings) for each in facts)
    return IssuedStatement(issued, _decided(decisions, workspace.references))


def _fitted(kind: type[E], facts: Facts, path: str, spellings: Mapping[str, str]) -> E:
    known = {spellings.get(key, key): value for key, value in reversed(facts.items())}
    return fit(kind, known, Place(path))[0]


def approval_of(issued: Issued, past: Past, workspace: Workspace) -> tuple[Commit, IssuedStatement] | None:
    """The first commit that holds the approval, with the statement it seals; None where git knows of none."""
    found = None
    for commit in past.of(issued.path):
        data = past.content(commit.id, issued.path)
        then = as_written(data, issued.path, workspace) if data is not None else None
        if then and then.issued.approved == issued.approved and not then.altered:
            found = commit, then
    return found


def issued_in(workspace: Workspace) -> Issued | None:
    """How the statement of a tree was issued; None where its register does not say."""
    return next(iter(workspace.of(Issued)), None)
