"""The general register entry: a context issue, a process, a supplier, an asset and their like."""

from pydantic import ConfigDict

from isokit.model.entity import Entity
from isokit.model.scalar import Texts


class Entry(Entity):
    """An entry of a register. Beside the keys every entry has, it keeps whatever the register records."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    owner: str | None = None
    clauses: Texts = ()
    sites: Texts = ()
    processes: Texts = ()
