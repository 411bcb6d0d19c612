"""An answer to a question that the checklist does not contain."""

from collections.abc import Iterator

from isokit.model.audit import Audit
from isokit.model.entity import Entity
from isokit.model.rule import ERROR, Flaw, rule
from isokit.model.self_assessment import SelfAssessment
from isokit.text.reference import is_ask
from isokit.text.span import Route
from isokit.text.suggestions import Choices, suggestion
from isokit.workspace.workspace import Workspace


@rule("AUD101", ERROR, "iso9001/9.2.2", "iso14001/9.2.2", "iso27001/9.2.2")
def unknown_ask(workspace: Workspace) -> Iterator[Flaw]:
    """An audit or a self-assessment answers a question that the checklist does not contain.

    The answer is not counted. Questions are named by clause and id, as `isokit clause` shows them: `8.4.1/3` or
    `iso9001:2015/8.4.1/3`. Questions of an audit's own, under `ask:`, are not looked up.

    Wrong:

    ```yaml assessments/iso9001-2015.yaml
    standard: iso9001:2015
    answers:
      4.1/1: {answer: met}
      4.1/99: {answer: met}  # AUD101
    ```

    Right:

    ```yaml assessments/iso9001-2015.yaml
    standard: iso9001:2015
    answers:
      4.1/1: {answer: met, note: list of issues of 2026, by: quality-manager, on: 2026-10-02}
    ```
    """
    known = {standard.standard: standard.asks for standard in workspace.standards}
    for entity, edition, route, name in _named(workspace):
        if edition in known and name.removeprefix(f"{edition}/") not in known[edition]:
            near = Choices(known[edition]).nearest(name.removeprefix(f"{edition}/"))
            cure = suggestion(near, f"isokit clause {name.rpartition('/')[0]} lists the questions")
            place = entity.at(*route)._replace(on_key=isinstance(entity, SelfAssessment))
            yield Flaw(place, f"the checklist of {edition} has no question {name}", cure)


def _named(workspace: Workspace) -> Iterator[tuple[Entity, str, Route, str]]:
    """The answered questions: entity, edition, route and name."""
    for assessment in workspace.of(SelfAssessment):
        for name in assessment.stated:
            yield assessment, assessment.standard, ("answers", name), name
    for audit in workspace.of(Audit):
        for index, line in enumerate(audit.checklist):
            edition, slash, _ = (line.ask or "").partition("/")
            if line.ask and slash and ":" in edition and is_ask(line.ask):
                yield audit, edition, ("checklist", index, "ask"), line.ask
