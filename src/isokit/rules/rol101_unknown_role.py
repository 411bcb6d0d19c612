"""A responsibility given to nobody."""

from collections.abc import Iterator

from isokit.model.applicability import Issued
from isokit.model.document import Document
from isokit.model.entity import Entity
from isokit.model.finding import Flaw
from isokit.model.fix import reword
from isokit.model.nearest import Choices, suggestion
from isokit.model.risk import Risk
from isokit.model.workspace import Workspace
from isokit.rules.rule import ERROR, rule
from isokit.text.span import Route


@rule("ROL101", ERROR, "iso9001/5.3", "iso14001/5.3", "iso27001/5.3")
def unknown_role(workspace: Workspace) -> Iterator[Flaw]:
    """An owner or approver is no role of the roles register.

    Responsibilities are given to roles, and the register says who holds them. An owner it does not know is
    nobody. Trees without a roles register are not judged by this rule; clause 5.3 is missing there.
    `isokit check --fix --unsafe-fixes` writes the one role that is close to a mistyped or renamed one.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Quality manager
        holders: [{name: head of quality}]
    ```

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: approved
    owner: quality-manger  # ROL101
    approved: {by: boss, on: 2026-03-02}  # ROL101
    ---
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Quality manager
        holders: [{name: head of quality}]
    ```

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: approved
    owner: quality-manager
    approved: {by: quality-manager, on: 2026-03-02}
    ---
    ```
    """
    if not workspace.roles:
        return
    roles = Choices(workspace.roles)
    for entity in workspace.of(Entity):
        for route, name in _named(entity):
            if name not in workspace.roles and name not in workspace.illegible_ids:
                place, near = entity.at(*route), roles.closest(name)
                cure = suggestion(near or roles.nearest(name), "name a role of the register, or add it there")
                fix = reword(place, name, near) if near else None
                yield Flaw(place, f"the roles register has no role '{name}'", cure, fix=fix)


def _named(entity: Entity) -> Iterator[tuple[Route, str]]:
    """The roles an entity names, with their routes."""
    if owner := getattr(entity, "owner", None):
        yield ("owner",), owner
    if isinstance(entity, Document | Issued) and entity.approved.by:
        yield ("approved", "by"), entity.approved.by
    if isinstance(entity, Risk):
        said = (("approved", entity.approved), ("accepted", entity.accepted))
        yield from (((key, "by"), each.by) for key, each in said if each and each.by)
