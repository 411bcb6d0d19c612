"""The move to a newer edition, for a terminal and as JSON: what to review, what is asked anew, each reference."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from isokit import __version__
from isokit.analysis.migration import Migration, Outcome, Step, Target
from isokit.catalog.edition_map import Link
from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.text.escape import visible
from isokit.text.words import many


@dataclass(frozen=True)
class Moved:
    """A migration and how far it went: `written` are the files, None for a plan. `unread` could not be looked at."""

    migration: Migration
    organization: str
    written: tuple[str, ...] | None
    unread: tuple[str, ...] = ()


def text(moved: Moved, look: Look) -> str:
    """What a manager reads, then a line for each reference, as editors understand it."""
    migration = moved.migration
    parts = [*_head(moved), "", *_to_review(migration, look), *_not_named(migration), *_asked_anew(migration)]
    return terminal.rendered(parts, look) + _references(migration, look) + terminal.rendered(_end(moved), look)


def _head(moved: Moved) -> Iterator[terminal.Block]:
    migration = moved.migration
    old, new = migration.old.name, migration.new.name
    yield terminal.text((f"{moved.organization or 'The organization'}: from {old} to {new}", "bold"))
    what = "a plan, nothing is written" if moved.written is None else f"{many(len(moved.written), 'file')} written"
    yield terminal.text((f"as of {migration.today}; {what}", "dim"))
    yield ""
    transition = migration.transition
    if transition and transition.end:
        yield terminal.fact("transition", f"{_days(migration)}: certificates to {old} end {transition.end}")
        yield terminal.fact("", f"source: {transition.source}; confidence {transition.confidence}")
    else:
        yield terminal.fact("transition", f"isokit knows no day on which certificates to {old} end")
    files = len({step.place.path for step in migration.steps})
    yield terminal.fact("references", f"{len(migration.steps)} to {migration.old.standard}, in {many(files, 'file')}")
    for outcome in Outcome:
        if found := len(migration.having(outcome)):
            yield terminal.fact("", f"{found:4} {outcome}: {outcome.meaning}")
    if moved.unread:
        yield terminal.fact("not read", f"{many(len(moved.unread), 'file')}, left out here; see isokit check")


def _days(migration: Migration) -> str:
    left = migration.days_left or 0
    days = many(abs(left), "day")
    return f"{days} left" if left >= 0 else f"over since {days}"


def _to_review(migration: Migration, look: Look) -> Iterator[terminal.Block]:
    """Requirement by requirement: what is different, and who names it and has to be looked at."""
    targets = _reviewed(migration)
    if targets:
        yield terminal.text(("To review: what these answer has changed", "bold"))
    for reference in targets:
        steps = [step for step in migration.to_review if any(t.reference == reference for t in step.review)]
        yield terminal.text((f"{reference} {_title(migration, reference)}", "bold"))
        for target, old in _changes(reference, steps):
            yield terminal.indented(terminal.text((f"{_told(target)} {' and '.join(old)}: ", "dim"), target.change), 2)
        for step in steps:
            yield terminal.indented(terminal.listed(terminal.text(_named(step), "  ", (step.where, "dim")), look), 2)
        yield ""
    if targets:
        yield "Where what they say answers it, let it be written, like"
        yield f"isokit migrate {_flags(migration)} --write --reviewed {targets[0]}"
        yield ""


def _reviewed(migration: Migration) -> list[str]:
    """The references to review, in the order of the newer edition."""
    order = {clause.clause: index for index, clause in enumerate(migration.new.clauses)}
    found = {target.reference for step in migration.to_review for target in step.review}
    return sorted(found, key=lambda reference: (order.get(reference.split("/")[1], len(order)), reference))


def _changes(reference: str, steps: Sequence[Step]) -> list[tuple[Target, list[str]]]:
    """The ways that lead to a reference, each with the old references that take it."""
    found: dict[Target, list[str]] = {}
    for step in steps:
        for target in step.review:
            if target.reference == reference and step.text not in (old := found.setdefault(target, [])):
                old.append(step.text)
    return list(found.items())


def _told(target: Target) -> str:
    return f"{target.relation} (confidence {target.confidence}), from"


def _named(step: Step) -> str:
    return step.place.subject or step.place.path


def _title(migration: Migration, reference: str) -> str:
    clause = migration.new.by_number.get(reference.split("/")[1])
    return migration.new.heading(clause) if clause else ""


def _not_named(migration: Migration) -> Iterator[terminal.Block]:
    """What is new or changed and concerns nothing that is written down so far."""
    reviewed = {reference.partition("/")[2] for reference in _reviewed(migration)}
    left = [found for found in migration.requirements() if found.clause.clause not in reviewed]
    if left:
        yield terminal.text(("New or changed, and no old reference in the tree waits for it", "bold"))
    for found in left:
        yield terminal.text((f"{found.reference} {found.standard.heading(found.clause)}", "bold"))
        for link in found.links:
            yield terminal.indented(terminal.text((f"{_came(link)}: ", "dim"), link.change), 2)
    if left:
        yield ""


def _came(link: Link) -> str:
    return f"{link.relation} (confidence {link.confidence})" + (f", from {link.old}" if link.old else "")


def _asked_anew(migration: Migration) -> Iterator[terminal.Block]:
    asked = list(migration.asked_anew())
    if asked:
        yield terminal.text((f"Asked anew, in isokit's own words: {len(asked)} questions", "bold"))
    for reference, ask, link in asked:
        yield terminal.text((f"{reference} ", "bold"), (f"({link.relation}) ", "dim"), ask.ask)
        if link.change:
            yield terminal.indented(terminal.text((link.change, "dim")), 2)
    if asked:
        yield ""


def _references(migration: Migration, look: Look) -> str:
    """A line for each reference, never wrapped."""
    parts: list[terminal.Block] = []
    for outcome in Outcome:
        if found := migration.having(outcome):
            parts += [terminal.text((f"{outcome}: {outcome.meaning}", "bold"))]
            parts += [terminal.text(_line(step, look)) for step in found] + [""]
    return terminal.rendered(parts, look, wrap=False)


def _line(step: Step, look: Look) -> str:
    arrow = "->" if look.ascii else "\u2192"
    name = f"{step.place.subject} " if step.place.subject not in (None, step.text) else ""
    targets = ", ".join(f"{t.reference} ({t.relation})" if t.relation else t.reference for t in step.targets)
    note = f"; {step.note}" if step.note else ""
    return f"{step.where}: {name}{step.text} {arrow} {targets or 'nothing'}{_becomes(step)}{note}"


def _becomes(step: Step) -> str:
    """What is written in its place, where that is not just what it leads to."""
    references = {target.reference for target in step.targets}
    if step.becomes == (step.text,) or set(step.becomes) - {step.text} == references:
        return ""
    return f"; becomes {', '.join(step.becomes)}" if step.becomes else "; goes, since that is there already"


def _end(moved: Moved) -> Iterator[terminal.Block]:
    migration = moved.migration
    if moved.written is not None:
        yield "\n".join(visible(path) for path in moved.written) or "nothing to do: every file is as it has to be"
    elif migration.files:
        yield f"next: isokit migrate {_flags(migration)} --write changes {many(len(migration.files), 'file')}"
    else:
        yield "nothing to do: --write would change no file"


def _flags(migration: Migration) -> str:
    """What was typed, to be typed again."""
    flags = ["--from", migration.old.standard, "--to", migration.new.standard]
    flags += ["--replace"] if migration.replace else []
    return " ".join([*flags, *(f"--reviewed {reference}" for reference in migration.reviewed)])


def as_json(moved: Moved, look: Look) -> str:
    """`isokit/migrate/1`."""
    return json.dumps(_plain(moved), ensure_ascii=False, indent=2) + "\n"


def _plain(moved: Moved) -> dict[str, Any]:
    migration = moved.migration
    transition, counts = migration.transition, {o.value: len(migration.having(o)) for o in Outcome}
    return {
        "schema": "isokit/migrate/1",
        "isokit": __version__,
        "as_of": migration.today.isoformat(),
        "from": migration.old.standard,
        "to": migration.new.standard,
        "replace": migration.replace,
        "reviewed": list(migration.reviewed),
        "transition": transition
        and {
            "end": transition.end and transition.end.isoformat(),
            "days_left": migration.days_left,
            "source": transition.source,
            "confidence": transition.confidence and transition.confidence.value,
        },
        "summary": {"references": len(migration.steps), **counts},
        "references": [_step(step) for step in migration.steps],
        "review": [
            {**_place(step), "reference": step.text, "targets": [_target(target) for target in step.review]}
            for step in migration.to_review
        ],
        "requirements": [
            {"ref": found.reference, "title": found.clause.title, "links": [_link(link) for link in found.links]}
            for found in migration.requirements()
        ],
        "asks": [
            {"id": reference, "relation": link.relation.value, "ask": ask.ask, "change": link.change}
            for reference, ask, link in migration.asked_anew()
        ],
        "files": [edited.path for edited in migration.files],
        "written": None if moved.written is None else list(moved.written),
        "unread": list(moved.unread),
    }


def _place(step: Step) -> dict[str, Any]:
    return {"subject": step.place.subject, "path": step.place.path, "line": step.line, "column": step.column}


def _step(step: Step) -> dict[str, Any]:
    return {
        **_place(step),
        "reference": step.text,
        "targets": [_target(target) for target in step.targets],
        "outcome": step.outcome.value,
        "becomes": list(step.becomes),
        "note": step.note,
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "ref": target.reference,
        "relation": target.relation and target.relation.value,
        "change": target.change,
        "confidence": target.confidence and target.confidence.value,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "from": link.old,
        "relation": link.relation.value,
        "change": link.change,
        "confidence": link.confidence.value,
    }
