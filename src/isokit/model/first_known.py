"""Since when git has known what a record says of its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from isokit.model.entity import Facts, Place
from isokit.model.evidence import Evidence
from isokit.model.fit import fit
from isokit.model.history import Commit, Past
from isokit.model.settings import Settings
from isokit.text.raw import raw_of
from isokit.text.source import Source


def first_known(record: Evidence, past: Past, settings: Settings) -> Commit | None:
    """The first commit whose file is this record, collected on this day; None where git does not know it so.

    That a file of this name was there before proves nothing: it may have been another record.
    """
    commits = past.of(record.path)
    if len(commits) < 2:
        return commits[0] if commits else None
    return next((commit for commit in reversed(commits) if _says(record, commit, past, settings)), None)


def known_since(record: Evidence, past: Past, settings: Settings) -> date | None:
    """The day of that commit, where the history is whole."""
    commit = first_known(record, past, settings) if past.whole else None
    return day_of(commit) if commit else None


def day_of(commit: Commit) -> date:
    """What the clock of its author or of its committer showed, the earlier of both."""
    return min(commit.authored, commit.committed)


def _says(record: Evidence, commit: Commit, past: Past, settings: Settings) -> bool:
    data = past.content(commit.id, record.path)
    raw = raw_of(Source(record.path, lambda: data)) if data is not None else None
    if raw is None or raw.refusal or not isinstance(raw.data, dict):
        return False
    then = fit(Evidence, _known(raw.data, settings), Place(record.path))[0]
    return (then.id, then.collected, then.period.end) == (record.id, record.collected, record.period.end)


def _known(data: Facts, settings: Settings) -> Facts:
    spellings: Mapping[str, str] = {key: name for name, keys in settings.aliases.items() for key in keys}
    return {spellings.get(key, key): value for key, value in reversed(data.items())}
