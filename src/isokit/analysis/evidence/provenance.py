"""Since when a record has been in git with its present date."""

from __future__ import annotations

from datetime import date

from isokit.analysis.past_content import past_content
from isokit.model.evidence import Evidence
from isokit.model.history import Commit, Past
from isokit.model.settings import Settings


def provenance(record: Evidence, past: Past, settings: Settings) -> Commit | None:
    """The first commit whose file is this record, collected on this day; None where git has no such commit.

    An earlier file of the same name proves nothing: it may have been another record.
    """
    commits = past.of(record.path)
    if len(commits) < 2:
        return commits[0] if commits else None
    return next((commit for commit in reversed(commits) if _is_in(record, commit, past, settings)), None)


def known_since(record: Evidence, past: Past, settings: Settings) -> date | None:
    """The day of that commit; None where a part of the history is missing."""
    commit = provenance(record, past, settings) if past.whole else None
    return day_of(commit) if commit else None


def day_of(commit: Commit) -> date:
    """The earlier one of the author's and the committer's clock."""
    return min(commit.authored, commit.committed)


def _is_in(record: Evidence, commit: Commit, past: Past, settings: Settings) -> bool:
    file = past_content(past.content(commit.id, record.path), record.path, settings)
    then = file.fitted(Evidence, file.facts) if file else None
    return then is not None and _identity(then) == _identity(record)


def _identity(record: Evidence) -> tuple[object, ...]:
    return record.id, record.collected, record.period.end
