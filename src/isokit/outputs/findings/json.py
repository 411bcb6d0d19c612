"""`isokit/check/1`: everything about every finding, suppressed ones included."""

from isokit.outputs.json import write as write
