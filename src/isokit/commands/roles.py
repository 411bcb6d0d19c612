"""Roles named on a command line."""

from __future__ import annotations

from datetime import date

from isokit.analysis.documents.control import role_of
from isokit.commands.exit import Stop
from isokit.model.registers.role import Role
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.workspace import Workspace


def require_role(name: str, flag: str, workspace: Workspace) -> None:
    """Stop where the roles register, if there is one, has no such role."""
    if workspace.roles and role_of(name, workspace) is None:
        near = nearest(name, [role.id for role in workspace.of(Role)])
        raise Stop(f"{flag} {name}: the roles register has no such role; " + suggestion(near, "add it there"))


def require_approver(name: str, today: date, workspace: Workspace) -> None:
    """Stop where the role that approves is unknown, or nobody holds it."""
    require_role(name, "--by", workspace)
    role = role_of(name, workspace)
    if role and not role.answers(today):
        raise Stop(f"--by {name}: nobody holds this role on {today}; name a holder in {role.path} under holders")
