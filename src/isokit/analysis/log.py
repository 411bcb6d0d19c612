"""The history of some files in git: who changed them and when, and which approvals came with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from isokit.analysis.revisions import Revision, Sign, revisions, sign_of
from isokit.model.document import Document
from isokit.model.entity import Entity
from isokit.model.history import Commit, GitState, History, Past
from isokit.model.registers.applicability import Applicability
from isokit.model.registers.role import Role
from isokit.text.reference import within
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace

LIMITING = (GitState.NO_GIT, GitState.NO_REPOSITORY, GitState.REFUSED, GitState.UNBORN, GitState.SHALLOW)
"""States in which at least a part of the history is unknown."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The approval that a commit wrote into a document; without `by` where it withdrew one."""

    document: str
    by: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A commit, the roles its author held on that day, the files it changed, and the approvals it brought."""

    commit: Commit
    roles: tuple[str, ...]
    paths: tuple[str, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """The history of what a name stands for, newest first. `notes` say what limits it; `whole` unless cut off."""

    name: str
    title: str
    paths: tuple[str, ...]
    changes: tuple[Change, ...]
    whole: bool
    notes: tuple[str, ...]


def claiming(ref: ClauseRef, workspace: Workspace) -> list[Entity]:
    key = f"{ref.standard}/{ref.number}"
    claims = (claim for name, named in workspace.named.items() if within(name, key) for claim in named)
    return list(dict.fromkeys(c.origin for c in claims if c.answers or isinstance(c.origin, Applicability)))


def log_of(name: tuple[str, str], entities: Collection[Entity], workspace: Workspace, history: History) -> Log:
    """`name` is what the history was requested for, and its title."""
    past, paths = history.past, sorted({entity.path for entity in entities})
    statements = {d.path: dict(_statements(d, past, workspace)) for d in workspace.of(Document) if d.path in paths}
    changes = (
        Change(
            commit,
            roles_of(commit, workspace),
            changed,
            tuple(found for path in changed if (found := statements.get(path, {}).get(commit.id))),
        )
        for commit, changed in _changed(paths, past)
    )
    notes = (*_limits(history), *_uncommitted(paths, past), *_shared(entities))
    return Log(*name, tuple(paths), tuple(changes), past.whole, notes)


def _changed(paths: Collection[str], past: Past) -> Iterator[tuple[Commit, tuple[str, ...]]]:
    by_commit: dict[Commit, list[str]] = {}
    for path in paths:
        for commit in past.of(path):
            by_commit.setdefault(commit, []).append(path)
    return ((commit, tuple(by_commit[commit])) for commit in past.commits if commit in by_commit)


def roles_of(commit: Commit, workspace: Workspace) -> tuple[str, ...]:
    """By the e-mail addresses in the register of roles, on the day of the commit."""
    return tuple(role.id for role in workspace.of(Role) if commit.author in role.addresses(commit.authored))


def _statements(document: Document, past: Past, workspace: Workspace) -> Iterator[tuple[str, Statement]]:
    known = list(revisions(document, past, workspace.settings))
    before = [None] if past.whole else []  # where the history is cut off, the first change is unknown
    for newer, older in pairwise([*known, *before]):
        assert newer
        sign = sign_of(newer.document)
        if sign != _sign(older):
            yield newer.commit.id, Statement(document.id, *(sign[:2] if sign else ()))


def _sign(revision: Revision | None) -> Sign | None:
    return sign_of(revision.document) if revision else None


def _limits(history: History) -> Iterator[str]:
    limits = [state for state in LIMITING if state in history.states]
    for state in limits:
        yield state.meaning + (f" ({history.detail})" if history.detail else "")
    if history.past.detail and not limits:
        yield history.past.detail


def _uncommitted(paths: Iterable[str], past: Past) -> Iterator[str]:
    return (f"{path} is not committed yet" for path in paths if past.whole and past.last(path) is None)


def _shared(entities: Iterable[Entity]) -> Iterator[str]:
    for path in sorted({entity.path for entity in entities if entity.place.route}):
        yield f"{path} holds many entries; git shows only who changed the file"
