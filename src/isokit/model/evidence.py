"""Evidence: records that show fulfilment, in the tree by file and hash or elsewhere by location."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator

from isokit.model.entity import Entity, Part, shared
from isokit.model.scalar import Day, Duration, Texts, TimeSpan
from isokit.text.reference import canonical
from isokit.text.span import Route
from isokit.text.words import undated

EDITION = re.compile(":[^/]*/")
COLLECTING = TimeSpan(days=30)
"""How long it may take to collect the record of a period that is over, where isokit.yaml does not say."""
MONTHS_OF_A_YEAR, LONGEST_DAYS = 12, 183
"""The longest interval in days of which a year has several."""
HISTORY = ("git", "git commit", "git commits", "git history", "git log", "git repository", "version control")
"""What a location calls the history of the tree itself."""
DAY = TimeSpan(days=1)


def next_end(end: date, every: TimeSpan) -> date:
    """The last day of the period behind one that ended: the last of March behind the last of February."""
    return max(end, every.after(DAY.after(end)) - timedelta(days=1))


@lru_cache(maxsize=1 << 12)
def due_after(end: date, every: TimeSpan, grace: TimeSpan) -> date:
    """The last day on which the record of a period that ended is in time; never later than the next one ends."""
    return min(grace.after(end), next_end(end, every))


@lru_cache(maxsize=1 << 12)
def _without_edition(reference: str) -> str:
    return EDITION.sub("/", canonical(reference))


class Result(StrEnum):
    """What a record found."""

    PASS = "pass"
    FAIL = "fail"


class Period(Part):
    """The time a record speaks of."""

    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="to")

    @field_validator("end")
    @classmethod
    def _behind(cls, end: date | None, info: ValidationInfo) -> date | None:
        start = info.data.get("start")
        if start and end and end < start:
            raise ValueError(f"a period that begins on {start} cannot end before that")
        return end


class AttachedFile(Part):
    """A file that is the record itself, with the hash it had when it was sealed."""

    path: str
    sha256: str | None = None

    @property
    def sealed(self) -> str:
        """The hash it was sealed with, as digits only; nothing where it is not sealed."""
        return (self.sha256 or "").lower().removeprefix("sha256:")


class Location(Part):
    """Where a record is kept that must not be in git: which system, under what reference, who looked and when."""

    system: str | None = None
    reference: str | None = None
    checked_by: str | None = None
    checked_on: Day | None = None

    @property
    def history(self) -> bool:
        """Whether it names the history of the tree, which shows how documents are kept and nothing else."""
        return " ".join((self.system or "").lower().split()) in HISTORY

    @property
    def named(self) -> bool:
        return bool((self.system or "").strip())

    @property
    def checked(self) -> bool:
        return not {"checked_by", "checked_on"} & set(self.unsaid)

    @property
    def unsaid(self) -> tuple[str, ...]:
        """What it leaves open: the reference by which the record is found, who looked there, and when."""
        texts = {"reference": self.reference, "checked_by": self.checked_by}
        open_ones = [name for name, text in texts.items() if not (text or "").strip()]
        return (*open_ones, *(["checked_on"] if self.checked_on is None else []))


class Reverified(Part):
    """That somebody looked again whether a record still shows what it did: which role, and when."""

    by: str | None = None
    on: Day | None = None


class Evidence(Entity):
    """A record. Its own `valid_until` or `every` decides how long it counts, before any usual window."""

    needs: ClassVar[tuple[str, ...]] = ("id", "title", "type")
    links: ClassVar[tuple[Route, ...]] = (("documents",),)

    type: str | None = None
    result: Result | None = None
    collected: Day | None = None
    collected_by: str | None = None
    period: Period = shared(Period())
    every: Duration | None = None
    valid_until: Day | None = None
    owner: str | None = None
    clauses: Texts = ()
    documents: Texts = ()
    files: tuple[AttachedFile, ...] = ()
    location: Location | None = None
    reverified: Reverified = shared(Reverified())
    sites: Texts = ()
    processes: Texts = ()
    lessons: Texts = ()
    note: str | None = None

    @property
    def dated(self) -> date | None:
        """The day the record speaks of last: the end of its period, else when it was collected."""
        return self.period.end or self.collected

    @property
    def bare_title(self) -> str:
        """The title without what tells it from the records before and after it."""
        return undated(self.title, self.dated.year if self.dated else None)

    @property
    def series(self) -> tuple[object, ...]:
        """What the records of one series have in common: all but the date, in the title and elsewhere.

        Clauses count without their edition: a record made for a new edition follows those of the old one.
        """
        clauses = frozenset(map(_without_edition, self.clauses))
        return self.type, self.bare_title, clauses, frozenset(self.sites)

    @property
    def by_period(self) -> bool:
        """Whether it speaks of one of the periods of a year that follow each other: a month, a quarter.

        The interval divides the year, or is short; seven months are no part of it.
        """
        every = None if self.valid_until else self.every
        fits = every and (MONTHS_OF_A_YEAR % every.months == 0 if every.months else every.days <= LONGEST_DAYS)
        return bool(fits and self.period.end)

    @property
    def looked_at(self) -> date | None:
        """The day for which somebody vouches that it shows what it claims."""
        days = (self.dated, self.reverified.on if self.reverified.by else None)
        return max((day for day in days if day), default=None)

    @property
    def only_history(self) -> bool:
        return not self.files and self.location is not None and self.location.history

    def expires(self, window: TimeSpan | None = None, grace: TimeSpan = COLLECTING) -> date | None:
        """The last day the record counts; None if it never goes stale or has no date.

        Its own `valid_until` wins, then its own interval `every`, then the usual window of the expectation. One of
        a period counts until the record of the next period has to be there.
        """
        span, dated = self.every or window, self.dated
        if self.valid_until or span is None or dated is None:
            return self.valid_until
        if self.every and self.by_period:
            return due_after(next_end(dated, self.every), self.every, grace)
        return span.after(dated)

    def to_come(self, today: date) -> Iterator[tuple[Route, str, date]]:
        """The dates of the record that a record cannot have yet, with their routes and names."""
        checked = self.location.checked_on if self.location else None
        dates = (
            (("collected",), "collected on", self.collected),
            (("period", "from"), "about a period from", self.period.start),
            (("period", "to"), "about a period up to", self.period.end),
            (("reverified", "on"), "looked at again on", self.reverified.on),
            (("location", "checked_on"), "looked at where it is kept on", checked),
        )
        return ((route, what, day) for route, what, day in dates if day and day > today)
