"""What documents have in common: as of when they are, and of which organization."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from isokit import __version__

if TYPE_CHECKING:
    from isokit.run import Run

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How most documents begin, after `schema`."""

    isokit: str = __version__
    as_of: date
    organization: str


def head_of(run: Run) -> Plain:
    """The fields of `Head`."""
    return {"as_of": run.today, "organization": run.workspace.settings.organization.name}
