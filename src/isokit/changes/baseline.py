"""A baseline made, brought up to date, or rid of what is gone: what it holds then, and its file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from isokit.model.baseline import Baseline, KnownFinding
from isokit.model.edit import NewFile
from isokit.model.finding import Finding
from isokit.model.names import BASELINE_FILE
from isokit.model.suppression import UNTOUCHABLE, By
from isokit.text.escape import visible

HEAD = """\
# Findings that are known and do not count. `isokit baseline update` and `isokit baseline prune` write this file;
# isokit check never does. Only the fingerprints count, the rest is for people.
"""
PLAIN = re.compile(r"[A-Za-z][\w./#-]*", re.ASCII)
WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""What some reader of YAML takes for something else than a text."""


class Way(StrEnum):
    """What is done to a baseline: a first one, one that holds just what is found, one without what is gone."""

    CREATE = "create"
    UPDATE = "update"
    PRUNE = "prune"


@dataclass(frozen=True, slots=True)
class Rebased:
    """A baseline as it becomes, with what is added and dropped."""

    baseline: Baseline
    added: tuple[KnownFinding, ...]
    dropped: tuple[KnownFinding, ...]


def rebased(way: Way, old: Baseline | None, findings: Iterable[Finding], today: date) -> Rebased:
    """The baseline once all findings of a tree are known. What comments and the settings set aside is left out."""
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
    return NewFile(path, HEAD + "".join(f"{line}\n" for line in _lines(baseline)), replace=True)


def _lines(baseline: Baseline) -> Iterator[str]:
    head = {
        "created": baseline.created and baseline.created.isoformat(),
        "reason": baseline.reason and _scalar(baseline.reason),
        "until": baseline.until and _scalar(baseline.until),
    }
    yield from (f"{key}: {value}" for key, value in head.items() if value)
    yield "findings:" if baseline.findings else "findings: []"
    for known in baseline.findings:
        yield f"  - fingerprint: {json.dumps(known.fingerprint)}"
        texts = {"code": known.code, "path": known.path, "subject": known.subject, "route": known.route}
        yield from (f"    {key}: {_scalar(text)}" for key, text in texts.items() if text)


def _scalar(text: str) -> str:
    """A text that every reader of YAML takes for this text, with what cannot be seen written out."""
    if PLAIN.fullmatch(text) and text.lower() not in WORDS:
        return text
    return json.dumps(visible(text), ensure_ascii=False)
