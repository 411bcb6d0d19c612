"""Evidence for a terminal and as JSON: what is due, what stands against its seal, and a sample."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from isokit.analysis.evidence.attachments import WRONG, Attachments, FileCheck, FileState
from isokit.analysis.evidence.calendar import Due, DueState
from isokit.analysis.evidence.provenance import known_since
from isokit.analysis.evidence.sample import Drawn, Sample
from isokit.analysis.evidence.series import Series
from isokit.model.evidence import Evidence
from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.evidence import due_plain, sample_plain, unread_records, verified_plain
from isokit.schemas.head import Plain
from isokit.text.words import many

INDENT = 4
OVERDUE = (DueState.MISSING, DueState.EXPIRED)


@dataclass(frozen=True)
class Awaited:
    """What is due by a day, and the series of which nobody can tell."""

    run: Run
    until: date
    items: Sequence[Due]
    unknown: Sequence[Series]


@dataclass(frozen=True)
class Verified:
    """Records with their files as they stand against their seals."""

    run: Run
    records: Sequence[Attachments]

    @property
    def wrong(self) -> bool:
        """Whether a file cannot be shown to be what was sealed, or a record cannot be read at all."""
        return any(each.wrong for each in self.records) or bool(unread_records(self.run))


@dataclass(frozen=True)
class Sampled:
    """A sample of the records of a tree."""

    run: Run
    sample: Sample


def due_json(found: Awaited, look: Look) -> str:
    """`isokit/evidence-due/1`."""
    return as_json(due_plain(found.run, found.until, found.items, found.unknown))


def verified_json(found: Verified, look: Look) -> str:
    """`isokit/evidence-verify/1`."""
    return as_json(verified_plain(found.run, found.records))


def sample_json(found: Sampled, look: Look) -> str:
    """`isokit/evidence-sample/1`."""
    return as_json(sample_plain(found.run, found.sample))


def as_json(plain: Plain) -> str:
    """Plain data as a document."""
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def due_text(found: Awaited, look: Look) -> str:
    """Two lines a record: its day, how it stands and what it is; and what to type once it is collected."""
    return terminal.rendered(_due(found), look, wrap=False)


def _due(found: Awaited) -> Iterator[terminal.Block]:
    width = max((len(each.state) for each in found.items), default=0)
    for each in found.items:
        style = "red" if each.state in OVERDUE else ""
        slot = f", {each.period}" if each.period else ""
        late = f", {(found.run.today - each.day).days} days ago" if each.state in OVERDUE else ""
        who = f"  {each.record.owner or 'no owner'}{late}"
        yield terminal.text(f"{each.day}  ", (f"{each.state:<{width}}", style), f"  {each.name}{slot}", (who, "dim"))
        yield terminal.text((f"{'':{INDENT}}{each.command}", "dim"))
    yield from [""] if found.items else []
    for series in found.unknown:
        yield terminal.text((f"{series.name}: nobody can tell; a record has fields that cannot be read", "red"))
    overdue = sum(each.state in OVERDUE for each in found.items)
    more = len(found.items) - overdue
    yield terminal.text(f"{overdue} overdue, {more} more due by {found.until}, as of {found.run.today}")


def verified_text(found: Verified, look: Look) -> str:
    """A line for each file that is wrong, or with `look.all` for each one, and how many stand how."""
    lines = [line for one in found.records for each in one.files if (line := _file(one.record, each, look))]
    summary = verified_plain(found.run, found.records)["summary"]
    return terminal.rendered([*lines, *_counts(summary)], look, wrap=False)


def _file(record: Evidence, found: FileCheck, look: Look) -> terminal.Line | None:
    if found.state not in WRONG and not look.all:
        return None
    style = "red" if found.state in WRONG else ""
    words = found.reason or found.file.path
    return terminal.text((record.id, "bold"), "  ", (found.state.value, style), f"  {words}")


def _counts(summary: Plain) -> Iterator[terminal.Block]:
    states = [f"{summary[state.value]} {state.value}" for state in FileState if summary[state.value]]
    told = f": {', '.join(states)}" if states else ""
    yield terminal.text(f"{many(summary['files'], 'file')} of {many(summary['records'], 'record')}{told}")
    if summary["elsewhere"]:
        unchecked = f", {summary['unchecked']} checked by nobody" if summary["unchecked"] else ""
        yield terminal.text(f"{many(summary['elsewhere'], 'record')} elsewhere{unchecked}; isokit cannot look there")
    if summary["nothing"]:
        yield terminal.text(f"{summary['nothing']} with neither a file nor a location")
    if summary["unsealed"]:
        yield terminal.text("isokit evidence seal seals what is not sealed yet")


def sample_text(found: Sampled, look: Look) -> str:
    """The population, the way the sample was drawn, and the records drawn, in the order of their numbers."""
    made = found.sample
    head: list[terminal.Block] = [
        terminal.fact("population", f"{many(len(made.population), 'record')} of {made.word}"),
        terminal.fact("digest", made.digest),
        *([terminal.fact("commit", found.run.history.commit)] if found.run.history.commit else []),
        terminal.fact("seed", made.seed),
        terminal.fact("sample", f"{len(made.drawn)} of {made.size} asked for"),
        "",
    ]
    return terminal.rendered([*head, *(_drawn(each, found.run) for each in made.drawn)], look, wrap=False)


def _drawn(drawn: Drawn, run: Run) -> terminal.Line:
    record = drawn.record
    facts = [drawn.number[:10], f"collected {record.collected or 'on no day'}"]
    if record.period.end:
        facts.insert(1, f"about {record.period.start or '?'} to {record.period.end}")
    if day := known_since(record, run.history.past, run.workspace.settings):
        facts.append(f"in git since {day}")
    return terminal.text((record.id, "bold"), f"  {record.title}  ", (", ".join(facts), "dim"), f"  {record.path}")
