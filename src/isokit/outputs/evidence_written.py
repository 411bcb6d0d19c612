"""What `isokit evidence new` and `seal` wrote: for a terminal and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from isokit.model.evidence import AttachedFile, Evidence
from isokit.outputs import terminal
from isokit.outputs.evidence import as_json
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.evidence import evidence_plain, record_plain, unread_records


class Done(StrEnum):
    """What became of a file."""

    SEALED = "sealed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Outcome(NamedTuple):
    """An attached file of a record, what became of it, its SHA-256 and, where it was refused, why."""

    record: Evidence
    file: AttachedFile
    done: Done
    sha256: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Sealed:
    """What became of the files, and the records that changed."""

    run: Run
    outcomes: Sequence[Outcome]
    written: tuple[str, ...]

    @property
    def refused(self) -> bool:
        """Whether a file was not sealed, or a record cannot be read at all."""
        return any(each.done is Done.REFUSED for each in self.outcomes) or bool(unread_records(self.run))


@dataclass(frozen=True)
class Begun:
    """A new record, the files written, and what is to be done next."""

    run: Run
    record: Evidence
    written: tuple[str, ...]
    next: tuple[str, ...]


def begun_json(found: Begun, look: Look) -> str:
    """`isokit/evidence-new/1`."""
    record = found.record
    files = [{"path": file.path, "sha256": file.sealed} for file in record.files]
    more = {"every": record.every and str(record.every), "clauses": list(record.clauses), "files": files}
    made = {**record_plain(record), **more, "documents": list(record.documents)}
    plain = {**evidence_plain("evidence-new", found.run), "record": made}
    return as_json({**plain, "written": list(found.written), "next": list(found.next)})


def begun_text(found: Begun, look: Look) -> str:
    """The file written, and what is to be done next."""
    lines = (*found.written, *(f"next: {step}" for step in found.next))
    return terminal.rendered([terminal.text(line) for line in lines], look, wrap=False)


def sealed_json(found: Sealed, look: Look) -> str:
    """`isokit/evidence-seal/1`."""
    counted = Counter(each.done for each in found.outcomes)
    files = [
        {
            "id": each.record.id,
            "path": each.file.path,
            "done": each.done.value,
            "sha256": each.sha256 or None,
            "reason": each.reason or None,
        }
        for each in found.outcomes
    ]
    summary = {done.value: counted[done] for done in Done}
    plain = {**evidence_plain("evidence-seal", found.run), "summary": summary, "files": files}
    return as_json({**plain, "written": list(found.written)})


def sealed_text(found: Sealed, look: Look) -> str:
    """The records that changed, the files that were refused, and how many files are what; with `look.all` each one."""
    return terminal.rendered(_sealed(found, look), look, wrap=False)


def _sealed(found: Sealed, look: Look) -> Iterator[terminal.Block]:
    yield from (terminal.text(path) for path in found.written)
    for each in found.outcomes:
        if each.done is Done.REFUSED:
            yield terminal.text((each.record.id, "bold"), "  ", ("refused", "red"), f"  {each.reason}")
        elif look.all:
            yield terminal.text((each.record.id, "bold"), f"  {each.done}  {each.file.path}")
    counted = Counter(each.done for each in found.outcomes)
    told = f"{counted[Done.SEALED]} sealed, {counted[Done.UNCHANGED]} were sealed already"
    yield terminal.text(told + (f", {counted[Done.REFUSED]} refused" if counted[Done.REFUSED] else ""))
