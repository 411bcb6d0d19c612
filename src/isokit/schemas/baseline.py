"""`isokit/baseline/1`: what a command did to a baseline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from isokit.model import baseline as model


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFinding:
    """A finding of the baseline. Only the fingerprint counts; the rest is for people."""

    fingerprint: str
    code: str
    path: str
    subject: str
    route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Output of `isokit baseline create`, `update` and `prune`."""

    schema: Literal["isokit/baseline/1"] = "isokit/baseline/1"
    path: str
    written: bool
    """Whether the file changed."""
    total: int
    """How many findings it holds."""
    added: tuple[KnownFinding, ...]
    dropped: tuple[KnownFinding, ...]


def known_findings(known: Iterable[model.KnownFinding]) -> tuple[KnownFinding, ...]:
    return tuple(KnownFinding(**each.model_dump()) for each in known)
