"""A control with two decisions."""

from collections import defaultdict
from collections.abc import Iterator

from isokit.analysis.soa.control import control_name
from isokit.model.registers.applicability import Applicability
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace


@rule("SOA209", ERROR, "iso27001/6.1.3", "iso9001/4.3")
def control_decided_twice(workspace: Workspace) -> Iterator[Flaw]:
    """A control has two entries, possibly in two spellings or two files.

    If two entries contradict each other, nothing is decided. Every entry but the first, in the order of the files, is
    reported. Entries with different `sites` or `processes` decide on different things.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.8.30
        applicable: false
        justification: All code is written by our own people.
      - control: A.8.30  # SOA209
        applicable: true
        justification: The portal is written by a contractor.
        drivers: [business]
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - id: APP-1
        control: iso27001:2022/A.8.30
        applicable: false
        justification: All code is written by our own people.
        sites: [hill-street]
      - id: APP-2
        control: iso27001:2022/A.8.30
        applicable: true
        justification: The portal is written by a contractor.
        drivers: [business]
        sites: [riverside]
    ```
    """
    known: dict[str, list[Applicability]] = defaultdict(list)
    for entry in workspace.of(Applicability):
        meaning = workspace.references.meaning(entry.reference or "")
        ref = str(meaning) if isinstance(meaning, ClauseRef) else entry.reference or entry.id
        if conflict := _conflict(entry, known[ref]):
            place = entry.at("control" if entry.control else "clause")
            message = f"{control_name(ref, workspace.catalog)} has {conflict}"
            yield Flaw(place, message, "keep one entry, or give each its own sites: or processes:")
        known[ref].append(entry)


def _conflict(entry: Applicability, before: list[Applicability]) -> str | None:
    """How an entry conflicts with earlier ones; None if it does not."""
    contrary = (each for each in before if {entry.applicable, each.applicable} == {True, False})
    if other := next((each for each in contrary if not each.apart(entry)), None):
        here, there = ("applies" if each.applicable else "does not apply" for each in (entry, other))
        where = "in another entry" if other.path == entry.path else f"in {other.path}"
        return f"two decisions that contradict each other: it {here} here, but {there} {where}"
    first = next((each for each in before if not each.apart(entry)), None)
    return f"a second entry; the first is in {first.path}" if first else None
