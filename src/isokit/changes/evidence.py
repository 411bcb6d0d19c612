"""New records, and records with the hashes of their attached files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from isokit.changes.doc import file_name, free_path
from isokit.changes.in_place import InTree, with_values
from isokit.model.entity import Place
from isokit.model.evidence import Evidence
from isokit.model.file_change import Edited, NewFile
from isokit.model.fit import fit
from isokit.model.scalar import TimeSpan
from isokit.text.raw import raw_of
from isokit.text.source import Source
from isokit.text.span import Route
from isokit.text.yaml.emit import Value, emit

BEGINS = "EVD-"
"""Prefix of ids where the tree has no record yet."""


class Draft(NamedTuple):
    """The content of a new record. `files` are its attached files: path and SHA-256."""

    id: str
    title: str
    type: str
    collected: date
    collected_by: str = ""
    period: tuple[date, date] | None = None
    every: TimeSpan | None = None
    owner: str = ""
    clauses: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    sites: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()


def new_record(draft: Draft, folder: str, taken: frozenset[str]) -> NewFile:
    name = file_name(draft.id)
    plain = draft.id if draft.id.lower() == name else name
    path = free_path(folder, (f"{plain}-{file_name(draft.title)}", plain, "record"), ".yaml", taken)
    return NewFile(path, emit({key: value for key, value in _keys(draft) if value}))


def _keys(draft: Draft) -> Iterator[tuple[str, Value]]:
    start, end = draft.period or (None, None)
    yield from (("id", draft.id), ("title", draft.title), ("type", draft.type), ("collected", draft.collected))
    yield from (("collected_by", draft.collected_by), ("period", {"from": start, "to": end} if start else None))
    yield from (("every", str(draft.every or "")), ("owner", draft.owner))
    yield from (("clauses", draft.clauses), ("documents", draft.documents))
    yield "files", [{"path": path, "sha256": sha256} for path, sha256 in draft.files]
    yield from (("sites", draft.sites), ("processes", draft.processes))


def record_in(file: NewFile, draft: Draft) -> Evidence | None:
    """The record isokit reads from a new file; None where it differs from the draft."""
    raw = raw_of(Source(file.path, lambda: file.text.encode("utf-8", "surrogatepass")))
    if raw.refusal or not isinstance(raw.data, dict):
        return None
    record, misfits = fit(Evidence, raw.data, Place(file.path))
    read = (record.id, record.title, record.type, record.owner or "", record.clauses, record.documents)
    intended = (draft.id, draft.title, draft.type, draft.owner, draft.clauses, draft.documents)
    return record if read == intended and not misfits else None


def seal(record: Evidence, hashes: Mapping[int, str], file: InTree) -> Edited | None:
    """The file of a record with the SHA-256 of attached files by index; None where that cannot be done in place."""
    values: dict[Route, Value] = {
        (*record.place.route, "files", index, "sha256"): sha256 for index, sha256 in hashes.items()
    }
    return with_values(file, values)
