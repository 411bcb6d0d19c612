"""The status of each clause of a standard in a workspace, with reasons and a next step. Floor: above analysis."""

from isokit.assess.hints import hints_for
from isokit.assess.status import assess

__all__ = ["assess", "hints_for"]
