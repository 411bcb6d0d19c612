"""Floor 2: workspace and standard to the status of each clause, with reasons and a next step."""

from isokit.assess.hints import hints_for
from isokit.assess.status import assess

__all__ = ["assess", "hints_for"]
