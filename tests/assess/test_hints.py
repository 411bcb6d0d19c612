"""Hints: what the organization has for one standard is a beginning for another, by topic, and never a status."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count

import pytest

from isokit.assess.hints import Hint
from isokit.catalog.catalog import Catalog
from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.model.history import History
from isokit.outputs.formats import writers
from isokit.outputs.look import Look
from isokit.pipeline import run
from isokit.request import Request
from isokit.run import Run
from isokit.schemas.check import check_of
from isokit.schemas.gap import gap_of
from isokit.text.source import Source
from tests.corpus.trees import EXAMPLES, run_over
from tests.support import TODAY, Files, bytes_of, sources

CATALOG = catalog_of(data.standards())
NUMBERS = count()

SETTINGS = "organization: {name: Blue Teapot Works}\nstandards: [iso9001:2015, iso14001:2015]\n"
TOPIC = """\
  - topic: {topic}
    title: A topic
    relation: {relation}
    rationale: One document serves.
    clauses: {{"iso9001:2015": [{nine}], "iso14001:2015": [{fourteen}]}}
    adds: {{iso14001: people whose work touches aspects}}
"""
DOCUMENT = """\
---
id: {id}
title: {id}
type: procedure
status: {status}
owner: managing-director
approved: {{by: managing-director, on: {on}}}
clauses: [{clauses}]
---
What we do.
"""
RECORD = """\
id: EVD-1
title: What people can do
type: competence-record
collected: {collected}
clauses: ["iso9001:2015/7.2"]
location: {{system: archive, reference: shelf 3}}
"""


def topic(relation: str = "similar", name: str = "competence", nine: str = "7.2", fourteen: str = "7.2") -> str:
    return TOPIC.format(topic=name, relation=relation, nine=nine, fourteen=fourteen)


def document(clauses: str, name: str = "PRO-6", status: str = "approved", on: str = "2026-03-02") -> Files:
    return {f"procedures/{name}.md": DOCUMENT.format(id=name, status=status, on=on, clauses=clauses)}


def knowing(*topics: str) -> Catalog:
    text = "revision: 1\ntopics:\n" + "".join(topics)
    return replace(CATALOG, topics=Source(f"crosswalk-{next(NUMBERS)}.yaml", partial(bytes_of, text)))


def unreadable() -> bytes:
    raise AssertionError("nobody asked for the crosswalk")


def over(files: Files, catalog: Catalog, *against: str) -> Run:
    return run(sources({"isokit.yaml": SETTINGS, **files}), catalog, History(), Request(TODAY, against=against))


def hints(files: Files, ref: str, *topics: str) -> list[Hint]:
    return list(over(files, knowing(*topics)).hints.get(ref, ()))


def test_a_document_for_one_standard_is_a_hint_for_another_with_what_it_may_lack() -> None:
    (hint,) = hints(document("iso9001:2015/7.2"), "iso14001:2015/7.2", topic())
    assert (hint.by, hint.ref, hint.lacks) == ("PRO-6", "iso9001:2015/7.2", "people whose work touches aspects")
    (back,) = hints(document("iso14001:2015/7.2"), "iso9001:2015/7.2", topic())
    assert (back.ref, back.lacks) == ("iso14001:2015/7.2", ""), "nothing is added there"


def test_a_record_counts_where_it_meets_an_expectation() -> None:
    assert hints({"evidence/e.yaml": RECORD.format(collected="2026-10-01")}, "iso14001:2015/7.2", topic())
    other = RECORD.format(collected="2026-10-01").replace("competence-record", "design-review")
    assert not hints({"evidence/e.yaml": other}, "iso14001:2015/7.2", topic())


@pytest.mark.parametrize(
    "files",
    [
        document("iso9001:2015/7.2", status="draft"),
        document("iso9001:2015/7.2", status="obsolete"),
        document("iso9001:2015/7.2", on="2026-12-24"),
        document("iso9001:2015/7.2/a"),
        document("iso9001:2015/7.3"),
        {"evidence/e.yaml": RECORD.format(collected="2025-10-01") + "every: 6 months\n"},
        {"evidence/e.yaml": RECORD.format(collected="2027-10-01")},
        {"registers/competence.yaml": "competence: [{id: C, title: Potters, clauses: ['iso9001:2015/7.2']}]\n"},
    ],
    ids=["draft", "obsolete", "in the future", "an item only", "another clause", "expired", "future", "an entry"],
)
def test_what_is_not_effective_or_answers_less_is_no_hint(files: Files) -> None:
    assert not hints(files, "iso14001:2015/7.2", topic())


def test_numbers_alone_never_make_a_hint() -> None:
    assert not hints(document("iso9001:2015/8.1"), "iso14001:2015/8.1", topic())
    assert hints(document("iso9001:2015/8.2.1"), "iso14001:2015/7.4.1", topic(nine="8.2.1", fourteen="7.4.1"))


def test_merely_related_clauses_never_make_a_hint() -> None:
    assert not hints(document("iso9001:2015/7.2"), "iso14001:2015/7.2", topic("related"))


def test_the_same_comes_before_the_similar_and_three_are_enough() -> None:
    files = {name: text for n in "ABCD" for name, text in document("iso9001:2015/7.2", n).items()}
    files |= document("iso9001:2015/7.3", "Z")
    found = hints(files, "iso14001:2015/7.2", topic(), topic("same", "awareness", "7.3"))
    assert [(hint.by, hint.topic.relation.value) for hint in found] == [
        ("Z", "same"),
        ("A", "similar"),
        ("B", "similar"),
    ]


def test_one_document_is_one_hint_by_its_closest_topic() -> None:
    both = document("iso9001:2015/7.2, iso9001:2015/7.3")
    (hint,) = hints(both, "iso14001:2015/7.2", topic(), topic("same", "awareness", "7.3"))
    assert (hint.ref, hint.topic.topic) == ("iso9001:2015/7.3", "awareness")


def test_what_claims_the_clause_already_is_no_hint() -> None:
    assert not hints(document("iso9001:2015/7.2, iso14001:2015/7.2"), "iso14001:2015/7.2", topic())


def test_a_clause_that_is_evidenced_or_lacks_nothing_gets_none() -> None:
    files = {**document("iso9001:2015/7.4", "A"), **document("iso14001:2015/7.1", "B")}
    joined = topic(nine="7.4", fourteen="7.1")
    assert not hints(files, "iso14001:2015/7.1", joined)
    raised = "{id: N, title: T, status: open, raised: 2026-01-05, owner: x, clauses: ['iso14001:2015/7.1']}"
    assert not hints({**files, "nonconformities/N.yaml": raised}, "iso14001:2015/7.1", joined)


def test_a_clause_left_out_gets_none() -> None:
    left_out = "applicability: [{clause: iso9001:2015/8.3, applicable: false, justification: Customers design.}]\n"
    scope = DOCUMENT.format(id="SCO", status="approved", on="2026-03-02", clauses="") + "8.3 is left out.\n"
    scope = scope.replace("procedure", "scope-statement")
    files = {**document("iso14001:2015/8.1"), "policies/s.md": scope}
    joined = topic(nine="8.3.1", fourteen="8.1")
    assert hints(files, "iso9001:2015/8.3.1", joined)
    assert not hints({**files, "registers/applicability.yaml": left_out}, "iso9001:2015/8.3.1", joined)


def test_a_clause_on_many_topics_speaks_of_its_first_one_only() -> None:
    topics = [topic(name=f"work-{nine}", nine=nine, fourteen="8.1") for nine in ("8.1", "8.4.1", "8.3.3", "8.5.6")]
    assert hints(document("iso14001:2015/8.1"), "iso9001:2015/8.1", *topics)
    assert not hints(document("iso14001:2015/8.1"), "iso9001:2015/8.3.3", *topics)
    assert hints(document("iso14001:2015/8.1"), "iso9001:2015/8.3.3", *topics[:3])


def test_the_adopted_standards_give_hints_also_where_only_another_one_is_assessed() -> None:
    joined = topic().replace("iso14001:2015", "iso14001:2026")
    found = over(document("iso9001:2015/7.2"), knowing(joined), "iso14001:2026")
    assert [a.standard.standard for a in found.assessments] == ["iso14001:2026"]
    assert [hint.by for hint in found.hints["iso14001:2026/7.2"]] == ["PRO-6"]


def test_another_edition_of_the_same_standard_gives_none() -> None:
    settings = {"isokit.yaml": SETTINGS.replace("iso14001:2015", "iso9001:2026")}
    joined = topic().replace("iso14001:2015", "iso9001:2026")
    assert not over({**settings, **document("iso9001:2015/7.2")}, knowing(joined)).hints


def test_hints_never_change_a_status() -> None:
    files = {**document("iso9001:2015/7.2, iso9001:2015/7.4"), "evidence/e.yaml": RECORD.format(collected="2026-10-01")}
    hinted, plain = over(files, knowing(topic("same"))), over(files, replace(CATALOG, topics=None))
    assert hinted.hints
    assert not plain.hints
    assert [a.leaves for a in hinted.assessments] == [a.leaves for a in plain.assessments]


def test_hints_never_change_a_status_of_the_integrated_company() -> None:
    found = run_over(EXAMPLES / "integrated")
    before = [(leaf.ref, leaf.status, leaf.reasons, leaf.next) for a in found.assessments for leaf in a.leaves]
    assert found.hints
    assert before == [(leaf.ref, leaf.status, leaf.reasons, leaf.next) for a in found.assessments for leaf in a.leaves]
    assert all(1 <= len(hints) <= 3 for hints in found.hints.values())
    assert all(hint.topic.relation.helps for hints in found.hints.values() for hint in hints)


SHORT: list[Callable[[Run], object]] = [
    lambda run: writers("gap")["table"](gap_of(run), Look()),
    lambda run: writers("findings")["json"](check_of(run), Look()),
]


@pytest.mark.parametrize("write", SHORT)
def test_nobody_reads_the_crosswalk_who_does_not_show_hints(write: Callable[[Run], object]) -> None:
    catalog = replace(CATALOG, topics=Source("never.yaml", unreadable))
    found = over(document("iso9001:2015/7.2"), catalog)
    assert write(found)
    with pytest.raises(AssertionError):
        _ = found.hints


def test_with_one_standard_the_crosswalk_is_not_read_at_all() -> None:
    settings = {"isokit.yaml": SETTINGS.replace(", iso14001:2015", "")}
    assert not over(settings, replace(CATALOG, topics=Source("never.yaml", unreadable))).hints
