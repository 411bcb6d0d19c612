"""Applicability: the decisions of the statement of applicability, and requirements declared not applicable."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import field_validator

from isokit.model.document import Approval
from isokit.model.entity import Entity, Facts, shared
from isokit.model.scalar import Day, Texts, YesNo
from isokit.text.span import Route

GENERAL_DRIVERS = frozenset({"risk", "legal", "regulatory", "contractual", "business"})
"""Reasons to include a control; every other driver is the id of a risk or an obligation."""


class Implementation(StrEnum):
    """How far a control is implemented."""

    PLANNED = "planned"
    PARTIAL = "partial"
    IMPLEMENTED = "implemented"
    NOT_IMPLEMENTED = "not-implemented"


class SoaApproval(Entity):
    """The statement of applicability as issued: its version, and who approved it when.

    `digest` seals the version and, of each decided control, whether it applies, the justification and the drivers.
    """

    needs: ClassVar[tuple[str, ...]] = ()
    claims: ClassVar[tuple[Route, ...]] = ()

    version: str | None = None
    approved: Approval = shared(Approval())

    def answers(self, today: date) -> bool:  # noqa: ARG002
        return False


class Applicability(Entity):
    """A decision, identified by its control, or by the clause whose requirement it declares not applicable.

    A control without `applicable` is undecided. `due` is the planned day of implementation, `review` the day of the
    next review of the decision. Where both a control and a clause are named, it is about the control.
    """

    shelf: ClassVar[str] = "applicability"
    head: ClassVar[type[Entity]] = SoaApproval
    claims: ClassVar[tuple[Route, ...]] = (("control",),)
    cites: ClassVar[tuple[Route, ...]] = (("clause",),)
    links: ClassVar[tuple[Route, ...]] = (("drivers",), ("documents",))

    control: str | None = None
    clause: str | None = None
    applicable: YesNo | None = None
    justification: str | None = None
    drivers: Texts = ()
    status: Implementation | None = None
    owner: str | None = None
    documents: Texts = ()
    due: Day | None = None
    review: Day | None = None
    sites: Texts = ()
    processes: Texts = ()
    note: str | None = None

    @classmethod
    def missing(cls, data: Facts) -> list[str]:
        """An entry needs a control, perhaps undecided, or a clause with a decision."""
        if "control" in data:
            return []
        subject = [] if "clause" in data else ["control"]
        return subject if "applicable" in data else [*subject, "applicable"]

    def answers(self, today: date) -> bool:  # noqa: ARG002
        return self.applicable is not None

    @classmethod
    def stand_in(cls, data: Facts, path: str, route: Route) -> str:
        known_by = data.get("control") or data.get("clause")
        return known_by if isinstance(known_by, str) else super().stand_in(data, path, route)

    @field_validator("justification")
    @classmethod
    def _visible(cls, text: str | None) -> str | None:
        """White space and invisible characters justify nothing."""
        return text if text and any(each.isprintable() and not each.isspace() for each in text) else None

    @property
    def reference(self) -> str | None:
        return self.control or self.clause

    def apart(self, other: "Applicability") -> bool:
        """Whether two decisions on one control are about different sites, or different processes."""
        pairs = ((self.sites, other.sites), (self.processes, other.processes))
        return any(mine and theirs and not {*mine} & {*theirs} for mine, theirs in pairs)

    def cited(self) -> list[tuple[Route, str]]:
        return [] if self.control else super().cited()

    def linked(self) -> list[tuple[Route, str]]:
        return [(route, text) for route, text in super().linked() if text not in GENERAL_DRIVERS]
