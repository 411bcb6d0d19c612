"""How a command ends: its exit codes, and what stops it."""

from __future__ import annotations

CLEAN, FOUND, COULD_NOT, BUG, INTERRUPTED = 0, 1, 2, 3, 130


class Stop(Exception):
    """Ends a command with exit code 2; the message tells the user why, and what to type instead."""
