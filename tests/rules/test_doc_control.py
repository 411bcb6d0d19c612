"""Documents under control: what git's history adds to what stands in a file."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest

from isokit.analysis.revisions import as_written
from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.model.entity import Place
from isokit.model.finding import Finding, Severity
from isokit.model.fit import fit
from isokit.model.history import History, Past, Signature, Signed
from isokit.model.settings import Settings
from isokit.pipeline import run
from isokit.request import Request, Terms
from tests.support import TODAY, Committed, Files, RunTree, history_of, sources

PATH = "policies/quality.md"
ROLES = """\
roles:
  - id: managing-director
    title: Managing director
    holders: [{e-mail: Director@teapot.example, from: 2020-01-01}]
  - id: quality-manager
    title: Quality manager
    holders: [{e-mail: quality@teapot.example, to: 2026-06-30}, {e-mail: pots@teapot.example, from: 2026-07-01}]
  - id: works-council
    title: Works council
    holders: [{e-mail: one@teapot.example}, {e-mail: two@teapot.example}, {name: Three}]
"""
DIRECTOR, QUALITY, POTS = (f"{name}@teapot.example" for name in ("director", "quality", "pots"))


def policy(text: str = "Pots.", version: str = "1.0", by: str = "", on: str = "2026-03-02", digest: str = "") -> str:
    """The policy: approved where somebody does, sealed where a digest is given or wished (`seal`)."""
    sealed = substance(policy(text, version)) if digest == "seal" else digest
    approved = f"approved: {{by: {by}, on: {on}{f', digest: {sealed}' if sealed else ''}}}\n" if by else ""
    return (
        f"---\nid: POL-1\ntitle: Quality policy\ntype: policy\nversion: '{version}'\nowner: managing-director\n"
        f"status: {'approved' if by else 'draft'}\n{approved}---\n{text}\n"
    )


def substance(text: str) -> str:
    document = as_written(text.encode(), PATH, fit(Settings, {}, Place("isokit.yaml"))[0])
    assert document
    return document.digest


def committed(*states: tuple[str, str, str]) -> tuple[History, str]:
    """A history of the policy: day, author and what it said, the oldest first; and what it said last."""
    past = history_of(*(Committed(day, author, {PATH: text}) for day, author, text in states))
    return past, states[-1][2]


def found(code: str, run_tree: RunTree, past: History, now: str, **files: str) -> list[Finding]:
    tree: Files = {PATH: now, "registers/roles.yaml": ROLES, **{f"{name}.yaml": text for name, text in files.items()}}
    return [finding for finding in run_tree(tree, history=past).findings if finding.code == code]


def messages(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings]


SEALED = policy("Pots.", by="managing-director", digest="seal")
ALTERED = SEALED.replace("Pots.", "Pans.")


def test_the_commit_that_broke_a_seal_is_named(run_tree: RunTree) -> None:
    past, now = committed(
        ("2026-03-01", QUALITY, policy()),
        ("2026-03-02", DIRECTOR, SEALED),
        ("2026-04-01", DIRECTOR, SEALED.replace("owner: managing-director", "owner: quality-manager")),
        ("2026-05-01", QUALITY, ALTERED),
        ("2026-06-01", POTS, ALTERED.replace("Pans.", "Kettles.")),
    )
    (finding,) = found("DOC201", run_tree, past, now)
    told = "POL-1 has changed since it was approved by managing-director on 2026-03-02"
    assert finding.message == f"{told}; commit 4444444444 of 2026-05-01 by quality@teapot.example changed it"
    assert (finding.span.line, finding.severity) == (8, Severity.ERROR)


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ((), ""),
        ((SEALED,), "; the change is not yet committed"),
        ((ALTERED,), "; no commit contains the approved text"),
        ((SEALED, ALTERED, SEALED), "; the change is not yet committed"),
    ],
)
def test_what_git_does_not_know_of_a_broken_seal_is_not_told(
    states: tuple[str, ...], told: str, run_tree: RunTree
) -> None:
    past = history_of(*(Committed("2026-03-02", DIRECTOR, {PATH: state}) for state in states))
    (finding,) = found("DOC201", run_tree, past, ALTERED)
    assert (
        finding.message.removeprefix("POL-1 has changed since it was approved by managing-director on 2026-03-02")
        == told
    )


@pytest.mark.parametrize("digest", ["sha256:12", "md5:" + "0" * 64, "x"])
def test_what_is_no_digest_seals_nothing(digest: str, run_tree: RunTree) -> None:
    now = policy(by="managing-director", digest=digest)
    (finding,) = found("DOC201", run_tree, History(), now)
    assert "is not sha256: followed by 64 hexadecimal digits" in finding.message


@pytest.mark.parametrize("status", ["draft", "in-review", "obsolete"])
def test_only_what_is_approved_is_compared_with_its_seal(status: str, run_tree: RunTree) -> None:
    assert found("DOC201", run_tree, History(), ALTERED.replace("status: approved", f"status: {status}")) == []


def test_metadata_and_line_ends_break_no_seal(run_tree: RunTree) -> None:
    now = SEALED.replace("owner: managing-director", "owner: quality-manager\nreview: {every: 12 months}")
    assert found("DOC201", run_tree, History(), now.replace("\n", "\r\n")) == []


def test_an_altered_document_is_not_in_force(run_tree: RunTree) -> None:
    (document,) = run_tree({PATH: ALTERED}).workspace.by_id["POL-1"]
    (sound,) = run_tree({PATH: SEALED}).workspace.by_id["POL-1"]
    day = date(2026, 11, 22)
    assert [each.reason for each in document.shortfalls(day)] == ["POL-1 has changed since it was approved"]  # type: ignore[attr-defined]
    assert (document.in_force(day), sound.in_force(day)) == (False, True)  # type: ignore[attr-defined]


def test_a_document_is_in_force_from_the_day_it_takes_effect(run_tree: RunTree) -> None:
    now = policy(by="managing-director").replace("status:", "effective: 2026-11-23\nstatus:")
    (document,) = run_tree({PATH: now}).workspace.by_id["POL-1"]
    assert [document.in_force(date(2026, 11, day)) for day in (22, 23)] == [False, True]  # type: ignore[attr-defined]
    said = [each.reason for each in document.shortfalls(date(2026, 11, 22))]  # type: ignore[attr-defined]
    assert said == ["POL-1 takes effect on 2026-11-23, in the future"]


SECOND = policy("Pans.", by="managing-director", on="2026-05-01", digest="seal")


@pytest.mark.parametrize(
    ("states", "severity"),
    [
        ((SEALED, policy("Pans."), SECOND), Severity.ERROR),
        ((SEALED, policy("Pans.", "1.1"), policy("Pans.", "1.1", "managing-director", digest="seal")), None),
        ((policy(by="managing-director"), policy("Pans.", by="managing-director")), Severity.WARNING),
        ((policy(by="managing-director"), SECOND), None),
        ((policy("a"), policy("b"), policy("c", by="managing-director")), None),
        ((SEALED, SEALED.replace("owner: managing-director", "owner: quality-manager")), None),
        ((SEALED, policy("Pans.")), None),
        ((SEALED, ALTERED), None),
        ((SEALED, policy("x", "2.0", "managing-director", digest="seal"), SECOND), None),
    ],
    ids=["approved twice", "moved", "unsealed", "sealed later", "drafts", "metadata", "draft", "DOC201", "gap"],
)
def test_one_version_has_one_text(states: tuple[str, ...], severity: Severity | None, run_tree: RunTree) -> None:
    past, now = committed(*(("2026-03-02", DIRECTOR, state) for state in states))
    assert [finding.severity for finding in found("DOC202", run_tree, past, now)] == ([severity] if severity else [])


def test_without_the_whole_history_or_a_version_nothing_is_said_of_versions(run_tree: RunTree) -> None:
    whole, now = committed(("2026-03-02", DIRECTOR, SEALED), ("2026-05-01", DIRECTOR, SECOND))
    part = Past(whole.past.changes, False, whole.past.content)
    assert found("DOC202", run_tree, History(reading=lambda: part), now) == []
    unversioned = [state.replace("version: '1.0'\n", "") for state in (SEALED, SECOND)]
    past, now = committed(*(("2026-03-02", DIRECTOR, state) for state in unversioned))
    assert found("DOC202", run_tree, past, now) == []


PROCEDURE = """\
---
id: PRO-1
title: Baking
status: {status}
owner: quality-manager
implements: [POL-1]
confirmed: {{POL-1: {digest}}}
---
"""


@pytest.mark.parametrize(
    ("policy_now", "status", "digest", "suspect"),
    [
        (SEALED, "approved", "sha256:" + "0" * 64, True),
        (SEALED, "draft", "sha256:" + "0" * 64, True),
        (SEALED, "obsolete", "sha256:" + "0" * 64, False),
        (SEALED, "approved", substance(SEALED), False),
        (policy(by="managing-director"), "approved", "sha256:" + "0" * 64, True),
        (ALTERED, "approved", substance(SEALED), False),
        (policy("Pans."), "approved", substance(SEALED), False),
    ],
)
def test_a_link_is_suspect_once_the_other_document_is_approved_with_another_text(
    policy_now: str, status: str, digest: str, suspect: bool, run_tree: RunTree
) -> None:
    files = {PATH: policy_now, "procedures/baking.md": PROCEDURE.format(status=status, digest=digest)}
    findings = [finding for finding in run_tree(files).findings if finding.code == "DOC203"]
    assert [finding.span.line for finding in findings] == ([7] if suspect else [])


def test_a_link_to_a_document_in_two_languages_is_confirmed_by_either(run_tree: RunTree) -> None:
    procedure = PROCEDURE.format(status="approved", digest=substance(SEALED))
    german = policy("Kannen.", by="managing-director", digest="seal")
    files = {PATH: SEALED, "policies/quality.de.md": german, "procedures/baking.md": procedure}
    assert [finding for finding in run_tree(files).findings if finding.code == "DOC203"] == []


OLD = "---\nid: POL-1\ntitle: P\nstatus: obsolete\nretention: 2 years\n{more}---\nOld.\n"


def test_retention_counts_from_the_commit_that_made_a_document_obsolete(run_tree: RunTree) -> None:
    now = OLD.format(more="approved: {by: x, on: 2014-05-02}\n")
    draft, edited = now.replace("obsolete", "draft"), now.replace("Old.", "Very old.")
    past, _ = committed(("2014-05-02", DIRECTOR, draft), ("2024-11-21", QUALITY, now), ("2026-11-01", QUALITY, edited))
    (finding,) = found("DOC208", run_tree, past, edited)
    assert finding.message == "the retention period of POL-1 ended 2026-11-21, counted from 2024-11-21"
    later, _ = committed(("2014-05-02", DIRECTOR, draft), ("2024-11-22", QUALITY, now))
    assert found("DOC208", run_tree, later, now) == []


@pytest.mark.parametrize(
    ("more", "ended"),
    [("approved: {by: x, on: 2020-01-01}\nreview: {last: 2022-01-01}\n", "2024-01-01"), ("", None)],
)
def test_without_history_retention_counts_from_the_last_day_that_is_named(
    more: str, ended: str | None, run_tree: RunTree
) -> None:
    findings = found("DOC208", run_tree, History(), OLD.format(more=more))
    assert len(findings) == (ended is not None)
    assert all(f"ended {ended}" in each.message and "git does not show" in each.message for each in findings)


def by(role: str, on: str = "2026-03-02", text: str = "Pots.", version: str = "1.0") -> str:
    return policy(text, version, role, on)


@pytest.mark.parametrize(
    ("states", "who"),
    [
        ((("2026-03-01", QUALITY, policy()), ("2026-03-02", DIRECTOR, by("managing-director"))), None),
        ((("2026-03-01", DIRECTOR, policy()), ("2026-03-02", QUALITY, by("managing-director"))), DIRECTOR),
        ((("2026-03-02", DIRECTOR, by("managing-director")),), DIRECTOR),
        ((("2026-04-01", DIRECTOR, by("managing-director")),), None),
        ((("2026-03-01", POTS, policy()), ("2026-03-02", DIRECTOR, by("quality-manager"))), None),
        ((("2026-08-01", POTS, policy()), ("2026-08-02", DIRECTOR, by("quality-manager", "2026-08-02"))), POTS),
        ((("2026-03-01", "nobody@else.example", policy()), ("2026-03-02", QUALITY, by("quality-manager"))), None),
        (
            (
                ("2026-03-01", DIRECTOR, policy()),
                ("2026-03-02", QUALITY, by("managing-director")),
                ("2026-05-01", QUALITY, policy("Pans.", "1.1")),
                ("2026-05-02", DIRECTOR, by("managing-director", "2026-05-02", "Pans.", "1.1")),
            ),
            None,
        ),
        (
            (
                ("2026-03-02", QUALITY, by("managing-director")),
                ("2026-05-01", DIRECTOR, policy("Pans.", "1.1")),
                ("2026-05-02", QUALITY, by("managing-director", "2026-05-02", "Pans.", "1.1")),
            ),
            DIRECTOR,
        ),
        ((("2026-03-01", "one@teapot.example", policy()), ("2026-03-02", DIRECTOR, by("works-council"))), None),
        (
            (("2026-03-01", "one@teapot.example", policy()), ("2026-03-02", "two@teapot.example", by("works-council"))),
            None,
        ),
        (
            (("2026-03-01", "one@teapot.example", policy()), ("2026-03-02", "one@teapot.example", by("works-council"))),
            "one@teapot.example",
        ),
    ],
)
def test_who_approved_what_they_wrote(
    states: tuple[tuple[str, str, str], ...], who: str | None, run_tree: RunTree
) -> None:
    past, now = committed(*states)
    assert [message.split()[0] for message in messages(found("GIT101", run_tree, past, now))] == ([who] if who else [])


def test_an_approval_that_is_not_committed_has_no_author_yet(run_tree: RunTree) -> None:
    past, _ = committed(("2026-03-01", DIRECTOR, policy()))
    assert found("GIT101", run_tree, past, by("managing-director")) == []


SIGNED = textwrap.dedent("""\
    organization: {name: Blue Teapot Works}
    standards: [iso9001:2015]
    signers: .allowed-signers
    """)


def signed(state: Signed, signer: str, run_tree: RunTree, day: str = "2026-03-02") -> list[Finding]:
    now = by("quality-manager", day)
    states = (Committed("2026-03-01", POTS, {PATH: policy()}), Committed(day, POTS, {PATH: now}))
    past = history_of(*states, signatures={"2" * 40: Signature(state, signer), "1" * 40: Signature(Signed.BAD)})
    return found("GIT102", run_tree, past, now, isokit=SIGNED)


def test_a_good_signature_of_who_holds_the_role_is_fine(run_tree: RunTree) -> None:
    assert signed(Signed.GOOD, "Quality@teapot.example", run_tree) == []
    assert signed(Signed.GOOD, "pots@teapot.example", run_tree, day="2026-07-01") == []


@pytest.mark.parametrize(
    ("state", "signer", "told"),
    [
        (Signed.GOOD, POTS, "is signed by pots@teapot.example, who did not hold quality-manager on 2026-03-02"),
        (Signed.BAD, QUALITY, "has an invalid signature"),
        (Signed.UNTRUSTED, QUALITY, "is signed with a key that is not in the signers file"),
        (Signed.NONE, "", "is not signed"),
    ],
)
def test_any_other_signature_is_an_error(state: Signed, signer: str, told: str, run_tree: RunTree) -> None:
    (finding,) = signed(state, signer, run_tree)
    assert finding.message == f"commit 2222222222 of 2026-03-02, which approves POL-1, {told}"
    assert (finding.severity, finding.path) == (Severity.ERROR, PATH)


def test_what_cannot_be_verified_is_said_once(run_tree: RunTree) -> None:
    (finding,) = signed(Signed.UNKNOWN, "", run_tree)
    assert (finding.severity, finding.path) == (Severity.NOTE, "isokit.yaml")
    assert (finding.message, finding.help[:44]) == (
        "the approval of 1 document is not verified",
        "run isokit check --trusted-config REV, with ",
    )
    uncommitted, _ = committed(("2026-03-01", POTS, policy()))
    (finding,) = found("GIT102", run_tree, uncommitted, by("quality-manager"), isokit=SIGNED)
    assert finding.message == "the approval of 1 document is not yet committed"
    (finding,) = found("GIT102", run_tree, History(), by("quality-manager"), isokit=SIGNED)
    assert finding.message == "the approval of 1 document is not verified, because git's history is incomplete"


def test_without_a_signers_file_nothing_is_said_of_signatures(run_tree: RunTree) -> None:
    past, now = committed(("2026-03-02", POTS, by("quality-manager")))
    assert found("GIT102", run_tree, past, now) == []


def test_who_may_sign_is_said_by_the_trusted_revision(run_tree: RunTree) -> None:
    """A change that makes its author managing director, and the key of the author one that may sign, gains nothing."""
    now = by("managing-director")
    past = history_of(Committed("2026-03-02", POTS, {PATH: now}), signatures={"1" * 40: Signature(Signed.GOOD, POTS)})
    forged = ROLES.replace("Director@", "pots@")
    tree: Files = {"isokit.yaml": SIGNED, PATH: now, "registers/roles.yaml": forged}
    trusted = run_tree({**tree, "registers/roles.yaml": ROLES}).workspace.trusted_criteria

    def codes(terms: Terms) -> list[str]:
        result = run(sources(tree), catalog_of(data.standards()), past, Request(TODAY, terms=terms))
        return [finding.code for finding in result.findings if finding.code == "GIT102"]

    assert (codes(Terms()), codes(Terms(trusted=trusted))) == ([], ["GIT102"])
