"""Management reviews (9.3)."""

from isokit.model.entity import Part
from isokit.model.recurring import Action, Event
from isokit.model.scalar import Texts


class ReviewInput(Part):
    """An input of a management review, and what was concluded about it."""

    topic: str | None = None
    said: str | None = None


class ManagementReview(Event):
    """A management review."""

    type: str | None = "management-review"
    attendees: Texts = ()
    inputs: tuple[ReviewInput, ...] = ()
    decisions: Texts = ()
    actions: tuple[Action, ...] = ()
