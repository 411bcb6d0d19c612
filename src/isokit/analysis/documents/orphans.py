"""Unlinked things: what nothing leads to or puts into practice, and documents that implement each other in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from isokit.analysis.documents.mentions import Names, linking, mentions_of, naming, system, text_of
from isokit.catalog.standard import Expectation, Kind
from isokit.model.document import Document, DocumentStatus, DocumentType
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.registers.applicability import Applicability
from isokit.model.registers.entry import Entry
from isokit.model.registers.role import Role
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace

POLICIES = frozenset({DocumentType.POLICY, DocumentType.SCOPE_STATEMENT})
"""The types of documents that say what is wanted; all others say how it is done."""
Origins = Mapping[str, Sequence[Entity]]
"""The entities that name an id or a path."""


@dataclass(frozen=True, slots=True)
class Orphans:
    """The orphans of a tree, each kind in the order of the files; `circles` are ids."""

    procedures: tuple[Document, ...]
    policies: tuple[Document, ...]
    evidence: tuple[Evidence, ...]
    roles: tuple[Role, ...]
    circles: tuple[tuple[str, ...], ...]


def orphans_of(workspace: Workspace) -> Orphans:
    return Orphans(
        tuple(unreferenced_procedures(workspace)),
        tuple(idle_policies(workspace)),
        tuple(unused_evidence(workspace)),
        tuple(unused_roles(workspace)),
        tuple(circles(workspace.of(Document))),
    )


def unreferenced_procedures(workspace: Workspace) -> list[Document]:
    used = [d for d in workspace.documents(DocumentType.PROCEDURE) if d.status is not DocumentStatus.OBSOLETE]
    return [document for document in used if not mentions_of(workspace).reach(document)]


def idle_policies(workspace: Workspace) -> list[Document]:
    """Approved policies that nothing puts into practice.

    None in a tree where nothing at all does so yet: what is missing there is reported by `isokit gap`.
    """
    if not any(_operational(document) for document in workspace.of(Document)):
        return []
    implemented = {name for d in workspace.of(Document) for name in d.implements if name != d.id}
    approved = (p for p in workspace.documents(DocumentType.POLICY) if p.status is DocumentStatus.APPROVED)
    idle = {p.id: p for p in approved if not (p.flawed or p.implements or p.id in implemented)}
    idle = {name: policy for name, policy in idle.items() if not _policy_suffices(policy, workspace)}
    served = _served(idle, workspace)
    return [policy for name, policy in idle.items() if name not in served]


def _policy_suffices(policy: Document, workspace: Workspace) -> bool:
    """Whether the clauses it claims expect no more than a policy and a decision to apply it."""
    expectations = [expected for route, text in policy.claimed() for expected in _expected(text, workspace)]
    return bool(policy.clauses) and all(_met_by_policy(expected) for expected in expectations)


def _expected(reference: str, workspace: Workspace) -> Iterator[Expectation]:
    meaning = workspace.references.meaning(reference)
    if isinstance(meaning, ClauseRef):
        edition = workspace.catalog.edition(meaning.standard)
        leaves = edition.leaves(meaning.number) if edition else ()
        yield from (expected for leaf in leaves for expected in leaf.expects)


def _met_by_policy(expected: Expectation) -> bool:
    decided = expected.kind is Kind.REGISTER and expected.type == "applicability"
    written = expected.kind is Kind.DOCUMENT and expected.type in (None, DocumentType.POLICY)
    return decided or written or expected.kind is Kind.CLAIM


def _served(idle: dict[str, Document], workspace: Workspace) -> set[str]:
    """Policies named by a document, entry or record that puts policies into practice, or that name such a document."""
    by_name = {word: name for name, policy in idle.items() for word in (name, policy.path)}
    named, linked = naming(workspace, by_name), linking(workspace, by_name)
    origins = {word: [*named.get(word, ()), *linked.get(word, ())] for word in by_name}
    mentioned = {name for word, name in by_name.items() if any(map(_operational, origins[word]))}
    working = [document for document in workspace.of(Document) if _operational(document)]
    look, paths = Names(document.id for document in working), {document.path for document in working}
    leading = {n for n, p in idle.items() if look.within(text_of(p)) or not paths.isdisjoint(p.possible_paths())}
    return mentioned | leading


def _operational(entity: Entity) -> bool:
    """Whether it can put a policy into practice: other policies, audits and reviews cannot."""
    if isinstance(entity, Document):
        return entity.type not in POLICIES
    return isinstance(entity, Entry | Applicability | Evidence)


def unused_evidence(workspace: Workspace) -> list[Evidence]:
    """Records that claim no clause, belong to no document, and that nothing names."""
    loose = [r for r in workspace.of(Evidence) if not (r.clauses or r.documents or r.flawed)]
    paths = {path for record in loose for path in _paths(record)}
    named = naming(workspace, paths | {record.id for record in loose})
    linked = linking(workspace, paths)
    return [record for record in loose if record.id not in named and not _in_a_text(record, named, linked)]


def _in_a_text(record: Evidence, named: Origins, linked: Origins) -> bool:
    """Whether a text leads to its file; that of another record with the same file does not count."""
    origins = (o for path in _paths(record) for o in (*named.get(path, ()), *linked.get(path, ())))
    return any(not isinstance(origin, Evidence) for origin in origins)


def _paths(record: Evidence) -> list[str]:
    return [record.path, *(file.path for file in record.files)]


def unused_roles(workspace: Workspace) -> list[Role]:
    """Roles with holders but no responsibilities of their own, that nothing in the tree names."""
    owners = {getattr(entity, "owner", None) for entity in workspace.of(Entity)}
    held = [role for role in workspace.of(Role) if role.holders and not role.flawed]
    idle = [role for role in held if not (role.responsibilities or role.clauses or role.id in owners)]
    named = naming(workspace, {role.id for role in idle})
    texts = [(entity, text_of(entity).casefold()) for entity in system(workspace)] if idle else []
    return [role for role in idle if role.id not in named and not _called_by_title(role, texts)]


def _called_by_title(role: Role, texts: list[tuple[Entity, str]]) -> bool:
    title = role.title.strip().casefold()
    return bool(title) and any(title in text for entity, text in texts if entity.id != role.id)


Below = Mapping[str, list[str]]
"""What each document implements, by id, in the order of their files."""


def circles(documents: Iterable[Document]) -> Iterator[tuple[str, ...]]:
    """Each circle of `implements`, from the document whose file comes first; it may consist of one document.

    The shortest circle is reported. A document is in one circle at most; once that one is fixed, others show.
    """
    implements = _implements(documents)
    circular = _circular(implements)
    order = {name: place for place, name in enumerate(implements)}
    reported: set[str] = set()
    for name in implements:
        round_trip = _way_back(name, circular) if name in circular and name not in reported else ()
        if round_trip:
            reported.update(round_trip)
            first = round_trip.index(min(round_trip, key=order.__getitem__))
            yield round_trip[first:] + round_trip[:first]


def _implements(documents: Iterable[Document]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for document in documents:
        found.setdefault(document.id, []).extend(document.implements)
    return {name: [other for other in dict.fromkeys(others) if other in found] for name, others in found.items()}


def _circular(implements: Below) -> Below:
    """The documents in a circle or between two circles: all others are removed from both ends."""
    return _reversed(_without_ends(_reversed(_without_ends(implements))))


def _reversed(implements: Below) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in implements}
    for name, others in implements.items():
        for other in others:
            found[other].append(name)
    return found


def _without_ends(implements: Below) -> Below:
    """Without documents that implement nothing, nor those that then implement nothing that is left, and so on."""
    above, left = _reversed(implements), {name: len(others) for name, others in implements.items()}
    loose = [name for name in implements if not left[name]]
    for name in loose:
        for other in above[name]:
            left[other] -= 1
            if not left[other]:
                loose.append(other)
    gone = set(loose)
    return {name: [o for o in others if o not in gone] for name, others in implements.items() if name not in gone}


def _way_back(start: str, implements: Below) -> tuple[str, ...]:
    """The shortest way from a document along `implements` back to itself; empty where there is none."""
    came_from: dict[str, str] = {}
    ahead = [start]
    for name in ahead:
        for other in implements[name]:
            if other == start:
                return _path(start, name, came_from)
            if other not in came_from:
                came_from[other] = name
                ahead.append(other)
    return ()


def _path(start: str, end: str, came_from: Mapping[str, str]) -> tuple[str, ...]:
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))
