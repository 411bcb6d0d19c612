"""What the tests of the gate share: a company's repository, git without this machine's settings, isokit on the path."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]

SETTINGS = "organization: {name: Blue Teapot Works}\nstandards: [iso9001:2015]\n"
ROLES = "roles:\n  - {id: quality-manager, title: Quality manager, holders: [{name: quality@teapot.example}]}\n"
PURCHASING = """\
---
id: PRO-1
title: Purchasing
type: procedure
status: draft
owner: quality-manager
---
How we buy.
"""
MANUAL = """\
---
id: MAN-1
title: Manual
type: manual
status: draft
owner: quality-manager
references: [PRO-1]
---
How we work.
"""
COMPANY = {
    "isokit.yaml": SETTINGS,
    "registers/roles.yaml": ROLES,
    "procedures/purchasing.md": PURCHASING,
    "manual/manual.md": MANUAL,
}
NONCONFORMITY = """\
id: NC-1
title: Tea was delivered cold
status: open
raised: 2026-11-02
owner: quality-manager
clauses: [iso9001:2015/8.5.1]
"""


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run(folder, "git", "status")`: a program with an identity for git, none of its other settings, and isokit."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "ISOKIT_", "PRE_COMMIT"))}
    environment = {
        **kept,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept["PATH"]]),
        "HOME": str(tmp_path / "home"),
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{what}": word for who in ("AUTHOR", "COMMITTER") for what, word in IDENTITY.items()},
    }

    def called(folder: Path, *words: str, **more: str) -> Done:
        return subprocess.run(
            words,
            cwd=folder,
            env=environment | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    return called


IDENTITY = {"NAME": "Quality manager", "EMAIL": "quality@teapot.example"}


@pytest.fixture
def company(tmp_path: Path, run: Run) -> Path:
    """A repository with one commit: a manual that asks for one procedure."""
    root = tmp_path / "company"
    write(root, COMPANY)
    for words in (("init", "--quiet", "--initial-branch=main"), ("add", "--all"), ("commit", "--quiet", "-m", "Begin")):
        assert run(root, "git", *words).returncode == 0
    return root
