"""`isokit/gap/1`: every clause of every adopted edition, with everything its status is based on."""

from isokit.outputs.json import write as write
