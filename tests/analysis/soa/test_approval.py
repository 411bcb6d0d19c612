"""What an approval of the statement of applicability seals: anybody can make the digest again."""

from __future__ import annotations

import subprocess
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isokit.analysis.soa.approval import as_written, soa_approval_of, statement_now
from isokit.check.registry import rules_of
from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.load.tree import load
from tests.support import Committed, Files, RunTree, examples, history_of, sources

CATALOG = catalog_of(data.standards())
PATH = "registers/applicability.yaml"
HEAD = 'version: "1.0"\napproved: {by: boss, on: 2026-01-19}\n'
FIRST = (
    "  - control: iso27001:2022/A.5.1\n    applicable: true\n"
    "    justification: People have to know.\n    drivers: [legal, contractual]\n"
)
SECOND = "  - control: iso27001:2022/A.8.30\n    applicable: false\n    justification: Our own people write all code.\n"
THIRD = "  - control: iso27001:2022/A.8.8\n    applicable: true\n    status: planned\n"
MORE_THAN_DECISIONS = (
    ("status: planned", "status: implemented"),
    (
        "    status: planned\n",
        "    status: planned\n    owner: it-manager\n    documents: [POL-1]\n    due: 2027-01-31\n",
    ),
    (
        "    status: planned\n",
        "    status: planned\n    title: Weaknesses\n    note: Half way.\n    review: 2028-02-29\n",
    ),
    ("control: iso27001:2022/A.5.1\n", "control: ISO/IEC 27001:2022 A.5.1\n"),
    ("drivers: [legal, contractual]", "drivers: [contractual, legal]"),
    ("People have to know.", "'People  have\n      to know.'"),
    ("applicability:\n", "# For the auditor\napplicability:\n\n"),
    (THIRD, THIRD + "  - control: A.5.2\n    applicable:\n"),
    (THIRD, THIRD + "  - clause: iso9001:2015/8.3\n    applicable: false\n    justification: Nothing is designed.\n"),
)
OTHERWISE = (
    ('version: "1.0"', 'version: "1.1"'),
    ("applicable: false", "applicable: true"),
    ("People have to know.", "People should know."),
    ("[legal, contractual]", "[legal]"),
    (SECOND, ""),
    (THIRD, THIRD + "  - control: A.5.2\n    applicable: true\n"),
    (THIRD, THIRD + "  - control: A.8.30\n    applicable: true\n"),
    (THIRD, THIRD + "  - clause: ISO/IEC 27001:2022 A.8.30\n    applicable: true\n"),
    ("A.8.30", "A.8.29"),
)


def text(*entries: str) -> str:
    return f"{HEAD}applicability:\n{''.join(entries)}"


WHOLE = text(FIRST, SECOND, THIRD)


def statement_of(files: Files) -> str:
    workspace = load(sources(files), CATALOG)
    issued = soa_approval_of(workspace)
    assert issued
    return statement_now(issued, workspace).digest


def digest(register: str) -> str:
    return statement_of({PATH: register.encode()})


def test_a_shell_makes_the_same_digest() -> None:
    lines = (
        "echo 1.0;"
        "echo iso27001:2022/A.5.1; echo true; echo 'People have to know.'; echo 'contractual, legal';"
        "echo iso27001:2022/A.8.30; echo false; echo 'Our own people write all code.'; echo;"
        "echo iso27001:2022/A.8.8; echo true; echo; echo;"
    )
    made = subprocess.run(["sh", "-c", f"{{ {lines} }} | sha256sum"], capture_output=True, encoding="utf-8", check=True)
    assert digest(WHOLE) == "sha256:" + made.stdout.split()[0]


def test_the_page_shows_how_the_digest_of_its_example_is_made() -> None:
    (page,) = (rule.page for rule in rules_of("SOA207"))
    shell = page.rpartition("```sh\n")[2].partition("```")[0]
    made = subprocess.run(["sh", "-c", shell], capture_output=True, encoding="utf-8", check=True).stdout.split()[0]
    assert f"digest: sha256:{made}\n" in page


@pytest.mark.parametrize("order", list(permutations((FIRST, SECOND, THIRD))))
def test_the_order_of_the_entries_does_not_matter(order: tuple[str, ...]) -> None:
    assert digest(text(*order)) == digest(WHOLE)


