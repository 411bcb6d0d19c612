"""A baseline created, updated or pruned, and its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from isokit.model.baseline import Baseline, KnownFinding
from isokit.model.file_change import NewFile
from isokit.model.finding import Finding
from isokit.model.names import BASELINE_FILE
from isokit.model.suppression import UNTOUCHABLE, By
from isokit.text.escape import visible
from isokit.text.yaml.emit import Value, emit

HEAD = """\
# Findings that are known and do not count. `isokit baseline update` and `isokit baseline prune` write this file;
# isokit check never does. Only the fingerprints count, the rest is for people.
"""


class Way(StrEnum):
    """Create a first baseline, make it hold exactly the current findings, or drop those that are gone."""

    CREATE = "create"
    UPDATE = "update"
    PRUNE = "prune"


@dataclass(frozen=True, slots=True)
class Rebased:
    """The new baseline, with what was added and dropped."""

    baseline: Baseline
    added: tuple[KnownFinding, ...]
    dropped: tuple[KnownFinding, ...]


def rebase(way: Way, old: Baseline | None, findings: Iterable[Finding], today: date) -> Rebased:
    """The baseline after a change. Findings that comments or the settings set aside are left out."""
    before = old or Baseline.model_validate({"id": BASELINE_FILE, "created": today.isoformat()})
    found = {finding.fingerprint: finding for finding in findings if not finding.code.startswith(UNTOUCHABLE)}
    kept = [known for known in before.findings if known.fingerprint in found]
    new = [KnownFinding.of(each) for each in found.values() if _belongs(each, before)]
    added = () if way is Way.PRUNE else tuple(new)
    dropped = tuple(known for known in before.findings if known.fingerprint not in found)
    held = [KnownFinding.of(found[known.fingerprint]) for known in kept] if way is Way.UPDATE else kept
    together = tuple(sorted((*held, *added), key=lambda known: known.order))
    return Rebased(before.model_copy(update={"findings": together}), _sorted(added), _sorted(dropped))


def _belongs(finding: Finding, baseline: Baseline) -> bool:
    aside = finding.suppressed
    return finding.fingerprint not in baseline.fingerprints and (aside is None or aside.by == By.BASELINE)


def _sorted(known: Iterable[KnownFinding]) -> tuple[KnownFinding, ...]:
    return tuple(sorted(known, key=lambda each: each.order))


def file_of(path: str, baseline: Baseline) -> NewFile:
    """The file of a baseline. The same baseline gives the same bytes."""
    return NewFile(path, HEAD + emit(_content(baseline)), replace=True)


def _content(baseline: Baseline) -> dict[str, Value]:
    head: dict[str, Value] = {"created": baseline.created, "reason": baseline.reason, "until": baseline.until}
    findings: Sequence[Mapping[str, Value]] = [_written(known.model_dump()) for known in baseline.findings]
    return {**_written(head), "findings": findings}


def _written(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values that are set; of texts, what cannot be seen is written out."""
    return {key: visible(value) if isinstance(value, str) else value for key, value in values.items() if value}
