"""The reports of a tree, for the commands that render one: templates, what they name, and the files they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from isokit.check.registry import UNREAD, rules_of
from isokit.commands.exit import Stop
from isokit.edge import data
from isokit.layout import Layout
from isokit.model.rule import Rule
from isokit.reports.engine import Named
from isokit.reports.library import Library, TemplateError
from isokit.reports.render import Report, Reports
from isokit.run import Run
from isokit.schemas.tree import members as schema
from isokit.schemas.tree.checklist import Selection
from isokit.text.source import Source

MEMBERS = schema.members(Layout().names)
"""The members of `tree`, which every template gets."""


@contextmanager
def reports_of(sources: Iterable[Source]) -> Iterator[Reports]:
    """The reports that can be rendered of a tree. Stops where a template is wrong."""
    try:
        with Reports(Library.of(data.templates(), sources), tuple(MEMBERS)) as reports:
            yield reports
    except (TemplateError, data.DataMissing) as reason:
        raise Stop(str(reason)) from None


def rules_for(reports: Iterable[Named]) -> tuple[Rule, ...]:
    """The rules whose findings some reports show, without those that ask git."""
    members = [member for named in reports for member in named.members]
    return tuple(rule for rule in rules_of(*schema.rules_of(members), *UNREAD) if "history" not in rule.facts)


def rendered(kind: str, run: Run, reports: Reports, part: Selection = schema.EVERYTHING) -> list[Report]:
    """The files of a report; of some, one for each standard."""
    named = reports.named(kind)
    wanted = schema.Wanted(run, reports.library.own_contents(named.templates), part)
    return list(reports.rendered(kind, schema.views(wanted, named.members, MEMBERS)))


def gap_report(run: Run) -> str:
    """The gap report on each standard assessed, one after the other."""
    with reports_of(run.workspace.inventory.sources.values()) as reports:
        return "\n".join(each.text for each in rendered("gap", run, reports))
