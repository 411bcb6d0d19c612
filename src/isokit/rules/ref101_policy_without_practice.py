"""A policy that nothing implements."""

from collections.abc import Iterator

from isokit.analysis.documents.orphans import idle_policies
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("REF101", WARNING, "iso9001/4.4.1", "iso14001/4.4", "iso27001/8.1")
def policy_without_practice(workspace: Workspace) -> Iterator[Flaw]:
    """Nothing puts an approved policy into practice.

    No document implements this policy or is named in it, and no working document, register entry or record refers to
    it. A policy that implements another policy is part of the implementation of that policy. A policy that covers only
    clauses that expect nothing but a policy, such as 5.2, needs no implementation. Trees that contain only policies are
    not judged.

    Wrong:

    ```markdown policies/backup.md
    ---
    id: POL-009  # REF101
    title: Backup policy
    status: approved
    owner: it-manager
    approved: {by: managing-director, on: 2026-03-02}
    clauses: [iso27001:2022/A.8.13]
    ---
    Every system is backed up each night, and a restore is tried each quarter.
    ```

    ```markdown procedures/visitors.md
    ---
    id: PRO-011
    title: Visitors
    status: draft
    owner: it-manager
    ---
    ```

    Right:

    ```markdown policies/backup.md
    ---
    id: POL-009
    title: Backup policy
    status: approved
    owner: it-manager
    approved: {by: managing-director, on: 2026-03-02}
    clauses: [iso27001:2022/A.8.13]
    ---
    Every system is backed up each night, and a restore is tried each quarter.
    ```

    ```markdown procedures/restoring.md
    ---
    id: PRO-012
    title: Restoring from a backup
    status: draft
    owner: it-manager
    implements: [POL-009]
    ---
    ```
    """
    for policy in idle_policies(workspace):
        message = f"no document implements policy {policy.id}, and nothing refers to it"
        cure = f"add implements: [{policy.id}] to the document that puts it into practice"
        yield Flaw(policy.at("id"), message, cure)
