"""The doors a user has to a tree, each opened once, and what they promise whatever lies behind them."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests import shell
from tests.hostile import sinks
from tests.hostile.trees import BYSTANDER, BYSTANDERS_CLAUSE, state

AS_OF = ("--as-of", "2026-11-22")
CHECKS = {form: ("check", "-f", form) for form in ("full", "concise", "json")}
GAPS = {
    "table": ("gap", "-f", "table", "--all"),
    "gap json": ("gap", "-f", "json"),
    "markdown": ("gap", "-f", "markdown"),
}
CLEAN, FOUND, COULD_NOT = 0, 1, 2
GENEROUS = 60
"""Seconds after which a command hangs; those of the tests take less than one."""
WITHIN_A_GIGABYTE = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from isokit.__main__ import main
main()
"""


@dataclass(frozen=True)
class Shown:
    """What one door shows."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return sinks.text_of(self.out)

    @property
    def complaint(self) -> str:
        return sinks.text_of(self.err)


Door = Callable[..., Shown]


def here(root: Path, *arguments: str) -> Shown:
    """Open a door in this process: quick, for what takes no process down."""
    done = shell.isokit("-C", root, *arguments)
    return Shown(done.exit_code, done.stdout_bytes, done.stderr_bytes)


def apart(root: Path, *arguments: str, **environment: str) -> Shown:
    """Open a door in a process of its own, with little memory and a limit of time."""
    done = subprocess.run(
        [sys.executable, "-c", WITHIN_A_GIGABYTE, "-C", str(root), *arguments],
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=GENEROUS,
    )
    return Shown(done.returncode, done.stdout, done.stderr)


def on_a_terminal(
    root: Path, *arguments: str, columns: int = 80, variables: Mapping[str, str] = MappingProxyType({})
) -> Shown:
    """Open a door at a real terminal, with only these variables saying what it can do."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    silent = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "TERM", "NO_COLOR")}
    command = [sys.executable, "-m", "isokit", "-C", str(root), *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=silent | dict(variables)
    ) as process:
        os.close(theirs)
        shown = _everything(ours)
        process.wait(GENEROUS)
    return Shown(process.returncode, shown.replace(b"\r\n", b"\n"), b"")


def _everything(terminal: int) -> bytes:
    shown = b""
    with open(terminal, "rb", buffering=0) as screen:
        while True:
            try:
                more = screen.read(65536)
            except OSError:  # the other end is closed
                return shown
            if not more:
                return shown
            shown += more


@dataclass(frozen=True)
class Seen:
    """What all doors show of one tree."""

    shown: dict[str, Shown] = field(repr=False)

    @property
    def code(self) -> int:
        return self.shown["json"].code

    @cached_property
    def findings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = sinks.strict_json(self.shown["json"].out)["findings"]
        return found

    def said(self, path: str, *codes: str) -> list[str]:
        """What is said of a file, as `line:column CODE message`; only with these codes where some are named."""
        here = [found for found in self.findings if found["path"] == path]
        return [
            f"{found['line']}:{found['column']} {found['code']} {found['message']}"
            for found in here
            if not codes or found["code"] in codes
        ]

    def refused(self, path: str) -> list[str]:
        """Why a file cannot be read, as `line:column reason`."""
        return [words.replace("TXT001 this file cannot be read: ", "") for words in self.said(path, "TXT001")]

    def clause(self, reference: str) -> dict[str, Any]:
        """One clause of the gap."""
        standards = sinks.strict_json(self.shown["gap json"].out)["standards"]
        found: dict[str, Any] = next(
            clause for standard in standards for clause in standard["clauses"] if clause["ref"] == reference
        )
        return found


def look(root: Path, door: Door = here) -> Seen:
    """Open all doors to a tree, and hold them to their promises."""
    before = state(root)
    seen = Seen({name: door(root, *command, *AS_OF) for name, command in (CHECKS | GAPS).items()})
    assert state(root) == before, "a command that reads has written"
    promises_are_kept(seen)
    return seen


def glance(root: Path) -> Seen:
    """Open only the doors of machines, where a tree differs little from one that was looked at."""
    return Seen({name: here(root, *(CHECKS | GAPS)[name], *AS_OF) for name in ("json", "gap json")})


def promises_are_kept(seen: Seen) -> None:
    """No traceback, known exit codes, harmless output, formats that agree, and the bystander judged."""
    assert {shown.code for shown in seen.shown.values()} <= {CLEAN, FOUND, COULD_NOT}
    assert len({seen.shown[form].code for form in CHECKS}) == 1
    for name, shown in seen.shown.items():
        assert "Traceback" not in shown.text + shown.complaint
        assert not sinks.harmful(shown.complaint)
        assert "json" in name or not sinks.harmful(shown.text)
        assert not sinks.commands(shown.text + shown.complaint)
    formats_agree(seen)
    assert "2:1 DOC101 POL-9 has no owner" in seen.said(BYSTANDER)
    if seen.code == COULD_NOT:
        assert not any(seen.shown[form].out for form in GAPS)
        return
    assert "POL-9" in seen.clause(BYSTANDERS_CLAUSE)["documents"]
    assert not sinks.ragged(seen.shown["markdown"].text) and not sinks.markup_of(seen.shown["markdown"].text)


def formats_agree(seen: Seen) -> None:
    """Every finding is one line of `concise` and one paragraph of `full`, in the same order."""
    codes = [found["code"] for found in seen.findings]
    lines = seen.shown["concise"].text.splitlines()
    heads = [line for line in seen.shown["full"].text.splitlines() if line.startswith(("error[", "warning[", "note["))]
    assert [line for line, code in zip(lines, codes, strict=True) if f": {code} [" not in line] == []
    assert [head.partition("[")[2].partition("]")[0] for head in heads] == codes
