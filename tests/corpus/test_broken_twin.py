"""The twin of examples/integrated in which every finding on evidence, risk and applicability shows, once each.

`broken-twin.yaml` says what is broken. What the example shows on purpose is not broken again.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import cache, partial
from typing import NamedTuple

import yaml

from isokit.check.registry import all_rules
from isokit.edge import data, disk
from isokit.load.catalog import catalog_of
from isokit.model.finding import Finding
from isokit.pipeline import run
from isokit.request import Request
from isokit.text.source import Source
from tests.corpus.test_integrated import INTEGRATED, integrated
from tests.corpus.trees import HERE
from tests.support import TODAY, Committed, Golden, bytes_of, history_of

FAMILIES = ("EVD2", "RSK", "ENV", "SOA2")


class Break(NamedTuple):
    shows: str
    file: str
    find: str = ""
    put: str = ""
    entry: str = ""


BREAKS = [Break(**each) for each in yaml.safe_load((HERE / "broken-twin.yaml").read_text("utf-8"))]


def sha256(path: str) -> str:
    return hashlib.sha256((INTEGRATED / path).read_bytes()).hexdigest()


def broken(text: str, each: Break) -> str:
    entry = re.search(rf"^  - \w+: {re.escape(each.entry)}\n(?:(?!  - ).*\n)*", text, re.M) if each.entry else None
    assert bool(entry) is bool(each.entry), each
    old = entry[0] if entry else text
    assert not each.find or old.count(each.find) == 1, each
    put = re.sub(r"\{SHA-256 of (.+)\}", lambda found: sha256(found[1]), each.put)
    new = old.replace(each.find, put) if each.find else put
    return text.replace(old, new if each.put else re.sub(r"^ +\n", "", new, flags=re.M))


def committed(day: str, path: str, **otherwise: str) -> Committed:
    text = (INTEGRATED / path).read_text("utf-8")
    for now, then in otherwise.items():
        assert text.count(now) == 1, now
        text = text.replace(now, then)
    return Committed(day, "quality@gentle-otter.example", {path: text})


GAUGE, MEASURING = "evidence/2026/EVD-007-calibration-pressure.yaml", "procedures/measuring-equipment.md"
BEFORE = {
    'version: "2.0"': 'version: "1.1"',
    "on: 2026-04-20": "on: 2025-03-10",
    "stand | 6 months": "stand | 12 months",
}
PAST = history_of(
    committed("2026-02-18", MEASURING, **BEFORE),
    committed("2026-02-20", GAUGE),
    committed("2026-04-20", MEASURING),
    committed("2026-11-03", "evidence/2026/EVD-077-incident-lessons.yaml"),
)
"""PRO-014 changed after EVD-007 was collected, and git has known EVD-077 only since five months after its day."""
BY_GIT = ("EVD204", "EVD206")
SHOWN = Counter([*(each.shows for each in BREAKS), *BY_GIT])


@cache
def new_in_the_twin() -> tuple[Finding, ...]:
    sources = {source.path: source for source in disk.sources(INTEGRATED)}
    for each in BREAKS:
        text = broken(sources[each.file].read().decode(), each)
        sources[each.file] = Source(each.file, partial(bytes_of, text.encode()))
    found = run(sources.values(), catalog_of(data.standards()), PAST, Request(TODAY)).findings
    known = Counter(map(told, integrated().findings))
    return tuple(finding for finding in found if not known[told(finding)])


def told(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.path, finding.message


def test_each_break_shows_its_finding_and_nothing_else() -> None:
    assert Counter(finding.code for finding in new_in_the_twin()) == SHOWN


def test_every_rule_on_evidence_risk_and_applicability_speaks_once() -> None:
    here = {rule.code for rule in all_rules() if rule.code.startswith(FAMILIES)}
    deliberate = {finding.code for finding in integrated().findings}
    assert (set(SHOWN.values()), here) == ({1}, here & deliberate | SHOWN.keys())


def test_what_is_said_of_it(golden: Golden) -> None:
    lines = (f"{f.path}:{f.span.line}: {f.code} {f.severity}: {f.message}; {f.help}\n" for f in new_in_the_twin())
    golden("broken-twin.txt", "".join(lines))
