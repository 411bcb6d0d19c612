"""isokit soa init: an undecided entry for each control that has none."""

from __future__ import annotations

from isokit.changes import soa
from isokit.commands.context import Context
from isokit.commands.exit import Stop
from isokit.commands.soa.statement import (
    NOT_EDITABLE,
    NOT_UNDERSTOOD,
    file_to_edit,
    register_of,
    run_soa,
    statement_of,
)
from isokit.outputs import json
from isokit.outputs import soa_written as pages
from isokit.run import Run
from isokit.schemas.soa_written import soa_written_of
from isokit.text.escape import visible
from isokit.text.table import is_yaml

TABLE = "is a table; isokit soa -f csv shows which controls have no decision, and you add a row for each"


def init(context: Context) -> int:
    """Write the entries into the register."""
    show = context.output({"text": pages.text, "json": json.write})
    with context.writing() as changes:
        run = run_soa(context)
        found = statement_of(run)
        path, exists = register_of(context, run)
        missing = [control for control in found.controls if not control.entries]
        if missing and not is_yaml(path):
            raise Stop(f"{path} {TABLE}")
        if missing:
            file = file_to_edit(context, run, path) if exists else None
            change = soa.added_to(file, missing) if file else soa.new_register(missing, path)
            if change is None:
                raise Stop(f"{path}: {NOT_EDITABLE}")
            _require_understood(run, path)
            changes.add(change)
    show(soa_written_of(found, path, changes.written, tuple(control.ref for control in missing)))
    return 0


def _require_understood(run: Run, path: str) -> None:
    """Stop where a key or a value is not understood: it may be a decision, under a word that is misspelt."""
    unclear = (p.place for p in run.workspace.pieces if isinstance(p, NOT_UNDERSTOOD) and p.place.path == path)
    if key := next((part for place in unclear for part in reversed(place.route) if isinstance(part, str)), None):
        raise Stop(f"{path}: {visible(key)} is not understood, and may be a decision; fix it, see isokit check {path}")
