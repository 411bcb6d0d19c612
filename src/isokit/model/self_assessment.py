"""Self-assessments: the organization's own answers to the questions of a checklist, not yet verified."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from isokit.model.entity import Entity, Facts, Part
from isokit.model.scalar import Day
from isokit.text.span import Route


class Stated(StrEnum):
    """The answer to a question of a checklist."""

    MET = "met"
    PARTLY_MET = "partly-met"
    NOT_MET = "not-met"
    NOT_APPLICABLE = "not-applicable"


class Statement(Part):
    """An answer to an ask: by which role, on which day, with a note."""

    answer: Stated | None = None
    note: str | None = None
    by: str | None = None
    on: Day | None = None


class SelfAssessment(Entity):
    """The stated answers for one edition, by ask: `9.3.2/c`. They make a clause partial at most."""

    needs: ClassVar[tuple[str, ...]] = ("standard", "answers")
    claims: ClassVar[tuple[Route, ...]] = ()

    standard: str = ""
    owner: str | None = None
    stated: dict[str, Statement] = Field(default_factory=dict, alias="answers")
    note: str | None = None

    @classmethod
    def stand_in(cls, data: Facts, path: str, route: Route) -> str:
        standard = data.get("standard")
        return f"self-assessment {standard}" if isinstance(standard, str) else super().stand_in(data, path, route)

    def statements(self, edition: str) -> dict[str, Statement]:
        """The answers about an edition, by ask without the edition (`9.3.2/c`)."""
        if self.standard != edition:
            return {}
        return {name.removeprefix(f"{edition}/"): statement for name, statement in self.stated.items()}
