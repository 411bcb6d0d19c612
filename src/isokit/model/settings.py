"""isokit.yaml: who the organization is, what it adopts, and how its tree differs from the defaults."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from isokit.model.entity import Entity, Part, shared
from isokit.model.finding import Severity
from isokit.model.scalar import Texts
from isokit.text.span import Route


class Site(Part):
    """A place where the organization works."""

    id: str
    title: str = ""


class Organization(Part):
    """Who is certified, for what."""

    name: str = ""
    scope: str = ""
    sites: tuple[Site, ...] = ()


class RuleLevel(StrEnum):
    """What isokit.yaml may make of a rule."""

    OFF = "off"
    NOTE = Severity.NOTE.value
    WARNING = Severity.WARNING.value
    ERROR = Severity.ERROR.value


class Settings(Entity):
    """The settings of a tree.

    `layout` maps the name of a shelf (`procedures`) to one or more path patterns, `aliases` a key of
    isokit to the spellings the tree uses, `rules` the code or name of a rule to its level.
    """

    needs: ClassVar[tuple[str, ...]] = ("organization", "standards")
    claims: ClassVar[tuple[Route, ...]] = ()

    organization: Organization = shared(Organization())
    standards: Texts = ()
    layout: dict[str, Texts] = Field(default_factory=dict)
    aliases: dict[str, Texts] = Field(default_factory=dict)
    rules: dict[str, RuleLevel] = Field(default_factory=dict)
