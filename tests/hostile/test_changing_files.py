"""Files that change while they are read (row 21): what isokit says is about bytes it really read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from itertools import chain, cycle, repeat
from pathlib import Path

import pytest

from isokit.check.locate import Changed
from isokit.commands.tree import opened
from isokit.edge import data, disk, workers
from isokit.load.catalog import catalog_of
from isokit.model.history import History
from isokit.pipeline import run
from isokit.request import Request
from isokit.run import Run
from isokit.text.source import Source, Unreadable, content_id
from tests.hostile.doors import AS_OF, COULD_NOT, FOUND, here
from tests.hostile.trees import BYSTANDER, OWNERLESS, SETTINGS, document, plant, record
from tests.support import TODAY, sources

PATH = "policies/changing.md"
OLD = b"---\nid: POL-1\ntitle: Old\nstatus: draft\n---\nSee [x](gone.md).\n"
NEW = b"---\n# Moved down\n\n\nid: POL-1\ntitle: New\nstatus: approved\n---\n\n\nText.\n"
FINE = document("POL-1").encode()
BROKEN = b"---\nid: POL-1\n\ttitle: New\n---\n"


class Changing:
    """A file that gives other bytes, or an error, each time it is read; the last of them for ever."""

    def __init__(self, *contents: bytes | Unreadable) -> None:
        self.contents = chain(contents, repeat(contents[-1]))
        self.reads = 0

    def __call__(self) -> bytes:
        self.reads += 1
        content = next(self.contents)
        if isinstance(content, Unreadable):
            raise content
        return content


def judged(changing: Changing, path: str = PATH, **others: str) -> Run:
    """A run over a tree in which one file changes."""
    files = {"isokit.yaml": SETTINGS, BYSTANDER: OWNERLESS, **others}
    tree = [source for source in sources(files) if source.path != path]
    return run([*tree, Source(path, changing)], catalog_of(data.standards()), History(), Request(TODAY))


def said(result: Run, path: str = PATH) -> list[str]:
    return [f"{f.span.line}:{f.span.column} {f.code} {f.excerpt}" for f in result.findings if f.path == path]


def about(result: Run, content: bytes, path: str = PATH) -> bool:
    """Whether the run stands for these bytes of the file."""
    return result.workspace.contents[path] == content_id(content)


OLD_SAYS = ["2:1 DOC101 id: POL-1", "6:9 REF003 See [x](gone.md)."]
NEW_SAYS = ["5:1 DOC101 id: POL-1", "7:9 DOC102 status: approved"]


def test_a_file_that_stays_is_read_once_for_its_facts_and_once_for_its_places() -> None:
    changing = Changing(OLD)
    assert said(judged(changing)) == OLD_SAYS and changing.reads == 2


def test_a_file_of_which_nothing_is_said_is_read_once() -> None:
    changing = Changing(FINE, NEW)
    result = judged(changing)
    assert said(result) == [] and about(result, FINE) and changing.reads == 1


def test_places_are_never_those_of_other_bytes() -> None:
    result = judged(Changing(OLD, NEW))
    assert said(result) == NEW_SAYS and about(result, NEW)


@pytest.mark.parametrize("reads", range(1, 5))
def test_whenever_it_changes_the_findings_are_those_of_one_content(reads: int) -> None:
    result = judged(Changing(*[OLD] * reads, NEW))
    assert (said(result), about(result, OLD)) in ((OLD_SAYS, True), (NEW_SAYS, False))


def test_a_file_that_becomes_fine_has_no_finding_left() -> None:
    result = judged(Changing(OLD, FINE))
    assert said(result) == [] and about(result, FINE)


@pytest.mark.parametrize(("first", "second"), [(BROKEN, NEW), (NEW, BROKEN), (b"\xff", NEW), (OLD, b"\0")])
def test_a_file_that_becomes_legible_or_illegible_is_judged_as_it_is_then(first: bytes, second: bytes) -> None:
    result = judged(Changing(first, second))
    assert about(result, second)
    assert said(result) == said(judged(Changing(second)))


def test_a_file_that_goes_is_said_to_have_gone() -> None:
    result = judged(Changing(OLD, Unreadable("it cannot be opened (No such file or directory)")))
    assert said(result) == ["1:1 TXT001 "] and PATH not in result.workspace.contents


def test_a_file_that_comes_while_the_tree_is_read_is_judged() -> None:
    result = judged(Changing(Unreadable("it cannot be opened (gone)"), NEW))
    assert said(result) in (["1:1 TXT001 "], NEW_SAYS)


def test_settings_that_change_are_read_anew_with_all_they_decide() -> None:
    before = b"organization: {name: Before}\nstandards: [iso9001:2051]\n"
    result = judged(Changing(before, b"organization: {name: After}\nstandards: [iso14001:2015]\n"), "isokit.yaml")
    assert result.workspace.settings.organization.name == "After"
    assert [standard.standard for standard in result.workspace.standards] == ["iso14001:2015"]


def test_a_file_that_never_rests_ends_the_run() -> None:
    restless = Changing(*(OLD + b"%d\n" % number for number in range(20)))
    with pytest.raises(Changed, match=PATH):
        judged(restless)
    assert restless.reads <= 10


def test_the_others_are_judged_whatever_one_file_does() -> None:
    result = judged(Changing(OLD, NEW), **{"policies/other.md": "---\nid: POL-2\ntitle: T\nstatus: draft\n---\n"})
    assert said(result, BYSTANDER) == ["2:1 DOC101 id: POL-9"]
    assert said(result, "policies/other.md") == ["2:1 DOC101 id: POL-2"]


def test_the_digest_is_of_the_bytes_that_were_judged() -> None:
    stable = judged(Changing(NEW))
    assert judged(Changing(OLD, NEW)).digest == stable.digest != judged(Changing(OLD)).digest


def test_a_sealed_file_is_hashed_once_and_check_and_gap_agree() -> None:
    sealed, other = b"0.00 mm\n", b"0.09 mm\n"
    digest = hashlib.sha256(sealed).hexdigest()
    entry = record("EVD-1", f"files: [{{path: evidence/a.csv, sha256: {digest}}}]")
    changing = Changing(sealed, other)
    result = judged(changing, "evidence/a.csv", **{"evidence/e.yaml": entry})
    (assessment,) = result.assessments
    leaf = next(leaf for leaf in assessment.leaves if leaf.ref == "iso9001:2015/7.1.5.2")
    altered = [finding for finding in result.findings if finding.code == "EVD105"]
    assert changing.reads == 1 and bool(altered) == any("not what was sealed" in reason for reason in leaf.reasons)


# At the door


def rewriting(monkeypatch: pytest.MonkeyPatch, path: Path, contents: Iterable[bytes]) -> None:
    """Somebody else writes the file anew each time it has been read."""
    read, following = disk.read, iter(contents)

    def read_and_rewrite(wanted: bytes) -> bytes:
        content = read(wanted)
        if wanted == os.fsencode(path) and (new := next(following, None)) is not None:
            path.write_bytes(new)
        return content

    monkeypatch.setattr(disk, "read", read_and_rewrite)


def test_check_reads_again_what_somebody_writes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = plant(tmp_path, {PATH: OLD})
    rewriting(monkeypatch, root / PATH, [NEW])
    shown = here(root, "check", *AS_OF)
    assert shown.code == FOUND
    assert [line.split(" [")[0] for line in shown.text.splitlines() if line.startswith(PATH)] == [
        f"{PATH}:5:1: DOC101",
        f"{PATH}:7:9: DOC102",
    ]


@pytest.mark.parametrize("command", ["check", "doctor"])
def test_a_file_that_never_rests_ends_the_command_in_a_line(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = plant(tmp_path, {PATH: OLD})
    rewriting(monkeypatch, root / PATH, cycle([NEW, OLD]))
    shown = here(root, command)
    assert (shown.code, shown.out) == (COULD_NOT, b"")
    assert shown.complaint == f"isokit: {PATH} keeps changing while it is read; try again\n"


def test_gap_needs_no_places_and_stands_for_the_bytes_it_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = plant(tmp_path, {PATH: document("POL-1", "clauses: [iso9001:2015/5.2.2]")})
    rewriting(monkeypatch, root / PATH, cycle([NEW, OLD]))
    shown = here(root, "gap", "-f", "markdown")
    assert shown.code == 0 and "POL-9, POL-1" in shown.text


def test_what_a_second_process_read_too_early_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEW", 1)
    monkeypatch.setattr(workers, "MINE", 1_000)
    root = plant(tmp_path, {f"policies/{number}.md": OLD for number in range(5)})
    tree = opened(root, None)
    for path in (root / "policies").iterdir():
        path.write_bytes(NEW.replace(b"POL-1", path.stem.encode()))
    result = run(tree.sources, catalog_of(data.standards()), tree.history, Request(TODAY), tree.read)
    for number in range(5):
        assert [words.split()[0] for words in said(result, f"policies/{number}.md")] == ["5:1", "7:9"]
