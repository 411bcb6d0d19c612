"""Hostile trees, built by a few lines each: nothing odd is ever committed.

In every tree stands a policy nobody owns. Whatever lies beside it, isokit has to go on saying so.
"""

from __future__ import annotations

import os
from pathlib import Path

from tests.support import Files, bytes_of

SETTINGS = "organization: {name: Blue Teapot Works}\nstandards: [iso9001:2015]\n"
BYSTANDER = "policies/bystander.md"
BYSTANDERS_CLAUSE = "iso9001:2015/5.2.2"
OWNERLESS = f"---\nid: POL-9\ntitle: Quality policy\nstatus: draft\nclauses: [{BYSTANDERS_CLAUSE}]\n---\nText.\n"
HOMES = (
    "audits/2026/AUD-1.yaml",
    "audits/programme.yaml",
    "evidence/2026/EVD-1.yaml",
    "nonconformities/NC-1.yaml",
    "policies/hostile.md",
    "procedures/deep/hostile.md",
    "registers/roles.yaml",
    "reviews/REV-1.yaml",
)
"""One file of each kind that holds YAML."""


def plant(root: Path, files: Files | None = None) -> Path:
    """Write a tree: its settings, the policy nobody owns, and the files given."""
    for path, content in {"isokit.yaml": SETTINGS, BYSTANDER: OWNERLESS, **(files or {})}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(bytes_of(content))
    return root


def in_every_home(text: str) -> Files:
    """The same YAML in one file of each kind, as a whole or as front matter."""
    return {path: f"---\n{text}\n---\nText.\n" if path.endswith(".md") else text for path in HOMES}


def moved_down(place: str, path: str) -> str:
    """The place in a file of what stands at this place of its YAML: front matter begins on the second line."""
    line, column = place.split(":")
    return f"{int(line) + path.endswith('.md')}:{column}"


def document(name: str, *lines: str, body: str = "Text.") -> str:
    """A draft policy of this id, with an owner; further lines of front matter, or other ones for its title."""
    own = [] if any(line.startswith("title:") for line in lines) else ["title: Policy"]
    return "\n".join(["---", f"id: {name}", *own, "status: draft", "owner: o", *lines, "---", body, ""])


def record(name: str, *lines: str) -> str:
    """A calibration record of this id, of the day before the tests' day."""
    head = (f"id: {name}", f"title: Calibration {name}", "type: calibration-record", "collected: 2026-11-21")
    return "\n".join([*head, "clauses: [iso9001:2015/7.1.5.2]", *lines, ""])


def nonconformity(name: str, title: str) -> str:
    """An open nonconformity against the bystander's clause."""
    lines = (f"id: {name}", f"title: {title}", "status: open", "raised: 2026-11-02", "owner: o")
    return "\n".join([*lines, f"clauses: [{BYSTANDERS_CLAUSE}]", ""])


def sparse(path: Path, size: int) -> Path:
    """A file of many NUL bytes that takes no room."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.truncate(path, size)
    return path


def named_in_bytes(folder: Path, name: bytes, content: str) -> None:
    """A file whose name need not be text."""
    folder.mkdir(parents=True, exist_ok=True)
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(content)


State = dict[bytes, tuple[int, int, int, int, int]]


def state(root: Path) -> State:
    """Every path of a tree with what any write would change; nothing is opened, so pipes do no harm."""
    found: State = {}
    for folder, folders, files in os.walk(os.fsencode(root)):
        for path in (folder, *(os.path.join(folder, name) for name in (*folders, *files))):
            about = os.lstat(path)
            found[path] = (about.st_ino, about.st_mode, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
    return found
