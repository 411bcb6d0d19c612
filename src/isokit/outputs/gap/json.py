"""`isokit/gap/1`: every clause of every adopted edition, with all its status rests on."""

from __future__ import annotations

import json

from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.run import gap_plain


def write(run: Run, look: Look) -> str:
    """The assessments as one JSON document."""
    return json.dumps(gap_plain(run), ensure_ascii=False, indent=2) + "\n"
