"""Names with a meaning to isokit: of files, of a shelf, of editions."""

from __future__ import annotations

import re

SETTINGS_FILE = "isokit.yaml"
BASELINE_FILE = "isokit.baseline.yaml"
CUSTOM_STANDARDS = "standards"
"""The shelf of the organization's own editions, maps between them, and licensed wording."""


def by_age(edition: str) -> tuple[str, list[tuple[str, int, str]]]:
    """The order of editions, older first: `acme:9` comes before `acme:10`."""
    family, _, number = edition.partition(":")
    parts = re.findall(r"([^0-9]*)0*([0-9]*)", number)
    return family, [(word, len(digits), digits) for word, digits in parts]
