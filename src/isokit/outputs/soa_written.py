"""What a command wrote into the register of decisions: for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from isokit import __version__
from isokit.analysis.soa.statement import Statement, tally
from isokit.model.registers.applicability import SoaApproval
from isokit.outputs import terminal
from isokit.outputs.look import Look


@dataclass(frozen=True)
class Written:
    """The statement as it was read; the register; the files that changed; the controls added, or the approval given."""

    found: Statement
    path: str
    written: tuple[str, ...]
    added: tuple[str, ...] = ()
    approval: SoaApproval | None = None


def as_json(done: Written, look: Look) -> str:
    """`isokit/soa-written/1`."""
    issued = done.approval
    approval = issued and {
        "version": issued.version,
        "by": issued.approved.by,
        "on": issued.approved.on.isoformat() if issued.approved.on else None,
        "digest": issued.approved.digest,
    }
    plain = {
        "schema": "isokit/soa-written/1",
        "isokit": __version__,
        "standard": done.found.standard.standard,
        "path": done.path,
        "written": list(done.written),
        "added": list(done.added),
        "approved": approval,
        "next": list(_next(done)),
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def text(done: Written, look: Look) -> str:
    """The file, what was added to it, and what is to be done next."""
    lines = [*_lines(done), *(f"next: {step}" for step in _next(done))]
    return terminal.rendered([terminal.text(line) for line in lines], look, wrap=False)


def _lines(done: Written) -> Iterator[str]:
    yield done.path if done.written else f"{done.path} (unchanged)"
    if done.added:
        added = [control for control in done.found.controls if control.ref in done.added]
        yield f"{tally(added, done.found.standard.standard)} added, undecided"


def _next(done: Written) -> Iterator[str]:
    if done.approval:
        yield "commit it, so that isokit soa diff shows what changes from now on"
    elif done.added or done.found.undecided:
        yield f"decide in {done.path}: applicable: true or false, and why; isokit soa shows how far it is"
