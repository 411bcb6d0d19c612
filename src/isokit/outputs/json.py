"""Any published schema value as JSON."""

from __future__ import annotations

from isokit.outputs.look import Look
from isokit.schemas.serialize import as_json


def write(value: object, look: Look) -> str:
    return as_json(value)
