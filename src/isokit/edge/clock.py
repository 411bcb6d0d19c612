"""The clock, asked once a run and only here."""

from __future__ import annotations

from datetime import date


def today() -> date:
    """The day on this machine."""
    return date.today()
