"""Pipes, sockets, devices, files without end, and links that lead out of the tree or in circles (rows 3 and 9).

What could hang is read by a process of its own, which has fifteen seconds.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.doors import AS_OF, COULD_NOT, FOUND, Seen, apart, glance, here, look
from tests.hostile.sinks import strict_json
from tests.hostile.trees import document, plant, record, sparse
from tests.shell import git

LIMIT = 8 * 1024 * 1024
SECRET = "id: SECRET-1\ntitle: The password of the safe\n"
A_LINK = "a symbolic link, which isokit does not follow"

# Whole trees of them


def with_special_files(root: Path) -> Path:
    """A tree in which a file of every kind stands in the way."""
    for folder in ("evidence", "policies", "registers", "nonconformities", "audits", "plans"):
        (root / folder).mkdir(parents=True)
    for pipe in ("evidence/pipe.yaml", "policies/pipe.md", "registers/roles.yaml", "nonconformities/pipe.yaml"):
        os.mkfifo(root / pipe)
    sparse(root / "evidence/large.yaml", LIMIT + 1)
    sparse(root / "policies/large.md", LIMIT + 1)
    sparse(root / "registers/risks.csv", 2 * 1024**3)
    sparse(root / "evidence/full.yaml", LIMIT)
    (root / "evidence/zero.yaml").symlink_to("/dev/zero")
    (root / "evidence/terminal.yaml").symlink_to("/dev/tty")
    os.mkfifo(root / "audits" / "programme.yaml")
    os.mkfifo(root / "plans" / "attached.pdf")
    return plant(root, {"evidence/good.yaml": record("EVD-1", "every: 3 days", "valid_until: 2026-11-20")})


def with_links(root: Path) -> Path:
    """A tree full of links: out of it, to folders, to themselves, in a circle, to nowhere."""
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text(SECRET)
    (outside / "secret.md").write_text(f"---\n{SECRET}---\n")
    plant(root, {"evidence/good.yaml": record("EVD-1", "valid_until: 2026-11-20"), "plans/plan.md": document("PLN-1")})
    (root / "registers").mkdir()
    links = {
        "evidence/out.yaml": "../../outside/secret.yaml",
        "evidence/absolute.yaml": str(outside / "secret.yaml"),
        "evidence/folder": "../../outside",
        "evidence/root": "/",
        "evidence/itself.yaml": "itself.yaml",
        "evidence/circle-a": "circle-b",
        "evidence/circle-b": "circle-a",
        "evidence/up": "..",
        "evidence/nowhere.yaml": "nowhere/at/all.yaml",
        "policies/out.md": "../../outside/secret.md",
        "policies/inside.md": "bystander.md",
        "registers/roles.yaml": "../../outside/secret.yaml",
        "procedures": "../outside",
        "instructions": "instructions",
        "nonconformities": "evidence",
    }
    for link, target in links.items():
        (root / link).symlink_to(target)
    return root


@pytest.fixture(scope="module")
def among_special_files(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    root = with_special_files(tmp_path_factory.mktemp("special") / "tree")
    assert apart(root, "check").code == FOUND  # nothing hangs: the other doors may be opened here
    return look(root)


@pytest.fixture(scope="module")
def among_links(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return look(with_links(tmp_path_factory.mktemp("links") / "tree"))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("evidence/pipe.yaml", "a named pipe"),
        ("policies/pipe.md", "a named pipe"),
        ("registers/roles.yaml", "a named pipe"),
        ("nonconformities/pipe.yaml", "a named pipe"),
        ("audits/programme.yaml", "a named pipe"),
        ("plans/attached.pdf", "a named pipe"),
        ("evidence/large.yaml", "it has 8,388,609 bytes; isokit reads at most 8,388,608"),
        ("policies/large.md", "it has 8,388,609 bytes; isokit reads at most 8,388,608"),
        ("registers/risks.csv", "it has 2,147,483,648 bytes; isokit reads at most 8,388,608"),
        ("evidence/full.yaml", "a NUL character at byte 0; save the file as UTF-8 text"),
        ("evidence/zero.yaml", A_LINK),
        ("evidence/terminal.yaml", A_LINK),
    ],
)
def test_what_is_no_file_to_read_is_said_and_never_opened(path: str, reason: str, among_special_files: Seen) -> None:
    assert among_special_files.refused(path) == [f"1:1 {reason}"]


@pytest.mark.parametrize(
    "path",
    [
        *("evidence/out.yaml", "evidence/absolute.yaml", "evidence/folder", "evidence/root", "evidence/itself.yaml"),
        *("evidence/circle-a", "evidence/circle-b", "evidence/up", "evidence/nowhere.yaml"),
        *("policies/out.md", "policies/inside.md", "registers/roles.yaml"),
        *("procedures", "instructions", "nonconformities"),
    ],
)
def test_a_link_is_said_and_never_followed(path: str, among_links: Seen) -> None:
    assert among_links.refused(path) == [f"1:1 {A_LINK}"]


def test_nothing_behind_a_link_is_shown_anywhere(among_links: Seen) -> None:
    for shown in among_links.shown.values():
        assert b"SECRET" not in shown.out and b"password" not in shown.out


def test_beside_them_the_records_are_judged_as_ever(among_special_files: Seen, among_links: Seen) -> None:
    for seen in (among_special_files, among_links):
        assert [words.split()[1] for words in seen.said("evidence/good.yaml") if "EVD101" in words] == ["EVD101"]


def test_a_socket_is_said_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = plant(tmp_path)
    monkeypatch.chdir(root / "policies")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.md")
        assert look(root).refused("policies/socket.md") == ["1:1 a socket"]


# In the place of the settings


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def outside(path: Path) -> None:
    path.with_name("other").write_text("standards: [iso9001:2015]\n")
    path.symlink_to("other")


def endless(path: Path) -> None:
    sparse(path, 2 * 1024**3)


@pytest.mark.parametrize("put", [pipe, folder, circle, device, outside, endless])
def test_settings_that_are_no_file_to_read_end_every_command_in_a_line(
    put: Callable[[Path], None], tmp_path: Path
) -> None:
    root = plant(tmp_path)
    (root / "isokit.yaml").unlink()
    put(root / "isokit.yaml")
    shown = (apart if put in (pipe, device) else here)(root, "gap")
    assert (shown.code, shown.out, shown.complaint.count("\n")) == (COULD_NOT, b"", 1)
    assert shown.complaint.startswith(("isokit: no isokit.yaml in ", "isokit: isokit.yaml:1:1: this file cannot be"))


@pytest.mark.parametrize("path", [".gitignore", "policies/.gitignore"])
def test_a_pipe_where_git_looks_for_what_to_ignore_hangs_nothing(path: str, tmp_path: Path) -> None:
    root = plant(tmp_path)
    git(root, "init", "--quiet")
    os.mkfifo(root / path)
    try:
        assert apart(root, "check").code == 1
    finally:  # whoever still waits for somebody to write reads an end of file
        os.close(os.open(root / path, os.O_RDWR | os.O_NONBLOCK))


# As the files of a record

CLAUSE = "iso9001:2015/7.1.5.2"


def attached(root: Path, path: str, *more: str) -> Path:
    """A tree with a record that names one file."""
    return plant(root, {"evidence/EVD-1.yaml": record("EVD-1", f"files: [{{path: {path}{''.join(more)}}}]")})


def counts(seen: Seen) -> bool:
    """Whether the gap says that there is a calibration record."""
    expectations = seen.clause(CLAUSE)["expectations"]
    return next(bool(expected["met"]) for expected in expectations if expected["type"] == "calibration-record")


def test_a_record_with_its_file_counts(tmp_path: Path) -> None:
    root = attached(tmp_path, "evidence/scan.pdf")
    (root / "evidence" / "scan.pdf").write_text("0.00 mm")
    assert counts(glance(root))


@pytest.mark.parametrize("put", [pipe, circle, device])
@pytest.mark.parametrize("path", ["evidence/scan.pdf", "scans/scan.pdf"])
def test_a_record_whose_file_is_a_link_or_a_pipe_counts_for_nothing(
    path: str, put: Callable[[Path], None], tmp_path: Path
) -> None:
    root = attached(tmp_path, path)
    (root / path).parent.mkdir(exist_ok=True)
    put(root / path)
    seen = glance(root)
    assert [words.split()[:2] for words in seen.said("evidence/EVD-1.yaml")] == [["6:16", "EVD102"]]
    assert not counts(seen)


@pytest.mark.parametrize("path", ["scans", "scans/scan.pdf"])
def test_a_record_whose_file_lies_behind_a_linked_folder_counts_for_nothing(path: str, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "scan.pdf").write_text("secret")
    root = attached(tmp_path / "tree", path)
    (root / "scans").symlink_to("../outside")
    seen = glance(root)
    assert [words.split()[:2] for words in seen.said("evidence/EVD-1.yaml")] == [["6:16", "EVD102"]]
    assert not counts(seen)


def test_sealed_files_that_cannot_be_read_are_said_and_never_opened(tmp_path: Path) -> None:
    kinds = (pipe, circle, device, endless)
    sealed = "files: [{{path: evidence/{n}.pdf, sha256: " + "0" * 64 + "}}]"
    records = {f"evidence/{n}.yaml": record(f"EVD-{n}", sealed.format(n=n)) for n in range(len(kinds))}
    root = plant(tmp_path, records)
    for number, put in enumerate(kinds):
        put(root / "evidence" / f"{number}.pdf")
    found = strict_json(apart(root, "check", "-f", "json", *AS_OF).out)["findings"]
    said = {finding["path"] for finding in found if finding["code"] in ("EVD102", "EVD105")}
    assert said == records.keys()


def test_a_report_is_never_written_through_a_link(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    (tmp_path / "outside").mkdir()
    (root / "reports").symlink_to("../outside")
    shown = here(root, "report", "gap")
    assert shown.code == COULD_NOT and "is a symbolic link" in shown.complaint
    assert list((tmp_path / "outside").iterdir()) == []
