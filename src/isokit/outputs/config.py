"""The settings in force, and where each comes from, as text."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.outputs.look import Look
from isokit.schemas.config import Config
from isokit.text.escape import visible

SETTINGS_FILE, BASELINE_FILE = "isokit.yaml", "isokit.baseline.yaml"


def text(config: Config, look: Look) -> str:
    """A line for each setting: what it is, and in brackets where it comes from."""
    return "".join(f"{visible(line)}\n" for line in _lines(config))


def _lines(config: Config) -> Iterator[str]:
    yield f"standards: {', '.join(config.standards) or 'none'}"
    yield f"profile: {config.profile}"
    yield f"signers: {config.signers or 'none'}"
    for key, values in (("layout", config.layout), ("aliases", config.aliases)):
        yield from (f"{key} {name}: {', '.join(words)} ({SETTINGS_FILE})" for name, words in values.items())
    counts, known = config.suppressions, config.baseline
    yield f"suppressions: {counts.comment} in comments, {counts.config} in {SETTINGS_FILE}"
    yield f"baseline: {known.findings} in {known.path}" if known else f"baseline: none ({BASELINE_FILE})"
    widest = max(len(rule.name) for rule in config.rules)
    yield from (f"{r.code}  {r.name:{widest}}  {r.level:7}  ({r.from_})" for r in config.rules)
    for entry in config.paths:
        levels = ", ".join(f"{word} {level}" for word, level in entry.rules.items())
        yield f"in {', '.join(entry.match)}: {levels} ({SETTINGS_FILE}, paths)"
