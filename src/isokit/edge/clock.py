"""The clock, read once a run and nowhere else."""

from __future__ import annotations

from datetime import date


def today() -> date:
    return date.today()
