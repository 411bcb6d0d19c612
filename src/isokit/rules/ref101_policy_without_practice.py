"""A policy nobody puts into practice."""

from collections.abc import Iterator

from isokit.analysis.documents.orphans import idle_policies
from isokit.model.finding import Flaw
from isokit.model.rule import WARNING, rule
from isokit.workspace.workspace import Workspace


@rule("REF101", WARNING, "iso9001/4.4.1", "iso14001/4.4", "iso27001/8.1")
def policy_without_practice(workspace: Workspace) -> Iterator[Flaw]:
    """An approved policy says what is wanted, and nothing says how it is done.

    An auditor who reads a policy asks next how it is put into practice. No document implements this one or is named
    in it, and no working document, register entry or record speaks of it. Policies that implement another policy are
    themselves part of how that one is put into practice. Nor is anything missing where a policy answers only clauses
    that look for no more than a policy, as 5.2 does. Trees that hold nothing but policies are not judged.

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

    ```markdown policies/security.md
    ---
    id: POL-003
    title: Information security policy
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2026-03-02}
    clauses: [iso27001:2022/5.2]
    ---
    What we protect. Backups are the subject of POL-009.
    ```

    ```markdown procedures/visitors.md
    ---
    id: PRO-011
    title: Visitors
    status: draft
    owner: it-manager
    implements: [POL-003]
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
        message = f"nothing puts the policy {policy.id} into practice"
        cure = f"add implements: [{policy.id}] to the document that says how it is done"
        yield Flaw(policy.at("id"), message, cure)
