"""What git tells of some files of the tree: who changed them when, and which approvals came with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from isokit.analysis.documents.revisions import Revision, Sign, revisions, sign_of
from isokit.model.document import Document
from isokit.model.entity import Entity
from isokit.model.history import Commit, GitState, History, Past
from isokit.model.registers.applicability import Applicability
from isokit.model.registers.role import Role
from isokit.text.reference import within
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace

LIMITING = (GitState.NO_GIT, GitState.NO_REPOSITORY, GitState.REFUSED, GitState.UNBORN, GitState.SHALLOW)
"""The states in which the past is unknown, or a part of it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a commit made a document say of its approval: by whom and when; by nobody where it took one back."""

    document: str
    by: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A commit, the roles its author held that day by the register, the files it changed, what it approved."""

    commit: Commit
    roles: tuple[str, ...]
    paths: tuple[str, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """The past of what a name means, newest first. `notes` say what limits it; `whole` is false where a part lacks."""

    name: str
    title: str
    paths: tuple[str, ...]
    changes: tuple[Change, ...]
    whole: bool
    notes: tuple[str, ...]


def claiming(ref: ClauseRef, workspace: Workspace) -> list[Entity]:
    """Who claims a clause or one below it, or decides whether it applies."""
    key = f"{ref.standard}/{ref.number}"
    claims = (claim for name, said in workspace.named.items() if within(name, key) for claim in said)
    return list(dict.fromkeys(c.origin for c in claims if c.answers or isinstance(c.origin, Applicability)))


def log_of(name: tuple[str, str], entities: Collection[Entity], workspace: Workspace, history: History) -> Log:
    """What git tells of the files in which these stand; `name` is what they are called for, and its title."""
    past, paths = history.past, sorted({entity.path for entity in entities})
    statements = {d.path: dict(_statements(d, past, workspace)) for d in workspace.of(Document) if d.path in paths}
    changes = (
        Change(
            commit,
            roles_of(commit, workspace),
            changed,
            tuple(said for path in changed if (said := statements.get(path, {}).get(commit.id))),
        )
        for commit, changed in _changed(paths, past)
    )
    notes = (*_limits(history), *_uncommitted(paths, past), *_shared(entities))
    return Log(*name, tuple(paths), tuple(changes), past.whole, notes)


def _changed(paths: Collection[str], past: Past) -> Iterator[tuple[Commit, tuple[str, ...]]]:
    """The commits that changed some files, newest first, each with those it changed."""
    by_commit: dict[Commit, list[str]] = {}
    for path in paths:
        for commit in past.of(path):
            by_commit.setdefault(commit, []).append(path)
    return ((commit, tuple(by_commit[commit])) for commit in past.commits if commit in by_commit)


def roles_of(commit: Commit, workspace: Workspace) -> tuple[str, ...]:
    """The roles the author of a commit held on its day, by the e-mail addresses in the register of roles."""
    return tuple(role.id for role in workspace.of(Role) if commit.author in role.addresses(commit.authored))


def _statements(document: Document, past: Past, workspace: Workspace) -> Iterator[tuple[str, Statement]]:
    """What each commit that changed the approval of a document made of it."""
    known = list(revisions(document, past, workspace.settings))
    before = [None] if past.whole else []  # what a first commit changed is unknown where more came before it
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
    """That the past of an entry of a register is that of all its entries."""
    for path in sorted({entity.path for entity in entities if entity.place.route}):
        yield f"{path} holds many entries; git shows only who changed the file"
