"""isokit.yaml: who the organization is, what it adopts, and how its tree differs from the defaults."""

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, field_validator, model_validator

from isokit.model.entity import Entity, Part, shared
from isokit.model.evidence import COLLECTING
from isokit.model.finding import Severity
from isokit.model.rating import Rating
from isokit.model.scalar import Duration, Texts, TimeSpan, Whole
from isokit.model.suppression import By, Files, Suppressing
from isokit.text.glob import why_no_pattern
from isokit.text.span import Route


class Site(Part):
    """A place where the organization works."""

    id: str
    title: str = ""


class Organization(Part):
    """Who is certified, for what. `year_begins` is the number of the month with which its year begins."""

    name: str = ""
    scope: str = ""
    sites: tuple[Site, ...] = ()
    year_begins: Whole = 1

    @field_validator("year_begins")
    @classmethod
    def month(cls, number: int) -> int:
        if not 1 <= number <= 12:
            raise ValueError("write the number of a month, 1 to 12")
        return number


class EvidenceTimes(Part):
    """How long before evidence is due isokit says so, and how long after that it is an error.

    Without `fail`, what has run out stays a warning, and the record of a period has 30 days to be collected.
    """

    warn: Duration = shared(TimeSpan(days=30))
    fail: Duration | None = None

    @property
    def grace(self) -> TimeSpan:
        return self.fail or COLLECTING


class RuleLevel(StrEnum):
    """What isokit.yaml may make of a rule."""

    OFF = "off"
    NOTE = Severity.NOTE.value
    WARNING = Severity.WARNING.value
    ERROR = Severity.ERROR.value

    @property
    def weight(self) -> int:
        """3 for an error down to 0 for a rule that is off."""
        return list(RuleLevel).index(self)


class Profile(StrEnum):
    """How much isokit asks: of a beginner, of everyday work, before a certification audit."""

    STARTER = "starter"
    INTERNAL = "internal"
    CERTIFICATION = "certification"


def _placing(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Patterns that can stand for files of the tree. Raises ValueError for others."""
    for pattern in patterns:
        if reason := why_no_pattern(pattern):
            raise ValueError(f"the pattern '{pattern}' is refused: {reason}")
    return patterns


class ForPaths(Part):
    """Levels of rules that hold only in files that fit a pattern; a later entry wins over an earlier one."""

    match: Texts
    rules: dict[str, RuleLevel] = Field(default_factory=dict)

    placing = field_validator("match")(_placing)


class SetAside(Part):
    """Findings to set aside: one by its `fingerprint`, or those of a `rule` in the files that fit a pattern."""

    fingerprint: str | None = None
    rule: Texts = ()
    path: Texts = ()
    reason: str = ""
    until: str | None = None

    placing = field_validator("path")(_placing)

    @model_validator(mode="after")
    def about_something(self) -> Self:
        """Refuse one that would set aside everything, or a rule everywhere: for that there is `rules`."""
        if self.fingerprint is None and not (self.rule and self.path):
            raise ValueError("a suppression needs a fingerprint, or a rule and a path")
        return self


class Settings(Entity):
    """The settings of a tree.

    `layout` maps the name of a shelf (`procedures`) to one or more path patterns, `aliases` a key of
    isokit to the spellings the tree uses, `rules` the code or name of a rule to its level. What `paths` says of the
    level of a rule wins over `rules`, and that over the `profile`. `signers` is the path of
    the file of git's allowed signers; with it, approvals are verified by their signatures. `risk` says how risks are
    weighed, and up to which score they may stay.
    """

    needs: ClassVar[tuple[str, ...]] = ("organization", "standards")
    claims: ClassVar[tuple[Route, ...]] = ()

    organization: Organization = shared(Organization())
    standards: Texts = ()
    layout: dict[str, Texts] = Field(default_factory=dict)
    aliases: dict[str, Texts] = Field(default_factory=dict)
    rules: dict[str, RuleLevel] = Field(default_factory=dict)
    signers: str | None = None
    evidence: EvidenceTimes = shared(EvidenceTimes())
    profile: Profile = Profile.INTERNAL
    paths: tuple[ForPaths, ...] = ()
    risk: Rating = shared(Rating())
    suppressions: tuple[SetAside, ...] = ()

    @property
    def spellings(self) -> dict[str, str]:
        """isokit's name of each key that the tree spells in its own way."""
        return {key: name for name, keys in self.aliases.items() for key in keys}

    @property
    def suppressing(self) -> tuple[Suppressing, ...]:
        return tuple(self._suppressing(index, aside) for index, aside in enumerate(self.suppressions))

    def _suppressing(self, index: int, aside: SetAside) -> Suppressing:
        reach = Files(aside.fingerprint, aside.path)
        place = self.at("suppressions", index)
        return Suppressing(place, By.CONFIG, reach, aside.rule, aside.reason, aside.until)
