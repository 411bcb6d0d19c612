"""The settings in force, and where each comes from: isokit.yaml, a profile, or isokit itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from isokit import __version__
from isokit.model.names import BASELINE_FILE, SETTINGS_FILE
from isokit.model.rule import Rule
from isokit.model.suppression import By, Suppressing
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.escape import visible

Plain = dict[str, Any]


class Shown(NamedTuple):
    """A rule, its level, and what gives it that."""

    rule: Rule
    level: str
    origin: str


def as_json(run: Run, rules: Sequence[Shown], look: Look) -> str:
    """`isokit/config/1`."""
    return json.dumps(_plain(run, rules), ensure_ascii=False, indent=2) + "\n"


def _plain(run: Run, rules: Sequence[Shown]) -> Plain:
    settings, baseline = run.workspace.settings, run.workspace.baseline
    known = {"path": baseline.path, "findings": len(baseline.findings)} if baseline else None
    return {
        "schema": "isokit/config/1",
        "isokit": __version__,
        "standards": [standard.standard for standard in run.workspace.standards],
        "profile": settings.profile.value,
        "rules": [{"code": r.rule.code, "name": r.rule.name, "level": r.level, "from": r.origin} for r in rules],
        "paths": [{"match": list(entry.match), "rules": dict(entry.rules)} for entry in settings.paths],
        "suppressions": {by.value: _number(run, by) for by in (By.COMMENT, By.CONFIG)},
        "baseline": known,
        "signers": settings.signers,
        "layout": {name: list(patterns) for name, patterns in settings.layout.items()},
        "aliases": {name: list(words) for name, words in settings.aliases.items()},
    }


def _number(run: Run, by: By) -> int:
    return sum(each.by is by for each in run.workspace.of(Suppressing))


def text(run: Run, rules: Sequence[Shown], look: Look) -> str:
    """A line for each setting: what it is, and in brackets where it comes from."""
    return "".join(f"{visible(line)}\n" for line in _lines(_plain(run, rules), rules))


def _lines(plain: Plain, rules: Sequence[Shown]) -> Iterator[str]:
    yield f"standards: {', '.join(plain['standards']) or 'none'}"
    yield f"profile: {plain['profile']}"
    yield f"signers: {plain['signers'] or 'none'}"
    for key in ("layout", "aliases"):
        yield from (f"{key} {name}: {', '.join(words)} ({SETTINGS_FILE})" for name, words in plain[key].items())
    counts = plain["suppressions"]
    yield f"suppressions: {counts['comment']} in comments, {counts['config']} in {SETTINGS_FILE}"
    known = plain["baseline"]
    yield f"baseline: {known['findings']} in {known['path']}" if known else f"baseline: none ({BASELINE_FILE})"
    widest = max(len(shown.rule.name) for shown in rules)
    yield from (f"{r.rule.code}  {r.rule.name:{widest}}  {r.level:7}  ({r.origin})" for r in rules)
    for entry in plain["paths"]:
        levels = ", ".join(f"{word} {level}" for word, level in entry["rules"].items())
        yield f"in {', '.join(entry['match'])}: {levels} ({SETTINGS_FILE}, paths)"
