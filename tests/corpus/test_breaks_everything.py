"""A tree in which every rule has something to say, pinned; a rule that is added gets its case here too."""

from __future__ import annotations

from functools import partial

from isokit.check.registry import all_rules
from isokit.outputs.formats import writers
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.check import check_of
from isokit.text.source import Source
from tests.corpus.trees import HERE, run_over
from tests.support import Committed, Golden, bytes_of, history_of

TWIN = Source("policies/QUALITY.md", partial(bytes_of, "---\nid: POL-002\ntitle: Twin\nstatus: draft\nowner: x\n---\n"))
"""The twin in case only: not every system can check it out, so it is not committed."""

HIDDEN = "---\nid: POL\u200b-003\ntitle: Invoice \u202efdp.exe\nstatus: draft\nowner: yard-manager\n---\n"
UNSEEN = Source("policies/hidden.md", partial(bytes_of, HIDDEN))
"""Characters nobody can see are written here, where one can see them."""

TREE = HERE / "breaks-everything"
SHOW, SCOPE = "plans/boat-show.md", "policies/scope.md"
SHADE, LEAVING = "evidence/EVD-010.yaml", "evidence/EVD-015.yaml"
NOW = {path: (TREE / path).read_text("utf-8") for path in (SHOW, SCOPE, SHADE, LEAVING)}
YARD = "yard@walrus.example"
PAST = history_of(
    Committed("2026-03-02", YARD, {SCOPE: NOW[SCOPE].replace("Building canoes", "Building canoes and rafts")}),
    Committed("2026-05-04", YARD, {SHADE: NOW[SHADE]}),
    Committed("2026-06-05", YARD, {SCOPE: NOW[SCOPE]}),
    Committed("2026-11-02", YARD, {SHOW: NOW[SHOW].replace("Three canoes", "Two canoes")}),
    Committed("2026-11-03", YARD, {SHOW: NOW[SHOW], LEAVING: NOW[LEAVING]}),
)
"""A plan that its author approved, and changed under the same approval and version a day later. A scope that said
something else when a record was made of it, and that record, which git has known only since half a year later."""


BEFORE = {
    "isokit.yaml": """\
        standards: [iso9001:2015, iso14001:2015, iso27001:2022, iso9001:2026]
        signers: who-signed-before
        rules: {REF002: error}
        risk: {acceptance: 6}
        """,
    "isokit.baseline.yaml": "findings: []\n",
    "registers/assets.yaml": "assets: []\n",
}
"""What stood there before a change that weakens the gate in every way."""


def broken() -> Run:
    before = tuple(Source(path, partial(bytes_of, text)) for path, text in BEFORE.items())
    return run_over(TREE, TWIN, UNSEEN, history=PAST, before=before)


def test_every_rule_fires() -> None:
    assert {finding.code for finding in broken().findings} == {rule.code for rule in all_rules()}


def test_what_is_said_of_it(golden: Golden) -> None:
    golden("breaks-everything.txt", writers("findings")["concise"](check_of(broken()), Look()))


def test_it_is_assessed_all_the_same() -> None:
    assert [len(assessment.leaves) for assessment in broken().assessments] == [65, 32, 123]
