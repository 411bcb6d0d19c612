"""The statement of applicability as plain data: in the shape the contract promises, and for the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from isokit import __version__
from isokit.model.control import Control
from isokit.model.finding import Finding
from isokit.model.issued import statement_now
from isokit.model.plain_head import Plain, day_plain, head_plain
from isokit.model.run import Run
from isokit.model.standard import Standard
from isokit.model.statement import Statement, counts, statement

Codes = Mapping[Control, tuple[str, ...]]
FAMILY, UNDECIDED = "SOA", "SOA201"
"""The codes of the rules on the statement, and of the one that speaks of all undecided controls at once."""


def statement_plain(found: Statement, run: Run) -> Plain:
    """`isokit/soa/1`."""
    codes = codes_of(found, run.counting)
    return {
        "schema": "isokit/soa/1",
        "isokit": __version__,
        "standard": found.standard.standard,
        "as_of": run.today.isoformat(),
        "controls": [control_plain(control, codes[control]) for control in found.controls],
    }


def control_plain(control: Control, codes: Iterable[str]) -> Plain:
    """One control of `isokit/soa/1`."""
    return {
        "ref": control.ref,
        "title": control.clause.title,
        "theme": control.theme,
        "applicable": control.applicable,
        "justification": control.justification,
        "drivers": list(control.drivers),
        "status": control.status.value if control.status else None,
        "documents": list(control.documents),
        "evidence": list(control.evidence),
        "findings": list(codes),
    }


def codes_of(found: Statement, findings: Iterable[Finding]) -> Codes:
    """The codes of the findings that point at the entries of each control; of what is undecided, that it is."""
    at: dict[tuple[str, object], list[str]] = {}
    known: set[str] = set()
    for finding in findings:
        if finding.code.startswith(FAMILY):
            at.setdefault((finding.path, finding.place.route[:2]), []).append(finding.code)
            known.add(finding.code)
    return {control: tuple(_codes(control, at, known)) for control in found.controls}


def _codes(control: Control, at: Mapping[tuple[str, object], list[str]], known: set[str]) -> list[str]:
    if control.applicable is None:
        return [UNDECIDED] if UNDECIDED in known else []
    places = [(entry.place.path, entry.place.route) for entry in control.entries]
    return sorted({code for place in places for code in at.get(place, ())})


def statement_report_plain(run: Run, standard: Standard) -> Plain:
    """What the template of the statement may use; nothing of git, so that the same files give the same report."""
    found = statement(standard, run.workspace, run.today)
    return {
        **head_plain(run),
        "standard": standard.standard,
        "name": standard.name,
        "revision": standard.revision,
        "reached_from": list(found.reached_from),
        **issued_plain(found, run),
        "counts": counts(found.controls),
        "total": len(found.controls),
        "themes": [
            {"title": theme, "counts": counts(controls), "controls": [report_row(control) for control in controls]}
            for theme, controls in found.themes
        ],
    }


def issued_plain(found: Statement, run: Run) -> Plain:
    """Version and approval. `sealed` is null where the approval has no digest, false where a decision changed since."""
    issued = found.issued
    if issued is None:
        return {"version": None, "approved": {"by": None, "on": None, "digest": None}, "sealed": None}
    approval = issued.approved
    return {
        "version": issued.version,
        "approved": {"by": approval.by, "on": day_plain(approval.on), "digest": approval.digest},
        "sealed": None if approval.digest is None else not statement_now(issued, run.workspace).altered,
    }


def report_row(control: Control) -> Plain:
    """One control with all its columns, as tables for people have them."""
    notes = [each.note for each in control.decisions if each.note]
    carried = [f"decided on {ref}" for ref in _origins(control)]
    applies = {True: "yes", False: "no", None: "undecided"}[control.applicable]
    return {
        **control_plain(control, ()),
        "name": control.name,
        "applies": applies,
        "inclusion": control.justification if control.applicable else None,
        "exclusion": None if control.applicable else control.justification,
        "owner": control.owner,
        "shown": [*control.evidence, *control.registers],
        "due": day_plain(control.due),
        "review": day_plain(control.review),
        "carried": carried,
        "notes": [*carried, *notes],
    }


def _origins(control: Control) -> list[str]:
    """The controls of other editions on which it was decided."""
    return list(dict.fromkeys(each.reference or each.id for each in control.decisions)) if control.carried else []
