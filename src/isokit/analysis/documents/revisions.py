"""Documents as they were: what commits made of one, and which of them approved it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from isokit.analysis.past_content import past_content
from isokit.model.document import Document, DocumentStatus
from isokit.model.history import Commit, Past
from isokit.model.settings import Settings
from isokit.text.markdown.body import Body

Sign = tuple[str, date | None, str | None]
"""What tells one approval from another: by whom, when, and of what."""


class Revision(NamedTuple):
    """What a commit left of a document; None where it was not there, or cannot be read."""

    commit: Commit
    document: Document | None


def as_written(data: bytes, path: str, settings: Settings) -> Document | None:
    """The document that the bytes of a file are, in a tree with these settings; None where they are none."""
    then = past_content(data, path, settings)
    if then is None:
        return None
    return then.fitted(Document, then.facts).with_body(Body(then.raw.body, then.raw.first_line), then.raw.targets)


def revisions(document: Document, past: Past, settings: Settings, since: date | None = None) -> Iterator[Revision]:
    """The document after each commit that changed its file, newest first; each is read when it is asked for.

    None of those from before a day, with one more for time zones: they cannot know of what was decided on it.
    """
    for commit in past.of(document.path):
        if since and commit.committed < since - timedelta(days=1):
            return
        data = past.content(commit.id, document.path)
        yield Revision(commit, None if data is None else as_written(data, document.path, settings))


def sign_of(document: Document | None) -> Sign | None:
    """The approval of a document, where it has one."""
    if document is None or document.status is not DocumentStatus.APPROVED or not document.approved.by:
        return None
    return document.approved.by, document.approved.on, document.approved.digest


class Approved(NamedTuple):
    """How a document came to its approval: the revisions since the one before, newest first.

    The first of them is the one that approves. `since` is the revision with the approval before, None for the first.
    """

    revisions: Sequence[Revision]
    since: Revision | None

    @property
    def commit(self) -> Commit:
        """The commit that approves."""
        return self.revisions[0].commit

    @property
    def brought_along(self) -> bool:
        """Whether git knows it only as approved, and from a day after: who wrote it is then not told."""
        document = self.revisions[0].document
        on = document.approved.on if document else None
        return len(self.revisions) == 1 and self.since is None and (on is None or on < self.commit.authored)

    @property
    def writers(self) -> Mapping[str, Commit]:
        """Who changed the words in the time, by e-mail, each with the last commit in which they did."""
        found: dict[str, Commit] = {}
        for newer, older in pairwise([*self.revisions, self.since]):
            assert newer
            if _words(newer) != _words(older):
                found.setdefault(newer.commit.author, newer.commit)
        return found


def approval_of(document: Document, past: Past, settings: Settings) -> Approved | None:
    """How it came to the approval it has; None where no commit has that approval."""
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
