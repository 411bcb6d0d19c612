"""The move to a newer edition for a terminal: what to review, what is asked anew, each reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.migrate import Link, Migrate, Place, Reference, Target
from isokit.text.escape import visible
from isokit.text.words import many


def text(found: Migrate, look: Look) -> str:
    """What a manager reads, then a line for each reference, as editors understand it."""
    parts = [*_head(found), "", *_to_review(found, look), *_not_named(found), *_asked_anew(found)]
    return terminal.render(parts, look) + _references(found, look) + terminal.render(_end(found), look)


def _head(found: Migrate) -> Iterator[terminal.Block]:
    old, new = found.names
    yield terminal.text((f"{found.organization or 'The organization'}: from {old} to {new}", "bold"))
    what = "a plan, nothing is written" if found.written is None else f"{many(len(found.written), 'file')} written"
    yield terminal.text((f"as of {found.as_of}; {what}", "dim"))
    yield ""
    transition = found.transition
    if transition and transition.end:
        days = _days(transition.days_left or 0)
        yield terminal.fact("transition", f"{days}: certificates to {old} end {transition.end}")
        yield terminal.fact("", f"source: {transition.source}; confidence {transition.confidence}")
    else:
        yield terminal.fact("transition", f"the last day of certificates to {old} is not known")
    yield from _counts(found)


def _counts(found: Migrate) -> Iterator[terminal.Block]:
    files = many(len({reference.path for reference in found.references}), "file")
    yield terminal.fact("references", f"{len(found.references)} to {found.from_}, in {files}")
    for references in _by_outcome(found):
        outcome = references[0].outcome
        yield terminal.fact("", f"{len(references):4} {outcome}: {outcome.meaning}")
    if found.unread:
        yield terminal.fact("not read", f"{many(len(found.unread), 'file')}, left out here; see isokit check")


def _by_outcome(found: Migrate) -> Iterator[list[Reference]]:
    """The references of each outcome that occurs, in the order of the summary."""
    for outcome in found.summary:
        if references := [reference for reference in found.references if reference.outcome == outcome]:
            yield references


def _days(left: int) -> str:
    days = many(abs(left), "day")
    return f"{days} left" if left >= 0 else f"over since {days}"


def _to_review(found: Migrate, look: Look) -> Iterator[terminal.Block]:
    """Requirement by requirement: what is different, and who names it and has to be looked at."""
    if found.to_review:
        yield terminal.text(("To review: what these answer has changed", "bold"))
    for reference, heading in found.to_review.items():
        places = [place for place in found.review if any(t.ref == reference for t in place.targets)]
        yield terminal.text((f"{reference} {heading}", "bold"))
        for target, old in _changes(reference, places):
            yield terminal.indent(terminal.text((f"{_way(target)} {' and '.join(old)}: ", "dim"), target.change), 2)
        for place in places:
            words = terminal.text(place.subject or place.path, "  ", (place.where, "dim"))
            yield terminal.indent(terminal.point(words, look), 2)
        yield ""
    if found.to_review:
        yield "Where the content meets the changed requirement, record it as reviewed, for example"
        yield f"isokit migrate {_flags(found)} --write --reviewed {next(iter(found.to_review))}"
        yield ""


def _changes(reference: str, places: Sequence[Place]) -> list[tuple[Target, list[str]]]:
    """The ways that lead to a reference, each with the old references that take it."""
    found: dict[Target, list[str]] = {}
    for place in places:
        for target in place.targets:
            if target.ref == reference and place.reference not in (old := found.setdefault(target, [])):
                old.append(place.reference)
    return list(found.items())


def _way(target: Target) -> str:
    return f"{target.relation} (confidence {target.confidence}), from"


def _not_named(found: Migrate) -> Iterator[terminal.Block]:
    """What is new or changed and concerns nothing that is written down so far."""
    reviewed = {_number(reference) for reference in found.to_review}
    left = [requirement for requirement in found.requirements if _number(requirement.ref) not in reviewed]
    if left:
        yield terminal.text(("New or changed, with no existing reference that leads to it", "bold"))
    for requirement in left:
        yield terminal.text((f"{requirement.ref} {requirement.heading}", "bold"))
        for link in requirement.links:
            yield terminal.indent(terminal.text((f"{_origin(link)}: ", "dim"), link.change), 2)
    if left:
        yield ""


def _number(reference: str) -> str:
    return reference.partition("/")[2]


def _origin(link: Link) -> str:
    return f"{link.relation} (confidence {link.confidence})" + (f", from {link.from_}" if link.from_ else "")


def _asked_anew(found: Migrate) -> Iterator[terminal.Block]:
    if found.asks:
        yield terminal.text((f"New or changed questions, in isokit's own words: {len(found.asks)}", "bold"))
    for ask in found.asks:
        yield terminal.text((f"{ask.id} ", "bold"), (f"({ask.relation}) ", "dim"), ask.ask)
        if ask.change:
            yield terminal.indent(terminal.text((ask.change, "dim")), 2)
    if found.asks:
        yield ""


def _references(found: Migrate, look: Look) -> str:
    """A line for each reference, never wrapped."""
    parts: list[terminal.Block] = []
    for references in _by_outcome(found):
        outcome = references[0].outcome
        parts += [terminal.text((f"{outcome}: {outcome.meaning}", "bold"))]
        parts += [terminal.text(_line(reference, look)) for reference in references] + [""]
    return terminal.render(parts, look, wrap=False)


def _line(reference: Reference, look: Look) -> str:
    arrow = "->" if look.ascii else "\u2192"
    written = reference.reference
    name = f"{reference.subject} " if reference.subject not in (None, written) else ""
    targets = ", ".join(f"{t.ref} ({t.relation})" if t.relation else t.ref for t in reference.targets)
    note = f"; {reference.note}" if reference.note else ""
    return f"{reference.where}: {name}{written} {arrow} {targets or 'nothing'}{_becomes(reference)}{note}"


def _becomes(reference: Reference) -> str:
    """What is written in its place, where that is not just what it leads to."""
    targets, written = {target.ref for target in reference.targets}, reference.reference
    if reference.becomes == (written,) or set(reference.becomes) - {written} == targets:
        return ""
    return f"; becomes {', '.join(reference.becomes)}" if reference.becomes else "; goes, since that is there already"


def _end(found: Migrate) -> Iterator[terminal.Block]:
    if found.written is not None:
        yield "\n".join(visible(path) for path in found.written) or "nothing to do: every file is up to date"
    elif found.files:
        yield f"next: isokit migrate {_flags(found)} --write changes {many(len(found.files), 'file')}"
    else:
        yield "nothing to do: --write would change no file"


def _flags(found: Migrate) -> str:
    """What was typed, to be typed again."""
    flags = ["--from", found.from_, "--to", found.to]
    flags += ["--replace"] if found.replace else []
    return " ".join([*flags, *(f"--reviewed {reference}" for reference in found.reviewed)])
