"""Evidence for a terminal: what is due, how files compare with their seals, a sample, and what was written."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.evidence import DrawnRecord, EvidenceDue, EvidenceSample
from isokit.schemas.evidence_files import EvidenceNew, EvidenceSeal, EvidenceVerify, FileSeal, VerifySummary
from isokit.text.words import many

INDENT = 4
STATES = ("sealed", "unsealed", "altered", "pointer", "missing", "unreadable")


def due_text(found: EvidenceDue, look: Look) -> str:
    """Two lines a record: its day, its state and what it is; and what to type once it is collected."""
    return terminal.render(_due(found, look), look, wrap=False)


def _due(found: EvidenceDue, look: Look) -> Iterator[terminal.Block]:
    width = max((len(each.state) for each in found.due), default=0)
    for each in found.due:
        style = "red" if each.overdue else ""
        period = f", {each.period.words}" if each.period else ""
        late = f", {-each.days} days ago" if each.overdue else ""
        who = f"  {each.owner or 'no owner'}{late}"
        state, title = (f"{each.state:<{width}}", style), f"  {each.title}{period}"
        yield terminal.broken(terminal.text(f"{each.due}  ", state, title, (who, "dim")), look, INDENT)
        yield terminal.text((f"{'':{INDENT}}{each.command}", "dim"))
    yield from [""] if found.due else []
    for series in found.unknown:
        yield terminal.text((f"{series.title}: unknown; a record has fields that cannot be read", "red"))
    overdue = sum(each.overdue for each in found.due)
    more = len(found.due) - overdue
    yield terminal.text(f"{overdue} overdue, {more} more due by {found.until}, as of {found.as_of}")


def verified_text(found: EvidenceVerify, look: Look) -> str:
    """A line for each file that is wrong, or with `look.all` for each one, and how many are in which state."""
    lines = (_file(record.id, file) for record in found.records for file in record.files if file.wrong or look.all)
    return terminal.render([*lines, *_counts(found.summary)], look, wrap=False)


def _file(record: str, file: FileSeal) -> terminal.Line:
    style = "red" if file.wrong else ""
    return terminal.text((record, "bold"), "  ", (file.state.value, style), f"  {file.reason or file.path}")


def _counts(summary: VerifySummary) -> Iterator[terminal.Block]:
    numbers = {state: getattr(summary, state) for state in STATES}
    states = ", ".join(f"{number} {state}" for state, number in numbers.items() if number)
    files = f"{many(summary.files, 'file')} of {many(summary.records, 'record')}"
    yield terminal.text(files + (f": {states}" if states else ""))
    if summary.elsewhere:
        unchecked = f", {summary.unchecked} not checked" if summary.unchecked else ""
        yield terminal.text(f"{many(summary.elsewhere, 'record')} elsewhere{unchecked}; isokit cannot look there")
    if summary.nothing:
        yield terminal.text(f"{summary.nothing} with neither a file nor a location")
    if summary.unsealed:
        yield terminal.text("isokit evidence seal seals what is not sealed yet")


def sample_text(found: EvidenceSample, look: Look) -> str:
    head: list[terminal.Block] = [
        terminal.fact("population", f"{many(found.population, 'record')} of {found.of}"),
        terminal.fact("digest", found.digest),
        *([terminal.fact("commit", found.commit)] if found.commit else []),
        terminal.fact("seed", found.seed),
        terminal.fact("sample", f"{found.size} of {found.asked} asked for"),
        "",
    ]
    return terminal.render([*head, *map(_drawn, found.records)], look, wrap=False)


def _drawn(record: DrawnRecord) -> terminal.Line:
    facts = [record.number[:10], f"{f'collected {record.collected}' if record.collected else 'no collection date'}"]
    if record.period.to:
        facts.insert(1, f"about {record.period.from_ or '?'} to {record.period.to}")
    if record.committed:
        facts.append(f"in git since {record.committed}")
    return terminal.text((record.id, "bold"), f"  {record.title}  ", (", ".join(facts), "dim"), f"  {record.path}")


def new_text(found: EvidenceNew, look: Look) -> str:
    lines = (*found.written, *(f"next: {step}" for step in found.next))
    return terminal.render([terminal.text(line) for line in lines], look, wrap=False)


def sealed_text(found: EvidenceSeal, look: Look) -> str:
    """The records that changed, the files that were refused, and the counts; with `look.all` each file."""
    return terminal.render(_seal_lines(found, look), look, wrap=False)


def _seal_lines(found: EvidenceSeal, look: Look) -> Iterator[terminal.Block]:
    yield from (terminal.text(path) for path in found.written)
    for each in found.files:
        if each.done == "refused":
            yield terminal.text((each.id, "bold"), "  ", ("refused", "red"), f"  {each.reason}")
        elif look.all:
            yield terminal.text((each.id, "bold"), f"  {each.done}  {each.path}")
    counts = found.summary
    words = f"{counts.sealed} sealed, {counts.unchanged} already sealed"
    yield terminal.text(words + (f", {counts.refused} refused" if counts.refused else ""))
