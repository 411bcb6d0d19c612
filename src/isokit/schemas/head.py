"""What plain data have in common: their type, what a report begins with, and how a day stands in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from isokit import __version__

if TYPE_CHECKING:
    from isokit.run import Run

Plain = dict[str, Any]


def head_plain(run: Run) -> Plain:
    """What every report says of itself; nothing of git, so that the same files give the same report."""
    organization = run.workspace.settings.organization
    return {
        "isokit": __version__,
        "as_of": run.today.isoformat(),
        "digest": run.digest,
        "organization": organization.name,
        "scope": organization.scope,
    }


def schema_plain(name: str, run: Run) -> Plain:
    """How a document for programs begins: with the name of its schema, and as of when it is."""
    return {
        "schema": f"isokit/{name}/1",
        "isokit": __version__,
        "as_of": run.today.isoformat(),
        "organization": run.workspace.settings.organization.name,
    }


def day_plain(day: date | None) -> str | None:
    """A day as YYYY-MM-DD."""
    return day.isoformat() if day else None
