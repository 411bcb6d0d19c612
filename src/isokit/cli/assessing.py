"""What `isokit gap` and `isokit report` decide: which standards, in which form, and when it fails."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from isokit.assess.added_standard import Addition
from isokit.assess.assessment import Status
from isokit.check.registry import rules_on_the_unread
from isokit.cli import knowing
from isokit.cli.legacy import Voice
from isokit.cli.session import Asked, Writers, edition, one_of
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.model.unread import Illegible
from isokit.outputs.formats import writers
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.added import added_of
from isokit.schemas.gap import Gap, gap_of

WORSE = {
    "missing": {Status.MISSING, Status.NONCONFORMING},
    "partial": {Status.PARTIAL, Status.MISSING, Status.NONCONFORMING},
    "nonconforming": {Status.NONCONFORMING},
    "never": set[Status](),
}
"""Which statuses make `--fail-on` fail."""


def known_threshold(fail_on: str) -> None:
    """Stop before anything is read where --fail-on is misspelt."""
    one_of(fail_on, WORSE, "--fail-on")


def reaches(run: Run, fail_on: str) -> bool:
    """Whether a leaf has a status that makes the command fail."""
    return any(assessment.counts[status] for assessment in run.assessments for status in WORSE[fail_on])


def asked(against: Iterable[str] | None = None, tree: Tree | None = None) -> Asked:
    """What an assessment asks of a tree, perhaps against editions it does not adopt, its own among them."""
    known = knowing.catalog_of(tree.sources) if tree and against else None
    editions = dict.fromkeys(edition(name, known).standard for name in against or ())
    return Asked(rules_on_the_unread(), against=tuple(editions))


def alone(add: str | None, against: Iterable[str] | None, standards: Iterable[str] | None) -> None:
    """Stop before anything is read where --add stands beside what it has no use for."""
    if add and (against or standards):
        raise Stop("--add takes no other standards; isokit.yaml says which ones are adopted")


def addition(result: Run, word: str) -> Run:
    """The run that assesses a standard to add. Stops where it is adopted already."""
    name = edition(word, result.workspace.catalog).standard
    if any(standard.standard == name for standard in result.workspace.standards):
        raise Stop(f"{name} is adopted already; isokit gap {name} shows how it stands")
    return result


def only(run: Run, names: Iterable[str] | None) -> Run:
    """The run with only the assessments of some standards, named with or without edition."""
    assessed = [assessment.standard.standard for assessment in run.assessments]
    if not assessed:
        raise Stop("no standard is adopted; add one to isokit.yaml under standards:, like iso9001:2015")
    if not names:
        return run
    for name in names:
        if not any(_means(name, standard) for standard in assessed):
            raise Stop(f"{name} is not adopted here; isokit.yaml adopts {', '.join(assessed)}")
    chosen = (a for a in run.assessments if any(_means(name, a.standard.standard) for name in names))
    return replace(run, assessments=tuple(chosen))


def _means(name: str, standard: str) -> bool:
    return name.lower() in (standard, standard.partition(":")[0])


def written(run: Run, add: str | None) -> Gap:
    """What the formats of `isokit gap` show, with what the standard would cost where it is to be added."""
    if not add:
        return gap_of(run)
    (assessment,) = run.assessments
    adopted = [standard.standard for standard in run.workspace.standards]
    return gap_of(run, added_of(Addition(assessment, run.hints), adopted))


def formats(run: Run) -> Writers[Gap]:
    """The formats of `isokit gap`, by name; `markdown` is the gap report."""
    return {**writers("gap"), "markdown": partial(_markdown, run)}


def formats_of_addition() -> Writers[Gap]:
    """The formats of `isokit gap --add`, by name."""
    from isokit.outputs import added, json

    return {"table": added.table, "json": json.write}


def _markdown(run: Run, gap: Gap, look: Look) -> str:
    from isokit.commands.templates import gap_report

    return gap_report(run)


def say_what_is_unread(run: Run, voice: Voice) -> None:
    """Say on stderr that files were left out of the assessment: unread is never fine."""
    unread = {piece.place.path for piece in run.workspace.of(Illegible)}
    if unread and not voice.quiet:
        files = "file is" if len(unread) == 1 else "files are"
        print(f"isokit: {len(unread)} {files} not read and count for nothing; see isokit check", file=sys.stderr)
    for standard in (a.standard for a in run.assessments if a.standard.flawed and not voice.quiet):
        reason = f"the checklist of {standard.standard} has mistakes, and parts of it may be left out"
        print(f"isokit: {reason}; see isokit check", file=sys.stderr)
