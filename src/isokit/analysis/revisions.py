"""Earlier versions of files in git: of a document and its approvals, and since when a record has its present date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from isokit.model.document import Document, DocumentStatus
from isokit.model.entity import Facts, Place
from isokit.model.evidence import Evidence
from isokit.model.fit import E, fit, respell
from isokit.model.history import Commit, Past
from isokit.model.settings import Settings
from isokit.text.markdown.body import Body
from isokit.text.raw import Raw, raw_of
from isokit.text.source import Source


class PastContent(NamedTuple):
    """An earlier state of a file as data. Keys may have the names that the settings of today give them."""

    raw: Raw
    facts: Facts
    spellings: Mapping[str, str]

    def fitted(self, kind: type[E], facts: Facts) -> E:
        return fit(kind, respell(facts, self.spellings), Place(self.raw.path))[0]


def past_content(data: bytes | None, path: str, settings: Settings) -> PastContent | None:
    """None where there are no bytes, or they hold no mapping."""
    raw = raw_of(Source(path, lambda: data)) if data is not None else None
    if raw is None or raw.refusal or not isinstance(raw.data, dict):
        return None
    return PastContent(raw, raw.data, settings.spellings)


Sign = tuple[str, date | None, str | None]
"""An approval: by whom, when, and the digest of what."""


class Revision(NamedTuple):
    """A document after a commit; None where it was absent or cannot be read."""

    commit: Commit
    document: Document | None


def as_written(data: bytes, path: str, settings: Settings) -> Document | None:
    then = past_content(data, path, settings)
    if then is None:
        return None
    return then.fitted(Document, then.facts).with_body(Body(then.raw.body, then.raw.first_line), then.raw.targets)


def revisions(document: Document, past: Past, settings: Settings, since: date | None = None) -> Iterator[Revision]:
    """The document after each commit that changed its file, newest first; each is read on demand.

    No commits from before `since`, with one day more for time zones.
    """
    for commit in past.of(document.path):
        if since and commit.committed < since - timedelta(days=1):
            return
        data = past.content(commit.id, document.path)
        yield Revision(commit, None if data is None else as_written(data, document.path, settings))


def sign_of(document: Document | None) -> Sign | None:
    if document is None or document.status is not DocumentStatus.APPROVED or not document.approved.by:
        return None
    return document.approved.by, document.approved.on, document.approved.digest


class Approved(NamedTuple):
    """How a document reached its approval: the revisions since the previous approval, newest first.

    The first of them approves. `since` is the revision with the previous approval, None for the first approval.
    """

    revisions: Sequence[Revision]
    since: Revision | None

    @property
    def commit(self) -> Commit:
        return self.revisions[0].commit

    @property
    def brought_along(self) -> bool:
        """Whether git knows it only as approved, and only since a later day: who wrote it is then unknown."""
        document = self.revisions[0].document
        on = document.approved.on if document else None
        return len(self.revisions) == 1 and self.since is None and (on is None or on < self.commit.authored)

    @property
    def writers(self) -> Mapping[str, Commit]:
        """Who changed the wording in that time, by e-mail, each with their last such commit."""
        found: dict[str, Commit] = {}
        for newer, older in pairwise([*self.revisions, self.since]):
            assert newer
            if _words(newer) != _words(older):
                found.setdefault(newer.commit.author, newer.commit)
        return found


def approval_of(document: Document, past: Past, settings: Settings) -> Approved | None:
    """None where no commit has the approval that the document has now."""
    runs = groupby(revisions(document, past, settings), key=lambda revision: sign_of(revision.document))
    sign, newest = next(runs, (None, ()))
    if sign is None or sign != sign_of(document):
        return None
    found = list(newest)[-1:]
    for sign, run in runs:
        found += run
        if sign is not None:
            return Approved(found[:-1], found[-1])
    return Approved(found, None)


def _words(revision: Revision | None) -> object:
    return revision.document.wording if revision and revision.document else None


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
