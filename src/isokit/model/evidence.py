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
"""How long the record of a period may take to collect after its end, where isokit.yaml does not set it."""
MONTHS_OF_A_YEAR, LONGEST_DAYS = 12, 183
"""The longest interval in days of which a year has several."""
HISTORY = ("git", "git commit", "git commits", "git history", "git log", "git repository", "version control")
"""Names a location may use for the history of the tree itself."""
DAY = TimeSpan(days=1)


def next_end(end: date, every: TimeSpan) -> date:
    """The last day of the next period: the end of March after the end of February."""
    return max(end, every.after(DAY.after(end)) - timedelta(days=1))


@lru_cache(maxsize=1 << 12)
def due_after(end: date, every: TimeSpan, grace: TimeSpan) -> date:
    """The last day on which the record of a period is in time; never later than the end of the next one."""
    return min(grace.after(end), next_end(end, every))


@lru_cache(maxsize=1 << 12)
def _without_edition(reference: str) -> str:
    return EDITION.sub("/", canonical(reference))


class Result(StrEnum):
    """The result of a record."""

    PASS = "pass"
    FAIL = "fail"


class Period(Part):
    """The time a record covers."""

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
    """A file that is the record itself, with its hash when it was sealed."""

    path: str
    sha256: str | None = None

    @property
    def sealed(self) -> str:
        """The hash as digits only; empty where the file is not sealed."""
        return (self.sha256 or "").lower().removeprefix("sha256:")


class Location(Part):
    """Where a record is kept that must not be in git: the system, the reference, and who checked it when."""

    system: str | None = None
    reference: str | None = None
    checked_by: str | None = None
    checked_on: Day | None = None

    @property
    def history(self) -> bool:
        """Whether it names the git history of the tree, which only shows how documents are kept."""
        return " ".join((self.system or "").lower().split()) in HISTORY

    @property
    def named(self) -> bool:
        return bool((self.system or "").strip())

    @property
    def checked(self) -> bool:
        return not {"checked_by", "checked_on"} & set(self.missing)

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys without a value, of those that let an auditor find the record."""
        texts = {"reference": self.reference, "checked_by": self.checked_by}
        open_ones = [name for name, text in texts.items() if not (text or "").strip()]
        return (*open_ones, *(["checked_on"] if self.checked_on is None else []))


class Reverified(Part):
    """A later check that a record is still valid: by which role, and when."""

    by: str | None = None
    on: Day | None = None


class Evidence(Entity):
    """A record. Its own `valid_until` or `every` decides how long it counts, before the window of an expectation."""

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
        """The last day the record covers: the end of its period, else when it was collected."""
        return self.period.end or self.collected

    @property
    def bare_title(self) -> str:
        """The title without dates and numbers of periods."""
        return undated(self.title, self.dated.year if self.dated else None)

    @property
    def series(self) -> tuple[object, ...]:
        """What the records of a series have in common. Clauses count without their edition: a record for a new
        edition continues the series of the old one.
        """
        clauses = frozenset(map(_without_edition, self.clauses))
        return self.type, self.bare_title, clauses, frozenset(self.sites)

    @property
    def by_period(self) -> bool:
        """Whether it covers one of the consecutive periods of a year: a month, a quarter.

        The interval divides the year, or is short; seven months do not.
        """
        every = None if self.valid_until else self.every
        fits = every and (MONTHS_OF_A_YEAR % every.months == 0 if every.months else every.days <= LONGEST_DAYS)
        return bool(fits and self.period.end)

    @property
    def last_verified(self) -> date | None:
        """The last day for which it was made or verified by a role."""
        days = (self.dated, self.reverified.on if self.reverified.by else None)
        return max((day for day in days if day), default=None)

    @property
    def only_history(self) -> bool:
        return not self.files and self.location is not None and self.location.history

    def expires(self, window: TimeSpan | None = None, grace: TimeSpan = COLLECTING) -> date | None:
        """The last day the record counts; None if it never goes stale or has no date.

        Its own `valid_until` wins, then its own `every`, then the window of the expectation. The record of a period
        counts until that of the next one is due.
        """
        span, dated = self.every or window, self.dated
        if self.valid_until or span is None or dated is None:
            return self.valid_until
        if self.every and self.by_period:
            return due_after(next_end(dated, self.every), self.every, grace)
        return span.after(dated)

    def future_dates(self, today: date) -> Iterator[tuple[Route, str, date]]:
        """The dates of the record that are in the future, with their routes and names."""
        checked = self.location.checked_on if self.location else None
        dates = (
            (("collected",), "collected on", self.collected),
            (("period", "from"), "about a period from", self.period.start),
            (("period", "to"), "for a period that ends", self.period.end),
            (("reverified", "on"), "looked at again on", self.reverified.on),
            (("location", "checked_on"), "looked at where it is kept on", checked),
        )
        return ((route, what, day) for route, what, day in dates if day and day > today)
