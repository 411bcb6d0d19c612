"""A command that cannot do what it was asked for says why in one line, and ends with 2."""

from __future__ import annotations


class Stop(Exception):
    """Ends a command with exit code 2; the message is for the user, with what to type."""
