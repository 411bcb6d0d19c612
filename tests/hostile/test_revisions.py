"""The same hostile trees out of a commit: links, names and bytes are judged as on the disk (rows 3, 6, 9, 15)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.doors import AS_OF, COULD_NOT, FOUND, here
from tests.hostile.sinks import strict_json
from tests.hostile.test_characters import NAMES, REFUSED
from tests.hostile.test_special_files import LIMIT, with_links
from tests.hostile.test_terminals import ACTING, acting
from tests.hostile.trees import named_in_bytes, plant, sparse
from tests.shell import git


def committed(root: Path) -> Path:
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Hostile")
    return root


def findings(root: Path, *options: str) -> list[dict[str, Any]]:
    done = here(root, "check", "-f", "json", *options, *AS_OF)
    assert done.code == FOUND, done.complaint
    found: list[dict[str, Any]] = strict_json(done.out)["findings"]
    return found


def escapes(root: Path) -> Path:
    return acting(root, "".join(ACTING.values()))


def strange_bytes(root: Path) -> Path:
    return plant(root, {f"evidence/{name}.yaml": data for name, (data, _) in REFUSED.items()})


def strange_names(root: Path) -> Path:
    for name in NAMES:
        named_in_bytes(plant(root) / "policies", name, "---\nid: POL-1\n---\n")
    return root


def large_file(root: Path) -> Path:
    sparse(root / "evidence" / "large.yaml", LIMIT + 1)
    return plant(root)


@pytest.mark.parametrize("build", [with_links, escapes, strange_bytes, strange_names, large_file])
def test_a_commit_says_what_its_checkout_says(build: Callable[[Path], Path], tmp_path: Path) -> None:
    root = committed(build(tmp_path / "tree"))
    assert findings(root, "--at", "HEAD") == findings(root)


EVIL = {
    "..": b"100644 ..",
    "../../outside.md": b"100644 ../../outside.md",
    ".git": b"100644 .git",
    ".GIT": b"100644 .GIT",
    "empty folder": b"100644 a//b.md",
    "no name": b"100644 ",
    "a file that is a folder": b"40000 a",
}


def forged(tmp_path: Path, entry: bytes) -> tuple[Path, str]:
    """A tree, and a commit of it whose folder of policies has an entry that was written by hand."""
    root = committed(plant(tmp_path))
    file, settings = (
        bytes.fromhex(git(root, "rev-parse", f"HEAD:{p}")) for p in ("policies/bystander.md", "isokit.yaml")
    )
    write = ("hash-object", "-t", "tree", "--literally", "-w", "--stdin")
    folder = bytes.fromhex(git(root, *write, given=entry + b"\0" + file))
    tree = git(root, *write, given=b"100644 isokit.yaml\0" + settings + b"40000 policies\0" + folder)
    return root, git(root, "commit-tree", "-m", "Evil", tree)


@pytest.mark.parametrize("name", EVIL)
def test_a_commit_no_git_would_make_is_refused_in_a_line(name: str, tmp_path: Path) -> None:
    root, commit = forged(tmp_path, EVIL[name])
    for command in ("check", "gap"):
        shown = here(root, command, "--at", commit)
        assert (shown.code, shown.out) == (COULD_NOT, b"")
        assert shown.complaint.startswith(f"isokit: git cannot show revision {commit}: ")
        assert shown.complaint.count("\n") == 1


def test_a_file_of_a_mode_git_does_not_know_is_a_finding_and_is_not_read(tmp_path: Path) -> None:
    """git takes it for a submodule."""
    root, commit = forged(tmp_path, b"7777777 a.md")
    (unread,) = (found for found in findings(root, "--at", commit) if found["path"] == "policies/a.md")
    assert unread["code"] == "TXT001"
    assert "a submodule, which isokit does not enter" in unread["message"]
