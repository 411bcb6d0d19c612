"""`isokit/check/1`: everything about every finding, suppressed ones included."""

from __future__ import annotations

import json

from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.run import check_plain


def write(run: Run, look: Look) -> str:
    """The run as one JSON document."""
    return json.dumps(check_plain(run), ensure_ascii=False, indent=2) + "\n"