@pytest.mark.parametrize(("old", "new"), MORE_THAN_DECISIONS)
def test_progress_and_writing_are_no_other_decision(old: str, new: str) -> None:
    assert old in WHOLE
    assert digest(WHOLE.replace(old, new)) == digest(WHOLE)


@pytest.mark.parametrize(("old", "new"), OTHERWISE)
def test_another_decision_is_another_digest(old: str, new: str) -> None:
    assert old in WHOLE
    assert digest(WHOLE.replace(old, new)) != digest(WHOLE)


WORDS = st.lists(st.text("abcüß.,=", min_size=1, max_size=8), min_size=1, max_size=5)
BLANKS = st.sampled_from([" ", "  ", "\n      ", " \n\n      "])


@settings(max_examples=examples(40))
@given(WORDS, BLANKS, st.booleans(), st.booleans())
def test_white_space_never_matters_and_a_word_always_does(
    words: list[str], blank: str, applicable: bool, turned: bool
) -> None:
    def written(gap: str, said: list[str], applies: bool) -> str:
        value = '"' + gap.join(said) + '"'
        return text(f"  - control: A.5.1\n    applicable: {str(applies).lower()}\n    justification: {value}\n", SECOND)

    before = digest(written(" ", words, applicable))
    assert digest(written(blank, words, applicable)) == before
    assert (digest(written(" ", words, applicable is not turned)) != before) is turned
    assert digest(written(" ", [*words, "else"], applicable)) != before


def test_letters_are_the_same_however_unicode_composes_them() -> None:
    assert digest(WHOLE.replace("know", "k\u00f6nnen")) == digest(WHOLE.replace("know", "ko\u0308nnen"))


class TestChanged:
    """SOA207 says when the decisions are no longer those that were approved, and git which ones."""

    SEALED = WHOLE.replace("on: 2026-01-19", f"on: 2026-01-19, digest: {digest(WHOLE)}")

    def said(self, run_tree: RunTree, now: str, *commits: Committed) -> list[str]:
        run = run_tree({PATH: now.encode()}, history=history_of(*commits))
        return [finding.message for finding in run.findings if finding.code == "SOA207"]

    def test_nothing_is_said_of_what_was_approved(self, run_tree: RunTree) -> None:
        assert self.said(run_tree, self.SEALED) == []
        assert self.said(run_tree, self.SEALED.replace("status: planned", "status: implemented")) == []

    def test_without_git_it_is_only_said_that_something_changed(self, run_tree: RunTree) -> None:
        now = self.SEALED.replace("applicable: false", "applicable: true")
        assert self.said(run_tree, now) == [
            "the statement of applicability has changed since it was approved by boss on 2026-01-19"
        ]

    def test_git_tells_which_controls(self, run_tree: RunTree) -> None:
        now = self.SEALED.replace("applicable: false", "applicable: true")
        commits = (
            Committed("2026-01-18", "boss@lantern.example", {PATH: WHOLE}),
            Committed("2026-01-19", "boss@lantern.example", {PATH: self.SEALED}),
            Committed("2026-02-01", "boss@lantern.example", {PATH: now}),
        )
        (message,) = self.said(run_tree, now, *commits)
        assert message.endswith("on 2026-01-19; changed since: A.8.30")

    def test_another_version_under_the_same_approval(self, run_tree: RunTree) -> None:
        commits = (Committed("2026-01-19", "boss@lantern.example", {PATH: self.SEALED}),)
        (message,) = self.said(run_tree, self.SEALED.replace('"1.0"', '"2.0"'), *commits)
        assert message.endswith("; the approved version is 1.0")

    @pytest.mark.parametrize("digits", ["sha256:12", "of the blue folder", "SHA256:" + 64 * "0"])
    def test_what_is_no_digest_is_said_to_be_none(self, digits: str, run_tree: RunTree) -> None:
        (message,) = self.said(run_tree, WHOLE.replace("on: 2026-01-19", f"on: 2026-01-19, digest: '{digits}'"))
        assert message == "the digest of the statement is not sha256: followed by 64 hexadecimal digits"


