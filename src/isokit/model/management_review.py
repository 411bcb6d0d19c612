"""Management reviews (9.3)."""

from pydantic import Field

from isokit.model.entity import Part
from isokit.model.recurring import Action, Event
from isokit.model.scalar import Texts


class ReviewInput(Part):
    """An input of a management review, and what was concluded about it."""

    topic: str | None = None
    conclusion: str | None = Field(default=None, alias="said")


class ManagementReview(Event):
    """A management review."""

    type: str | None = "management-review"
    attendees: Texts = ()
    inputs: tuple[ReviewInput, ...] = ()
    decisions: Texts = ()
    actions: tuple[Action, ...] = ()
