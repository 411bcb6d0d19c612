"""isokit gap: the status of each clause, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from isokit.assess.added_standard import Addition
from isokit.assess.assessment import Status
from isokit.check.registry import rules_on_the_unread
from isokit.commands.arguments import edition, only, standards_of_tree
from isokit.commands.context import Context
from isokit.commands.flags import CLEAN, FOUND, Stop, one_of
from isokit.commands.output import Write, Writers
from isokit.outputs import added, json
from isokit.outputs.formats import writers
from isokit.outputs.look import Look
from isokit.request import Request
from isokit.run import Run
from isokit.schemas.gap import Gap, added_of, gap_of

FAILING = {
    "missing": {Status.MISSING, Status.NONCONFORMING},
    "partial": {Status.PARTIAL, Status.MISSING, Status.NONCONFORMING},
    "nonconforming": {Status.NONCONFORMING},
    "never": set[Status](),
}
"""The statuses that make --fail-on fail."""


@dataclass(frozen=True)
class Wanted:
    """Which standards are shown: adopted ones, others to assess against, or one that might be added."""

    standards: Sequence[str] = ()
    against: Sequence[str] = ()
    add: str | None = None


def gap(context: Context, wanted: Wanted, fail_on: str, everything: bool) -> int:
    """Show the assessments; with `everything`, the reasons of each clause and every next step."""
    one_of(fail_on, FAILING, "--fail-on")
    if wanted.add and (wanted.against or wanted.standards):
        raise Stop("--add takes no other standards; isokit.yaml sets which ones are adopted")
    show = context.output(_writers(wanted), everything=everything)
    run = context.run(_request(context, [wanted.add] if wanted.add else wanted.against))
    run = _addition(run, wanted.add) if wanted.add else only(run, wanted.standards)
    show((_schema(run, wanted), run))
    context.note_unread(run)
    return FOUND if any(a.counts[status] for a in run.assessments for status in FAILING[fail_on]) else CLEAN


def _schema(run: Run, wanted: Wanted) -> Gap:
    if not wanted.add:
        return gap_of(run)
    adopted = [standard.standard for standard in run.workspace.standards]
    return gap_of(run, added_of(Addition(run.assessments[0], run.hints), adopted))


def _writers(wanted: Wanted) -> Writers[tuple[Gap, Run]]:
    """The formats; the first is the default. Markdown is the report, which needs more than the schema."""
    found = {"table": added.table, "json": json.write} if wanted.add else writers("gap")
    names = dict.fromkeys(("table", *found))
    schema = {name: partial(_write, found[name]) for name in names}
    return schema if wanted.add else {**schema, "markdown": _markdown}


def _write(write: Write[Gap], result: tuple[Gap, Run], look: Look) -> str:
    return write(result[0], look)


def _markdown(result: tuple[Gap, Run], _look: Look) -> str:
    from isokit.commands.report import gap_report

    return gap_report(result[1])


def _request(context: Context, against: Sequence[str]) -> Request:
    known = standards_of_tree(context).catalog if against else context.catalog
    editions = dict.fromkeys(edition(word, known).standard for word in against)
    return Request(context.today, rules_on_the_unread(), against=tuple(editions))


def _addition(run: Run, word: str) -> Run:
    """The run that assesses a standard to add. Stops where it is adopted already."""
    name = edition(word, run.workspace.catalog).standard
    if any(standard.standard == name for standard in run.workspace.standards):
        raise Stop(f"{name} is adopted already; isokit gap {name} shows its status")
    return run