class TestAroundTheSeal:
    """What once turned SOA207 off."""

    SEALED = TestChanged.SEALED
    DAY = Committed("2026-01-19", "boss@lantern.example", {PATH: SEALED})
    DIGEST = f", digest: {digest(WHOLE)}"
    APPROVED = f"approved: {{by: boss, on: 2026-01-19{DIGEST}}}\n"

    def said(self, run_tree: RunTree, files: Files, *commits: Committed) -> list[tuple[str, str]]:
        run = run_tree(files, history=history_of(*commits))
        return [(f.severity.value, f.message) for f in run.findings if f.code == "SOA207"]

    def test_an_entry_in_another_file(self, run_tree: RunTree) -> None:
        files = {PATH: self.SEALED, "registers/applicability.csv": "control,applicable\nA.8.30,true\n"}
        ((severity, message),) = self.said(run_tree, files, self.DAY)
        assert (severity, message.endswith("changed since: A.8.30")) == ("error", True)

    def test_an_item_of_a_control_is_named_in_full(self, run_tree: RunTree) -> None:
        now = self.SEALED.replace(THIRD, f"{THIRD}  - {{control: iso27001:2022/A.8.30/a, applicable: true}}\n")
        ((_, message),) = self.said(run_tree, {PATH: now}, self.DAY)
        assert message.endswith("changed since: A.8.30/a")

    def test_a_digest_that_is_gone(self, run_tree: RunTree) -> None:
        now = self.SEALED.replace(self.DIGEST, "").replace("applicable: false", "applicable: true")
        assert self.said(run_tree, {PATH: now}, self.DAY) == [
            ("error", "the digest of the approval by boss on 2026-01-19 was removed; changed since: A.8.30")
        ]

    def test_an_approval_that_never_had_one(self, run_tree: RunTree) -> None:
        message = "the approval by boss on 2026-01-19 is not sealed, so a changed decision would go unnoticed"
        assert self.said(run_tree, {PATH: WHOLE}) == [("warning", message)]

    @pytest.mark.parametrize("gone", [APPROVED, f'version: "1.0"\n{APPROVED}'])
    def test_an_approval_that_is_gone(self, gone: str, run_tree: RunTree) -> None:
        assert gone in self.SEALED
        message = "the approval by boss on 2026-01-19 was removed"
        assert self.said(run_tree, {PATH: self.SEALED.replace(gone, "")}, self.DAY) == [("error", message)]

    def test_a_version_that_is_being_worked_on_needs_none(self, run_tree: RunTree) -> None:
        now = self.SEALED.replace(self.APPROVED, "").replace('"1.0"', '"2.0"')
        assert self.said(run_tree, {PATH: now}, self.DAY) == []

    def test_an_approval_of_a_day_to_come(self, run_tree: RunTree) -> None:
        now = self.SEALED.replace("on: 2026-01-19", "on: 2062-01-19")
        message = "the statement of applicability has an approval date in the future: 2062-01-19"
        assert self.said(run_tree, {PATH: now}) == [("error", message)]

    def test_a_standard_of_ones_own_that_is_dropped(self, run_tree: RunTree) -> None:
        settings = "organization: {name: Damp Lantern}\nstandards: [iso27001:2022]\n"
        adopting = settings.replace("2022]", "2022, lantern:1]")
        own = (
            "standard: lantern:1\ntitle: T\npublished: 2026-01-01\nclauses:\n  - {clause: A.1, title: Flames}\n"
            "  - {clause: A.1.1, title: Water, expects: [{kind: claim, basis: organization}]}\n"
        )
        register = text(FIRST, "  - {control: lantern:1/A.1.1, applicable: true, justification: Law.}\n")
        files: Files = {"isokit.yaml": adopting, "standards/lantern.yaml": own, PATH: register}
        issued = statement_of(files)
        sealed = register.replace("on: 2026-01-19", f"on: 2026-01-19, digest: {issued}")
        assert self.said(run_tree, {**files, PATH: sealed}) == []
        ((_, message),) = self.said(run_tree, {**files, PATH: sealed, "isokit.yaml": settings})
        assert message.endswith("has changed since it was approved by boss on 2026-01-19, now without lantern:1/A.1.1")


@pytest.mark.parametrize("content", [b"", b"[", b"a: b", b"applicability: 7", b"\xff", b"- a\n"])
def test_bytes_that_are_no_register_seal_nothing_and_break_nothing(content: bytes) -> None:
    files: Files = {PATH: content}
    found = as_written(content, PATH, load(sources(files), CATALOG))
    assert found is None or not found.decisions
