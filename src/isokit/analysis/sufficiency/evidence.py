"""What a record, or its series, lacks to count as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from isokit.analysis.evidence.attachments import attachment_shortfalls, only_documents
from isokit.analysis.evidence.calendar import to_type
from isokit.analysis.evidence.series import Series, times_of
from isokit.model.entity import Shortfall
from isokit.model.evidence import Evidence, Result
from isokit.model.nonconformity import Nonconformity
from isokit.model.scalar import TimeSpan
from isokit.workspace.workspace import Workspace

DEFAULT_WINDOW = TimeSpan(months=12)
"""Where a clause sets no window: how long a missing period of a series counts against its records."""


class Need(NamedTuple):
    """What a clause asks of a record: its greatest age, and whether it is about documented information (7.5)."""

    window: TimeSpan | None = None
    keeping: bool = False


def shortfalls_of(record: Evidence, workspace: Workspace, today: date, need: Need) -> Iterator[Shortfall]:
    """Why a record does not count on a day; nothing if it does."""
    yield from _failure(record, workspace)
    if not need.keeping:
        yield from _only_history(record)
    yield from _only_documents(record, workspace)
    yield from record.unread()
    yield from _out_of_date(record, today, record.expires(need.window, times_of(workspace, today).grace))
    yield from attachment_shortfalls(record, workspace.inventory)


def gaps_of(series: Series, workspace: Workspace, today: date, need: Need) -> Iterator[Shortfall]:
    """Why a series does not count on a day: periods of the window are missing, or their records cannot be shown."""
    window = need.window or DEFAULT_WINDOW
    for tally in series.tallies(times_of(workspace, today)):
        missing = [period for period in tally.missing if window.after(period.end) >= today]
        hollow = [period for period in tally.hollow if window.after(period.end) >= today]
        if missing:
            command = to_type(series.before(missing[0].start), missing[0])
            yield Shortfall(f"{series.name}: {tally}", f"collect it: {command}")
        elif hollow:
            yield Shortfall(f"{series.name}: {tally}", f"restore the files of the record for {hollow[0]}")


def _out_of_date(record: Evidence, today: date, expires: date | None) -> Iterator[Shortfall]:
    name = record.id
    if record.dated is None:
        yield Shortfall(f"{name} has no date", f"add collected: to {name}")
    elif record.dated > today:
        yield Shortfall(f"{name} is dated {record.dated}, in the future", f"correct the date of {name}")
    if expires and expires < today:
        yield Shortfall(f"{name} expired {expires}", f"collect a new record in place of {name}")


def raised_from(record: Evidence, workspace: Workspace) -> bool:
    return any(nonconformity.refers_to(record.id) for nonconformity in workspace.of(Nonconformity))


def _failure(record: Evidence, workspace: Workspace) -> Iterator[Shortfall]:
    """A failed result counts only where a nonconformity was raised from it."""
    if record.result is Result.FAIL and not raised_from(record, workspace):
        reason = f"{record.id} has the result fail, and no nonconformity names it"
        yield Shortfall(reason, f"raise a nonconformity that names {record.id} as its source")


def _only_history(record: Evidence) -> Iterator[Shortfall]:
    """Git history shows how documents are kept, and nothing else."""
    if record.only_history:
        reason = f"{record.id} refers only to git history, which counts only for clause 7.5"
        yield Shortfall(reason, f"attach a file to {record.id}, or record where it is kept")


def _only_documents(record: Evidence, workspace: Workspace) -> Iterator[Shortfall]:
    """A document says what is to be done, and a record is no evidence of itself."""
    if names := only_documents(record, workspace):
        reason = f"{record.id} shows only {' and '.join(names)}, not what was done"
        yield Shortfall(reason, f"attach a record of what was done to {record.id}")
