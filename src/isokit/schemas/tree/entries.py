"""Entries of registers, audits and other files as plain data, with the fields they are written with."""

from __future__ import annotations

from typing import Any

from isokit.model.entity import Entity, Part
from isokit.model.nonconformity import Nonconformity
from isokit.model.scalar import TimeSpan
from isokit.schemas.head import Plain
from isokit.schemas.serialize import plain
from isokit.workspace.workspace import Workspace


def entries_plain(workspace: Workspace, shelf: str) -> list[Plain]:
    """The entries of a register or folder of the layout, with the file each is written in."""
    return [entry_plain(entity) for entity in workspace.register(shelf) if not entity.private]


def entry_plain(entity: Entity) -> Plain:
    """An entry; a nonconformity also says whether it is open, and its next step."""
    found = {**part_plain(entity), "path": entity.path}
    if isinstance(entity, Nonconformity):
        found |= {"open": entity.open, "next_step": entity.next_step}
    return found


def part_plain(part: Part) -> Plain:
    """The fields of an entity or of a part of one."""
    return {name: _value(getattr(part, name)) for name in type(part).model_fields}


def _value(value: object) -> Any:
    if isinstance(value, Part):
        return part_plain(value)
    if isinstance(value, TimeSpan):
        return str(value)
    return [_value(each) for each in value] if isinstance(value, tuple) else plain(value)
