"""Documents that implement each other."""

from collections.abc import Iterator

from isokit.analysis.documents.orphans import circles
from isokit.model.document import Document
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace

LONGEST = 5
"""The most documents of a circle that a message names."""


@rule("REF102", ERROR, "iso9001/7.5.1", "iso14001/7.5.1", "iso27001/7.5.1")
def circular_implements(workspace: Workspace) -> Iterator[Flaw]:
    """Documents implement each other in a circle, or a document implements itself.

    In a circle no document takes precedence if two of them differ, and a change of one calls for a review of all of
    them. Each circle is reported once, in the first of its files.

    Wrong:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: draft
    owner: managing-director
    implements: [PRO-001]  # REF102
    ---
    ```

    ```markdown procedures/purchasing.md
    ---
    id: PRO-001
    title: Purchasing
    status: draft
    owner: quality-manager
    implements: [POL-001]
    ---
    ```

    Right:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: draft
    owner: managing-director
    ---
    ```

    ```markdown procedures/purchasing.md
    ---
    id: PRO-001
    title: Purchasing
    status: draft
    owner: quality-manager
    implements: [POL-001]
    ---
    ```
    """
    documents = workspace.of(Document)
    for circle in circles(documents):
        above = circle[1 % len(circle)]
        document = next(d for d in documents if d.id == circle[0] and above in d.implements)
        yield Flaw(document.at("implements", document.implements.index(above)), *_message(circle))


def _message(circle: tuple[str, ...]) -> tuple[str, str]:
    first, *others = circle
    if not others:
        return f"{first} implements itself", "remove the entry, or name the document above it"
    named = [*others[:LONGEST], f"{len(others) - LONGEST} more"] if len(others) > LONGEST else others
    way = ", which implements ".join([*named, first])
    return f"{first} implements {way}", "decide which of them takes precedence, and remove its implements:"
