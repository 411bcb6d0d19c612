"""A procedure that nothing refers to."""

from collections.abc import Iterator

from isokit.analysis.documents.mentions import mentions_of
from isokit.model.document import Document, DocumentStatus, DocumentType
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("DOC204", ERROR, "iso9001/7.5.1", "iso14001/7.5.1", "iso27001/7.5.1")
def unreferenced_procedure(document: Document, workspace: Workspace) -> Iterator[Flaw]:
    """No policy, document or register refers to a procedure.

    People who should follow an unreferenced procedure will not find it. A procedure is referenced when another document
    or a register entry names its id or links to its file, or when it implements a policy. References to itself and
    those in evidence do not count. Obsolete procedures need no reference.

    Wrong:

    ```markdown procedures/purchasing.md
    ---
    id: PRO-001  # DOC204
    title: Purchasing
    status: draft
    owner: quality-manager
    clauses: [iso9001:2015/8.4.1]
    ---
    PRO-001 says how we buy.
    ```

    Right:

    ```markdown procedures/purchasing.md
    ---
    id: PRO-001
    title: Purchasing
    status: draft
    owner: quality-manager
    clauses: [iso9001:2015/8.4.1]
    ---
    PRO-001 says how we buy.
    ```

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: draft
    owner: managing-director
    ---
    How we buy is said in [purchasing](../procedures/purchasing.md).
    ```
    """
    if document.type is not DocumentType.PROCEDURE or document.status is DocumentStatus.OBSOLETE:
        return
    if not mentions_of(workspace).reach(document):
        message = f"no policy, document or register refers to procedure {document.id}"
        yield Flaw(document.at("id"), message, "refer to it in the policy it serves, or add implements: [POLICY-ID]")
