"""The rule engine: stamping, switching off, and what happens when a rule itself is broken."""

from collections.abc import Iterator

import pytest

from isokit.check.registry import all_rules, chosen, resembling, rules_on_the_unread
from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.model.history import History
from isokit.model.rule import ERROR, Flaw, rule
from isokit.model.unread import Illegible, Misfit, UnknownKey
from isokit.pipeline import run
from isokit.request import Request
from isokit.workspace.workspace import Workspace
from tests.support import TODAY, sources


def test_a_crash_in_a_rule_is_a_finding_and_the_run_goes_on() -> None:
    @rule("XXX001", ERROR)
    def always_broken(workspace: Workspace) -> Iterator[Flaw]:
        """This rule is broken."""
        raise KeyError("nothing here")
        yield

    others = [r for r in all_rules() if r.code == "DOC101"]
    tree = sources({"policies/p.md": "---\nid: POL-1\ntitle: P\nstatus: draft\n---\n"})
    result = run(tree, catalog_of(data.standards()), History(), Request(TODAY, (always_broken, *others)))
    assert [finding.code for finding in result.findings] == ["BUG000", "DOC101"]
    assert result.findings[0].message.startswith("bug in XXX001, please report: KeyError: 'nothing here'")


@pytest.mark.parametrize("code", ["doc1", "DOC", "DOC1234"])
def test_a_rule_needs_a_code_of_three_letters_and_three_digits(code: str) -> None:
    def something_wrong(workspace: Workspace) -> Iterator[Flaw]:
        """Something is wrong."""
        yield from ()

    with pytest.raises(TypeError, match="a rule needs a code"):
        rule(code, ERROR)(something_wrong)


def test_a_rule_asks_for_known_facts_only() -> None:
    def something_wrong(workspace: Workspace, weather: str) -> Iterator[Flaw]:
        """Something is wrong."""
        yield from ()

    with pytest.raises(TypeError, match="known facts"):
        rule("XXX002", ERROR)(something_wrong)


def test_rules_are_chosen_by_code_prefix_or_name() -> None:
    assert [r.code for r in chosen("DOC204")] == [r.code for r in chosen("unreferenced-procedure")] == ["DOC204"]
    assert {r.code for r in chosen("doc")} == {r.code for r in all_rules() if r.code.startswith("DOC")}
    assert chosen("nothing") == ()
    assert resembling("DOC2O4") == "DOC204" and resembling("unreferenced-procedur") == "unreferenced-procedure"


def test_the_rules_on_the_unread_are_those_that_look_at_it() -> None:
    looking = [rule for rule in all_rules() if rule.subject in (Illegible, Misfit, UnknownKey)]
    assert list(rules_on_the_unread()) == looking
