"""`isokit check --since` and `--trusted-config` in real repositories: what a change brings, and what it may decide."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests import shell
from tests.shell import git
from tests.support import SETTINGS, Files, bytes_of

POLICY = "---\nid: POL-1\ntitle: Policy\nstatus: draft\nowner: o\n---\n"
NO_OWNER = POLICY.replace("owner: o\n", "")
OTHER = NO_OWNER.replace("POL-1", "POL-2")
COMMENTED = OTHER.replace("POL-2", 'POL-2 # isokit: ignore[DOC101] reason="r"')
Commit = Callable[..., Path]


@pytest.fixture
def commit(tmp_path: Path) -> Commit:
    """`commit({…})` writes files, removes those given as None, and commits all; gives the root of the tree."""
    root = tmp_path / "tree"
    root.mkdir()
    git(root, "init", "--quiet")
    write(root, {"isokit.yaml": SETTINGS, "policies/quality.md": POLICY})

    def committed(files: Files | None = None) -> Path:
        write(root, files or {})
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--allow-empty", "--message=x")
        return root

    return committed


def write(root: Path, files: Files) -> None:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(bytes_of(content))


def check(root: Path, *words: str) -> Result:
    clock = ("--as-of", "2026-11-22")
    return shell.isokit("-C", root, "check", *words, *clock)


def codes(root: Path, *words: str) -> list[str]:
    return [line.split()[1] for line in check(root, *words).stdout.splitlines()]


def plain(root: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(check(root, "-f", "json", *words).stdout)
    return found


def test_only_what_the_change_brings_is_shown_and_counts(commit: Commit) -> None:
    root = commit({"policies/quality.md": NO_OWNER})
    assert check(root, "--since", "HEAD").exit_code == 0 and check(root).exit_code == 1
    write(root, {"policies/quality.md": "\n".join(["---", "# moved", "# down", NO_OWNER[4:]]), "policies/b.md": OTHER})
    done = check(root, "--since", "HEAD")
    assert done.exit_code == 1 and [line.split(":")[0] for line in done.stdout.splitlines()] == ["policies/b.md"]
    assert done.stderr == "isokit: 1 not new since HEAD\n"
    assert "; 1 not new since HEAD\n" in check(root, "--since", "HEAD", "-f", "full").stdout


def test_json_says_what_was_left_out(commit: Commit) -> None:
    root = commit({"policies/quality.md": NO_OWNER})
    since = plain(root, "--since", "HEAD")["since"]
    assert since == {"revision": "HEAD", "commit": git(root, "rev-parse", "HEAD"), "older": 1}
    assert "since" not in plain(root)


def test_what_breaks_elsewhere_by_the_change_is_new(commit: Commit) -> None:
    linked = POLICY + "See [the other](other.md).\n"
    root = commit({"policies/quality.md": linked, "policies/other.md": OTHER.replace("status", "owner: o\nstatus")})
    (root / "policies" / "other.md").unlink()
    assert codes(root, "--since", "HEAD") == ["REF003"]


def test_a_finding_that_is_set_aside_no_more_is_new(commit: Commit) -> None:
    root = commit({"policies/b.md": COMMENTED})
    write(root, {"policies/b.md": OTHER})
    assert codes(root, "--since", "HEAD") == ["DOC101"]


def test_what_is_set_aside_stays_listed(commit: Commit) -> None:
    root = commit({"policies/b.md": COMMENTED})
    document = plain(root, "--since", "HEAD")
    assert [f["suppressed"]["by"] for f in document["findings"]] == ["comment"]
    assert document["summary"]["suppressed"] == 1


def test_what_is_staged_may_be_compared(commit: Commit) -> None:
    root = commit()
    write(root, {"policies/b.md": OTHER})
    git(root, "add", "--all")
    write(root, {"policies/b.md": POLICY.replace("POL-1", "POL-2"), "policies/c.md": OTHER.replace("POL-2", "POL-3")})
    done = check(root, "--staged", "--since", "HEAD")
    assert [line.split()[0][:13] for line in done.stdout.splitlines()] == ["policies/b.md"]


WEAKER = {
    "a rule off": ({}, {"isokit.yaml": SETTINGS + "rules: {DOC101: off}\n"}, ["SUP201"]),
    "a family lowered": ({}, {"isokit.yaml": SETTINGS + "rules: {DOC: note}\n"}, ["SUP201"]),
    "a lower profile": ({}, {"isokit.yaml": SETTINGS + "profile: starter\n"}, ["SUP201"]),
    "a profile left": ({"isokit.yaml": SETTINGS + "profile: certification\n"}, {"isokit.yaml": SETTINGS}, ["SUP201"]),
    "a raised rule no more": (
        {"isokit.yaml": SETTINGS + "rules: {DOC103: error}\n"},
        {"isokit.yaml": SETTINGS},
        ["SUP201"],
    ),
    "a rule off somewhere": (
        {},
        {"isokit.yaml": SETTINGS + "paths: [{match: 'policies/**', rules: {DOC101: off}}]\n"},
        ["SUP201"],
    ),
    "a rule raised somewhere no more": (
        {"isokit.yaml": SETTINGS + "paths: [{match: 'policies/**', rules: {DOC103: error}}]\n"},
        {"isokit.yaml": SETTINGS},
        ["SUP201"],
    ),
    "a comment": ({"policies/b.md": OTHER}, {"policies/b.md": COMMENTED}, ["SUP202"]),
    "a comment for longer": (
        {"policies/b.md": COMMENTED.replace("] ", "] until=2026-12-01 ")},
        {"policies/b.md": COMMENTED.replace("] ", "] until=2026-12-02 ")},
        ["SUP202"],
    ),
    "a comment for ever": (
        {"policies/b.md": COMMENTED.replace("] ", "] until=2026-12-01 ")},
        {"policies/b.md": COMMENTED},
        ["SUP202"],
    ),
    "an entry of the settings": (
        {"policies/b.md": OTHER},
        {"isokit.yaml": SETTINGS + "suppressions: [{rule: DOC101, path: 'policies/*', reason: r}]\n"},
        ["SUP202"],
    ),
    "a baseline": (
        {},
        {"isokit.baseline.yaml": "findings: [{fingerprint: a}]\n"},
        ["SUP203", "SUP106"],
    ),
    "a baseline for longer": (
        {"isokit.baseline.yaml": "until: 2026-12-01\nfindings: []\n"},
        {"isokit.baseline.yaml": "until: 2026-12-02\nfindings: []\n"},
        ["SUP203"],
    ),
    "an edition given up": ({}, {"isokit.yaml": SETTINGS.replace(", iso27001:2022", "")}, ["SUP204"]),
    "a folder no longer read": (
        {},
        {"isokit.yaml": SETTINGS + "layout: {policies: rules/*.md}\n", "rules/b.md": POLICY.replace("POL-1", "POL-2")},
        ["SUP204"],
    ),
    "another signer": (
        {"isokit.yaml": SETTINGS + "signers: who\n", "who": "a ssh-ed25519 AAAA\n"},
        {"who": "b ssh-ed25519 AAAA\n"},
        ["SUP205"],
    ),
    "no signers": ({"isokit.yaml": SETTINGS + "signers: who\n", "who": "a\n"}, {"isokit.yaml": SETTINGS}, ["SUP205"]),
    **{
        f"risk: {{{then}}} becomes {{{now}}}": (
            {"isokit.yaml": f"{SETTINGS}risk: {{{then}}}\n"},
            {"isokit.yaml": f"{SETTINGS}risk: {{{now}}}\n"},
            ["SUP206"],
        )
        for then, now in (
            ("acceptance: 9", "acceptance: 24"),
            ("acceptance: 9", ""),
            ("acceptance: 9", "acceptance: 9, scale: {consequence: 4}"),
            ("acceptance: 9", "acceptance: 9, scale: {likelihood: 6}"),
            ("acceptance: 2", "acceptance: 2, matrix: [[1, 2], [3, 4]]"),
            ("acceptance: 2, matrix: [[1, 2], [3, 4]]", "acceptance: 2, matrix: [[1, 1], [3, 4]]"),
            ("levels: [{name: low, up_to: 9}, {name: high, up_to: 25}]", "levels: [{name: low, up_to: 25}]"),
        )
    },
    **{
        f"evidence: {{{then}}} becomes {{{now}}}": (
            {"isokit.yaml": f"{SETTINGS}evidence: {{{then}}}\n"},
            {"isokit.yaml": f"{SETTINGS}evidence: {{{now}}}\n"},
            ["SUP206"],
        )
        for then, now in (
            ("fail: 14 days", ""),
            ("fail: 14 days", "fail: 1 month"),
            ("", "fail: 90 days"),
            ("warn: 60 days", ""),
            ("", "warn: 1 day"),
        )
    },
}


@pytest.mark.parametrize(("before", "after", "said"), WEAKER.values(), ids=WEAKER.keys())
def test_a_change_that_weakens_the_gate_is_itself_a_finding(
    before: Files, after: Files, said: list[str], commit: Commit
) -> None:
    root = commit(before)
    assert not [code for code in codes(root, "--since", "HEAD") if code.startswith("SUP2")]
    write(root, after)
    assert sorted(codes(root, "--since", "HEAD")) == sorted(said)
    write(root, {"isokit.yaml": (root / "isokit.yaml").read_bytes() + b"# a comment of yaml\n"})
    assert [code for code in codes(root) if code.startswith("SUP2")] == [], "nothing is compared without --since"


STRONGER = {
    "a rule raised": {"isokit.yaml": SETTINGS + "rules: {DOC103: error}\n"},
    "a stricter profile": {"isokit.yaml": SETTINGS + "profile: certification\n"},
    "one more edition": {"isokit.yaml": SETTINGS.replace("[", "[iso14001:2026, ")},
    "one comment less": {"policies/b.md": POLICY.replace("POL-1", "POL-2")},
    "a comment for less long": {"policies/b.md": COMMENTED.replace("] ", "] until=2026-12-01 ")},
    "an acceptance level decided": {"isokit.yaml": SETTINGS + "risk: {acceptance: 24, scale: {likelihood: 6}}\n"},
    "levels named": {"isokit.yaml": SETTINGS + "risk: {levels: [{name: any, up_to: 25}]}\n"},
    "the usual times": {"isokit.yaml": SETTINGS + "evidence: {warn: 30 days, fail: 30 days}\n"},
    "evidence sooner late": {"isokit.yaml": SETTINGS + "evidence: {warn: 60 days, fail: 14 days}\n"},
    "lines moved": {"policies/b.md": COMMENTED.replace("---\nid", "---\n# here\nid")},
}


@pytest.mark.parametrize("after", STRONGER.values(), ids=STRONGER.keys())
def test_a_change_that_strengthens_it_or_leaves_it_is_none(after: Files, commit: Commit) -> None:
    root = commit({"policies/b.md": COMMENTED})
    write(root, after)
    assert codes(root, "--since", "HEAD") == []


def test_a_lower_level_and_higher_scores_are_no_weakening(commit: Commit) -> None:
    root = commit({"isokit.yaml": SETTINGS + "risk: {acceptance: 3, matrix: [[1, 2], [3, 4]]}\n"})
    write(root, {"isokit.yaml": SETTINGS + "risk: {acceptance: 2, matrix: [[1, 3], [3, 5]]}\n"})
    assert codes(root, "--since", "HEAD") == []


def test_a_risk_that_a_raised_level_lets_stay_does_not_pass_unseen(commit: Commit) -> None:
    high = "risks: [{id: R-1, title: R, owner: o, likelihood: 5, consequence: 5, clauses: [iso9001:2015/6.1.2]}]\n"
    root = commit({"isokit.yaml": SETTINGS + "risk: {acceptance: 9}\n"})
    raised = SETTINGS + "rules: {SUP206: off}\nrisk: {acceptance: 24, matrix: [[1, 2], [3, 25]]}\n"
    write(root, {"registers/risks.yaml": high, "isokit.yaml": raised})
    done = check(root, "--since", "HEAD")
    assert done.exit_code == 1
    assert "SUP206 [error] this change raises the acceptance level of risks from 9 to 24; " in done.stdout
    assert "SUP206 [error] this change alters the scales of risks from 5 and 5 to 2 and 2 steps; " in done.stdout


def test_the_change_cannot_switch_off_what_is_said_of_it(commit: Commit) -> None:
    root = commit()
    write(root, {"isokit.yaml": SETTINGS + "rules: {SUP: off, DOC101: off}\n"})
    assert set(codes(root, "--since", "HEAD")) == {"SUP201"}
    commit({"isokit.yaml": SETTINGS + "rules: {SUP201: warning}\n"})
    write(root, {"isokit.yaml": SETTINGS + "rules: {SUP201: off, DOC101: off}\n"})
    assert check(root, "--since", "HEAD").exit_code == 0, "whoever agreed to warnings before has agreed"


def test_trusted_settings_decide_whatever_the_change_says(commit: Commit) -> None:
    root = commit()
    write(
        root,
        {
            "isokit.yaml": SETTINGS
            + "rules: {DOC101: off}\nprofile: starter\n"
            + "suppressions: [{rule: DOC101, path: '**', reason: r}]\n",
            "policies/b.md": OTHER,
        },
    )
    assert check(root).exit_code == 0
    assert codes(root, "--trusted-config", "HEAD") == ["DOC101"]
    assert check(root, "--trusted-config", "HEAD").exit_code == 1


def test_a_trusted_baseline_and_trusted_suppressions_count(commit: Commit) -> None:
    known = "suppressions: [{rule: DOC101, path: 'policies/b.md', reason: r}]\n"
    root = commit({"isokit.yaml": SETTINGS + known, "policies/b.md": OTHER})
    write(root, {"isokit.yaml": SETTINGS})
    assert codes(root) == ["DOC101"] and codes(root, "--trusted-config", "HEAD") == []


def test_a_baseline_of_the_change_does_not_count(commit: Commit) -> None:
    root = commit()
    write(root, {"policies/b.md": OTHER})
    shell.isokit("-C", root, "baseline", "create")
    assert codes(root) == []
    assert codes(root, "--trusted-config", "HEAD") == ["DOC101"]
    assert codes(root, "--trusted-config", "HEAD", "--since", "HEAD") == ["SUP203", "DOC101"]


def test_of_comments_only_those_count_that_stood_there(commit: Commit) -> None:
    root = commit({"policies/b.md": COMMENTED})
    new = COMMENTED.replace("POL-2", "POL-3")
    write(root, {"policies/b.md": COMMENTED.replace("---\nid", "---\n# moved\nid"), "policies/c.md": new})
    done = check(root, "--trusted-config", "HEAD")
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["policies/c.md"]
    assert "1 of the suppressions here do not count" in done.stderr
    longer = COMMENTED.replace("] ", "] until=2099-01-01 ")
    write(root, {"policies/b.md": longer, "policies/c.md": POLICY.replace("POL-1", "POL-3")})
    assert codes(root, "--trusted-config", "HEAD") == ["DOC101"], "with other words it is another comment"


def test_signers_are_those_of_the_trusted_revision(commit: Commit, monkeypatch: pytest.MonkeyPatch) -> None:
    from isokit.edge.git import signatures

    asked: list[tuple[str, str | None]] = []
    real = signatures.signature_reader

    def noted(root: Path, revision: str, path: str | None) -> Any:
        asked.append((revision, path))
        return real(root, revision, path)

    monkeypatch.setattr(signatures, "signature_reader", noted)
    root = commit({"isokit.yaml": SETTINGS + "signers: who\n", "who": "a ssh-ed25519 AAAA\n"})
    write(root, {"isokit.yaml": SETTINGS + "signers: mine\n", "mine": "b ssh-ed25519 BBBB\n"})
    check(root)
    assert asked == []
    check(root, "--trusted-config", "HEAD")
    assert asked == [("HEAD", "who")]


@pytest.mark.parametrize("flag", ["--since", "--trusted-config"])
def test_a_revision_that_is_not_there_stops_with_what_to_type(flag: str, commit: Commit, tmp_path: Path) -> None:
    root = commit()
    commit({"policies/b.md": POLICY.replace("POL-1", "POL-2")})
    done = check(root, flag, "nowhere")
    assert (done.exit_code, done.stdout) == (2, "") and done.stderr.count("\n") == 1
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", "shallow")
    done = check(tmp_path / "shallow", flag, "HEAD~1")
    assert done.exit_code == 2 and "git fetch --unshallow" in done.stderr


@pytest.mark.parametrize("flag", ["--since", "--trusted-config"])
def test_an_empty_revision_stops_instead_of_counting_as_none(flag: str, commit: Commit) -> None:
    result = check(commit(), f"{flag}=")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "isokit: '' is not a valid name of a revision\n"


def test_trusted_settings_that_cannot_be_understood_stop(commit: Commit) -> None:
    root = commit({"isokit.yaml": SETTINGS + "rulse: {}\n"})
    write(root, {"isokit.yaml": SETTINGS})
    done = check(root, "--trusted-config", "HEAD")
    assert done.exit_code == 2 and "at HEAD, isokit.yaml:3:1: unknown key 'rulse'" in done.stderr


def test_settings_that_cannot_be_understood_stop_even_if_they_were_so_before(commit: Commit) -> None:
    root = commit({"isokit.yaml": SETTINGS + "rulse: {}\n"})
    assert check(root, "--since", "HEAD").exit_code == 2
