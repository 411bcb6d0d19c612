"""`isokit/config/1`: the settings in force, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from isokit import __version__
from isokit.model.rule import Rule
from isokit.model.suppression import By, Suppressing
from isokit.run import Run
from isokit.schemas.base import fill


class Level(NamedTuple):
    """A rule, its level, and what gives it that."""

    rule: Rule
    level: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLevel:
    """A rule and its level: error, warning, note or off."""

    code: str
    name: str
    level: str
    from_: str
    """What sets the level: isokit.yaml, a profile, or isokit itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathLevels:
    """Levels of rules that hold only for some files."""

    match: tuple[str, ...]
    rules: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressions:
    """How many suppressions there are in comments and in isokit.yaml."""

    comment: int
    config: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineInForce:
    """The baseline file and how many findings it holds."""

    path: str
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Output of `isokit config`."""

    schema: Literal["isokit/config/1"] = "isokit/config/1"
    isokit: str = __version__
    standards: tuple[str, ...]
    profile: str
    rules: tuple[RuleLevel, ...]
    paths: tuple[PathLevels, ...]
    suppressions: Suppressions
    baseline: BaselineInForce | None
    signers: str | None
    """The file of allowed signers, by which signatures of approvals are verified."""
    layout: Mapping[str, tuple[str, ...]]
    aliases: Mapping[str, tuple[str, ...]]


def config_of(run: Run, levels: Iterable[Level]) -> Config:
    settings, baseline = run.workspace.settings, run.workspace.baseline
    return fill(
        Config,
        settings,
        standards=tuple(standard.standard for standard in run.workspace.standards),
        profile=settings.profile.value,
        rules=tuple(fill(RuleLevel, each.rule, level=each.level, from_=each.origin) for each in levels),
        paths=tuple(fill(PathLevels, entry) for entry in settings.paths),
        suppressions=Suppressions(comment=_number(run, By.COMMENT), config=_number(run, By.CONFIG)),
        baseline=BaselineInForce(path=baseline.path, findings=len(baseline.findings)) if baseline else None,
    )


def _number(run: Run, by: By) -> int:
    return sum(each.by is by for each in run.workspace.of(Suppressing))
