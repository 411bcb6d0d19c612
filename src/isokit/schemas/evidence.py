"""Evidence as plain data: what is due, what is sealed, what was drawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from isokit.analysis.evidence.attachments import Attachments, FileCheck, counted
from isokit.analysis.evidence.calendar import Due
from isokit.analysis.evidence.periods import CalendarPeriod
from isokit.analysis.evidence.provenance import known_since
from isokit.analysis.evidence.sample import Sample
from isokit.analysis.evidence.series import Series
from isokit.model.evidence import Evidence
from isokit.model.unread import Illegible
from isokit.run import Run
from isokit.schemas.head import Plain, day_plain, schema_plain

SHELF = "evidence"
METHOD = "the lowest SHA-256 of seed, a byte of zero and id"


def evidence_plain(name: str, run: Run) -> Plain:
    """How each document begins, and which files of the tree are not in it."""
    unread = sorted({piece.place.path for piece in run.workspace.of(Illegible)})
    return {**schema_plain(name, run), "unread": unread}


def unread_records(run: Run) -> tuple[str, ...]:
    """The files of records that cannot be read, so that nobody knows what they would say."""
    pieces = (piece for piece, shelf in run.workspace.shelved if shelf == SHELF)
    return tuple(sorted({piece.place.path for piece in pieces if isinstance(piece, Illegible)}))


def record_plain(record: Evidence) -> Plain:
    """What every list says of a record."""
    return {
        "id": record.id,
        "title": record.title,
        "type": record.type,
        "owner": record.owner,
        "collected": day_plain(record.collected),
        "period": {"from": day_plain(record.period.start), "to": day_plain(record.period.end)},
        "path": record.path,
    }


def due_plain(run: Run, until: date, items: Iterable[Due], unknown: Iterable[Series]) -> Plain:
    """`isokit/evidence-due/1`. `unknown` are the series of which a record cannot be read in full."""
    return {
        **evidence_plain("evidence-due", run),
        "until": until.isoformat(),
        "due": [item_plain(each, run.today) for each in items],
        "unknown": [{"title": series.name, "record": series.newest.id} for series in unknown],
    }


def item_plain(found: Due, today: date) -> Plain:
    """One line of what is due. `days` are those left, negative where it is overdue."""
    return {
        "state": found.state.value,
        "due": found.day.isoformat(),
        "days": (found.day - today).days,
        "title": found.name,
        "type": found.record.type,
        "owner": found.record.owner,
        "period": slot_plain(found.period) if found.period else None,
        "clauses": list(found.record.clauses),
        "follows": found.record.id,
        "path": found.record.path,
        "command": found.command,
    }


def slot_plain(slot: CalendarPeriod) -> Plain:
    """A part of the year, with its name."""
    return {"name": slot.name, "from": slot.start.isoformat(), "to": slot.end.isoformat()}


def verified_plain(run: Run, records: Iterable[Attachments]) -> Plain:
    """`isokit/evidence-verify/1`."""
    known = list(records)
    states = counted(known)
    elsewhere = [each for each in known if each.elsewhere]
    return {
        **evidence_plain("evidence-verify", run),
        "summary": {
            "records": len(known),
            "files": sum(states.values()),
            **states,
            "elsewhere": len(elsewhere),
            "unchecked": sum(not (each.record.location and each.record.location.checked) for each in elsewhere),
            "nothing": sum(not each.files and not each.elsewhere for each in known),
        },
        "records": [_attached_plain(each) for each in known],
    }


def _attached_plain(found: Attachments) -> Plain:
    location = found.record.location
    return {
        **record_plain(found.record),
        "files": [_file_plain(each) for each in found.files],
        "location": location
        and {
            "system": location.system,
            "reference": location.reference,
            "checked_by": location.checked_by,
            "checked_on": day_plain(location.checked_on),
        },
    }


def _file_plain(found: FileCheck) -> Plain:
    """An attached file. `sealed` is the hash it was sealed with, `now` the one it has, null where it is not here."""
    return {
        "path": found.file.path,
        "state": found.state.value,
        "sealed": found.file.sealed or None,
        "now": found.sha256,
        "reason": found.reason or None,
    }


def sample_plain(run: Run, found: Sample) -> Plain:
    """`isokit/evidence-sample/1`. `committed` is when git first knew the record so; null where nobody can tell."""
    return {
        **evidence_plain("evidence-sample", run),
        "of": found.word,
        "commit": run.history.commit,
        "population": len(found.population),
        "digest": found.digest,
        "size": len(found.drawn),
        "asked": found.size,
        "seed": found.seed,
        "method": METHOD,
        "records": [
            {
                **record_plain(drawn.record),
                "number": drawn.number,
                "committed": day_plain(known_since(drawn.record, run.history.past, run.workspace.settings)),
                "files": [file.path for file in drawn.record.files],
            }
            for drawn in found.drawn
        ],
    }
