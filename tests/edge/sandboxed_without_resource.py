"""The same child on a system without `resource`, such as Windows."""

from __future__ import annotations

from isokit.edge import sandbox
from tests.edge.sandboxed import answering as answering

vars(sandbox)["resource"] = None
