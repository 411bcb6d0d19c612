"""The statement of applicability as plain data: in the shape the contract promises, and for the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from isokit import __version__
from isokit.analysis.soa.approval import intact
from isokit.analysis.soa.control import Control
from isokit.analysis.soa.statement import Statement, counts, statement
from isokit.catalog.standard import Standard
from isokit.model.finding import Finding
from isokit.model.suppression import By
from isokit.run import Run
from isokit.schemas.head import Plain, day_plain, head_plain

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
    return _beside(found, findings, lambda finding: finding.code)


def _beside(found: Statement, findings: Iterable[Finding], words: Callable[[Finding], str]) -> Codes:
    """What is said of the findings that stand beside each control."""
    at: dict[tuple[str, object], list[str]] = defaultdict(list)
    undecided: list[str] = []
    for finding in findings:
        if finding.code.startswith(FAMILY):
            at[finding.path, finding.place.route[:2]].append(words(finding))
        if finding.code == UNDECIDED:
            undecided = [words(finding)]
    return {control: tuple(_said(control, at, undecided)) for control in found.controls}


def _said(control: Control, at: Mapping[tuple[str, object], list[str]], undecided: list[str]) -> list[str]:
    entries = [word for entry in control.entries for word in at.get((entry.path, entry.place.route), ())]
    return sorted({*entries, *(undecided if control.applicable is None else ())})


def statement_report_plain(run: Run, standard: Standard) -> Plain:
    """What the template of the statement may use; nothing of git, so that the same files give the same report."""
    found = statement(standard, run.workspace, run.today)
    wrong = _beside(found, filter(_told, run.findings), lambda finding: f"{finding.code} {finding.name}")
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
            {
                "title": theme,
                "counts": counts(controls),
                "controls": [{**report_row(control), "wrong": wrong[control]} for control in controls],
            }
            for theme, controls in found.themes
        ],
    }


def _told(finding: Finding) -> bool:
    """Whether a report tells of it: it is not set aside, or only by the baseline, of which no report is made."""
    return finding.suppressed is None or finding.suppressed.by == By.BASELINE


def issued_plain(found: Statement, run: Run) -> Plain:
    """Version and approval. `sealed` is null where the approval has no digest, false where a decision changed since."""
    issued = found.approval
    if issued is None:
        return {"version": None, "approved": {"by": None, "on": None, "digest": None}, "sealed": None}
    approval = issued.approved
    return {
        "version": issued.version,
        "approved": {"by": approval.by, "on": day_plain(approval.on), "digest": approval.digest},
        "sealed": None if approval.digest is None else intact(issued, run.workspace, run.today),
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
