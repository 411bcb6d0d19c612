"""A role that is not in the roles register."""

from collections.abc import Iterator
from typing import Any

from isokit.model.entity import Entity
from isokit.model.finding import reword
from isokit.model.rule import ERROR, Flaw, rule
from isokit.text.span import Route
from isokit.text.suggestions import Choices, suggestion
from isokit.workspace.workspace import Workspace

BY: tuple[Route, ...] = tuple((key, "by") for key in ("evaluated", "verified", "reviewed", "reverified"))
ACTING: tuple[Route, ...] = (("assessor",), ("who",), ("collected_by",), *BY, ("location", "checked_by"))
"""The routes to those who act, in an entity or in one of its listed parts."""
SEVERAL = ("actions", "assessments")


@rule("ROL101", ERROR, "iso9001/5.3", "iso14001/5.3", "iso27001/5.3")
def unknown_role(workspace: Workspace) -> Iterator[Flaw]:
    """A responsibility is assigned to a role that is not in the roles register.

    The register says who holds a role; a responsibility assigned to an unknown role is assigned to nobody. Trees
    without a roles register are not judged by this rule; clause 5.3 is missing there.

    Owners, approvers and those who accept a risk are always roles. Those who assess, evaluate, verify or review
    something, collect or recheck a record, or carry out an action are roles if the word looks like an id, such as
    `warehouse-lead`. Other words there, such as `TÜV Nordwest` or `the law firm`, are taken as external parties, as are
    auditors, auditees and participants of a review.

    `isokit check --fix --unsafe-fixes` writes the one role that is close to a mistyped or renamed one.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Quality manager
        holders: [{name: head of quality}]
    ```

    ```yaml registers/suppliers.yaml
    suppliers:
      - id: SUP-1
        title: Clay Pit
        owner: quality-manger  # ROL101
        evaluated: {on: 2026-03-18, by: purchasing-clerk, result: 91 points}  # ROL101
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Quality manager
        holders: [{name: head of quality}]
    ```

    ```yaml registers/suppliers.yaml
    suppliers:
      - id: SUP-1
        title: Clay Pit
        owner: quality-manager
        evaluated: {on: 2026-03-18, by: Institute for Clay, result: 91 points}
    ```
    """
    if not workspace.roles:
        return
    roles = Choices(workspace.roles)
    for entity in workspace.of(Entity):
        for route, name in (*_named(entity), *_acting(entity)):
            if name not in workspace.roles and name not in workspace.illegible_ids:
                place, near = entity.at(*route), roles.closest(name)
                cure = suggestion(near or roles.nearest(name), "name a role in registers/roles.yaml, or add it there")
                fix = reword(place, name, near) if near else None
                yield Flaw(place, f"the roles register has no role '{name}'", cure, fix=fix)


def _named(entity: Entity) -> Iterator[tuple[Route, str]]:
    """The roles an entity names, with their routes."""
    if owner := getattr(entity, "owner", None):
        yield ("owner",), owner
    for key in ("approved", "accepted"):
        by = getattr(vars(entity).get(key), "by", None)
        if isinstance(by, str):
            yield (key, "by"), by


def _acting(entity: Entity) -> Iterator[tuple[Route, str]]:
    """Values that look like a role among those who act, with their routes."""
    yield from _doing(entity)
    for key in SEVERAL:
        for index, part in enumerate(vars(entity).get(key) or ()):
            yield from (((key, index, *route), name) for route, name in _doing(part))


def _doing(part: object) -> Iterator[tuple[Route, str]]:
    own = vars(part)
    for route in ACTING:
        value: Any = own.get(str(route[0]))
        for key in route[1:]:
            value = getattr(value, str(key), None)
        if isinstance(value, str) and _like_an_id(value):
            yield route, value


def _like_an_id(name: str) -> bool:
    return name.islower() and all(part.isalnum() for part in name.split("-"))
