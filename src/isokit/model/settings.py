"""isokit.yaml: the organization, the standards it adopts, and how its tree differs from the defaults."""

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
    """The organization and the scope of its certification. `year_begins` is the month its year begins with, 1 to 12."""

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
    """How long before evidence is due a warning is given, and how long after that it is an error.

    Without `fail`, expired evidence stays a warning, and the record of a period may be collected within 30 days.
    """

    warn: Duration = shared(TimeSpan(days=30))
    fail: Duration | None = None

    @property
    def grace(self) -> TimeSpan:
        return self.fail or COLLECTING


class RuleLevel(StrEnum):
    """The level of a rule in isokit.yaml."""

    OFF = "off"
    NOTE = Severity.NOTE.value
    WARNING = Severity.WARNING.value
    ERROR = Severity.ERROR.value

    @property
    def weight(self) -> int:
        """3 for an error down to 0 for a rule that is off."""
        return list(RuleLevel).index(self)


class Profile(StrEnum):
    """How strict isokit is: for a start, for everyday work, before a certification audit."""

    STARTER = "starter"
    INTERNAL = "internal"
    CERTIFICATION = "certification"


def _sound(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Raises ValueError for patterns that cannot match files of the tree."""
    for pattern in patterns:
        if reason := why_no_pattern(pattern):
            raise ValueError(f"the pattern '{pattern}' is refused: {reason}")
    return patterns


class ForPaths(Part):
    """Levels of rules for the files that match a pattern; a later entry overrides an earlier one."""

    match: Texts
    rules: dict[str, RuleLevel] = Field(default_factory=dict)

    placing = field_validator("match")(_sound)


class SetAside(Part):
    """Suppressed findings: one by its `fingerprint`, or those of a `rule` in the files that match a pattern."""

    fingerprint: str | None = None
    rule: Texts = ()
    path: Texts = ()
    reason: str = ""
    until: str | None = None

    placing = field_validator("path")(_sound)

    @model_validator(mode="after")
    def about_something(self) -> Self:
        """Refuse to suppress everything, or a rule everywhere: `rules` is for that."""
        if self.fingerprint is None and not (self.rule and self.path):
            raise ValueError("a suppression needs a fingerprint, or a rule and a path")
        return self


class Settings(Entity):
    """The settings of a tree.

    `layout` maps the name of a shelf (`procedures`) to one or more path patterns, `aliases` a key of isokit to the
    spellings the tree uses, `rules` the code or name of a rule to its level. For the level of a rule, `paths` overrides
    `rules`, and `rules` the `profile`. `signers` is the path of the file of git's allowed signers; with it, approvals
    are verified by their signatures. `risk` holds the risk criteria.
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
        """The tree's own spellings of keys, each with isokit's name."""
        return {key: name for name, keys in self.aliases.items() for key in keys}

    @property
    def suppressing(self) -> tuple[Suppressing, ...]:
        return tuple(self._suppressing(index, aside) for index, aside in enumerate(self.suppressions))

    def _suppressing(self, index: int, aside: SetAside) -> Suppressing:
        reach = Files(aside.fingerprint, aside.path)
        place = self.at("suppressions", index)
        return Suppressing(place, By.CONFIG, reach, aside.rule, aside.reason, aside.until)
