"""`isokit/log/1`: who changed and approved some files, from git."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from isokit import __version__
from isokit.analysis import log as model
from isokit.schemas.base import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What a commit says of the approval of a document; `by` is null where it took the approval back."""

    document: str
    by: str | None
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A commit that changed one of the files."""

    commit: str
    authored: date
    committed: date
    author: str
    roles: tuple[str, ...]
    """The roles the author held on that day."""
    subject: str
    files: tuple[str, ...]
    approvals: tuple[Approval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """Output of `isokit log`, the latest change first."""

    schema: Literal["isokit/log/1"] = "isokit/log/1"
    isokit: str = __version__
    name: str
    title: str
    files: tuple[str, ...]
    whole: bool
    """Whether the whole history is known."""
    notes: tuple[str, ...]
    """What limits the history."""
    changes: tuple[Change, ...]


def log_of(log: model.Log) -> Log:
    return fill(Log, log, files=log.paths, changes=tuple(map(_change, log.changes)))


def _change(change: model.Change) -> Change:
    approvals = tuple(fill(Approval, statement) for statement in change.statements)
    commit = change.commit
    return fill(Change, commit, commit=commit.id, roles=change.roles, files=change.paths, approvals=approvals)
