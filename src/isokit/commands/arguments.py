"""What names on a command line stand for: editions, standards and roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from isokit.analysis.documents.control import role_of
from isokit.catalog.catalog import Catalog
from isokit.catalog.edition_map import EditionMap
from isokit.catalog.standard import Standard
from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.commands.tree import Tree
from isokit.edge import disk
from isokit.load.tree import about_standards, load
from isokit.model.names import CUSTOM_STANDARDS
from isokit.model.registers.role import Role
from isokit.model.unread import Illegible, Misfit
from isokit.run import Run
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.workspace import Workspace


def edition(word: str, known: Catalog) -> Standard:
    """The edition a word means. Stops where there is none, or several."""
    names = known.named(word)
    if not names:
        near = nearest(word.lower(), known.editions)
        raise Stop(f"unknown edition '{word}'; " + suggestion(near, f"one of {', '.join(known.editions)}"))
    if len(names) > 1:
        raise Stop(f"'{word}' has several editions; name one: {' or '.join(names)}")
    found = known.edition(names[0])
    assert found
    return found


def between(old: str, new: str, known: Catalog) -> tuple[EditionMap, Standard, Standard]:
    """The map between two editions, and the editions, the older one first. Stops where there is no map."""
    one, other = edition(old, known), edition(new, known)
    found = known.between(one.standard, other.standard)
    if found is None:
        raise Stop(f"there is no map between {one.standard} and {other.standard}")
    return (found, one, other) if found.old == one.standard else (found, other, one)


def standards_of_tree(context: Context, tree: Tree | None = None) -> Workspace:
    """What the tree, or another one, knows of standards, and which it adopts."""
    return load(about_standards((tree or context.tree).sources), context.catalog)


def standards_here(context: Context) -> Workspace | None:
    """What the tree on disk knows of standards; None where there is no tree. Notes which files have mistakes."""
    try:
        sources = disk.sources(disk.find_root(context.folder))
    except (disk.NoTree, OSError):
        return None
    workspace = load(about_standards(sources), context.catalog)
    wrong = (p for p, shelf in workspace.shelved if shelf == CUSTOM_STANDARDS and isinstance(p, Illegible | Misfit))
    for path in sorted({piece.place.path for piece in wrong}):
        context.note(f"{path} has mistakes and may not be used in full; see isokit check")
    return workspace


def catalog_here(context: Context) -> Catalog:
    """The catalog of the tree on disk, or of isokit where there is no tree."""
    workspace = standards_here(context)
    return workspace.catalog if workspace else context.catalog


def require_role(name: str, flag: str, workspace: Workspace) -> None:
    """Stop where the roles register, if there is one, has no such role."""
    if workspace.roles and role_of(name, workspace) is None:
        near = nearest(name, [role.id for role in workspace.of(Role)])
        raise Stop(f"{flag} {name}: the roles register has no such role; " + suggestion(near, "add it there"))


def require_approver(name: str, today: date, workspace: Workspace) -> None:
    """Stop where the role that approves is unknown, or has no holder."""
    require_role(name, "--by", workspace)
    role = role_of(name, workspace)
    if role and not role.answers(today):
        raise Stop(f"--by {name}: nobody holds this role on {today}; name a holder in {role.path} under holders")


def only(run: Run, names: Sequence[str]) -> Run:
    """The run with only the assessments of some standards, named with or without edition; all without names."""
    assessed = [assessment.standard.standard for assessment in run.assessments]
    if not assessed:
        raise Stop("no standard is adopted; add one to isokit.yaml under standards:, such as iso9001:2015")
    for name in names:
        if not any(_means(name, standard) for standard in assessed):
            raise Stop(f"{name} is not adopted here; isokit.yaml adopts {', '.join(assessed)}")
    chosen = (a for a in run.assessments if any(_means(name, a.standard.standard) for name in names))
    return replace(run, assessments=tuple(chosen)) if names else run


def _means(name: str, standard: str) -> bool:
    return name.lower() in (standard, standard.partition(":")[0])
