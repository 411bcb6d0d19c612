"""An exclusion without a valid justification."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.soa.exclusion import exclusions_of
from isokit.model.document import DocumentType
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("SOA102", ERROR, "iso9001/4.3", "iso27001/6.1.3")
def exclusion_without_ground(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """An exclusion has no valid justification, or the approved scope statement does not state it.

    For ISO 9001, the justification says why conformity and customer satisfaction are unaffected, and the approved scope
    statement names the clause. Outsourcing is no justification: the organization remains responsible for outsourced
    processes.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:
      - clause: iso9001:2015/8.3
        applicable: false
        justification: Design is outsourced to an engineering office.  # SOA102
      - control: iso27001:2022/A.7.6  # SOA102
        applicable: false
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - clause: iso9001:2015/8.3
        applicable: false
        justification: Customers supply tested designs, which we make unchanged; a first piece is approved by each.
    ```

    ```markdown policies/scope.md
    ---
    id: SCO-001
    title: Scope
    type: scope-statement
    status: approved
    approved: {by: managing-director, on: 2026-03-02}
    ---
    8.3 does not apply.
    ```
    """
    scope_statements = list(workspace.documents(DocumentType.SCOPE_STATEMENT))
    for exclusion in exclusions_of(workspace):
        decision = exclusion.decision
        if decision.flawed or exclusion.forbidden_leaves:
            continue
        known_by = "clause" if decision.clause else "control"
        place = decision.at("justification" if decision.justification else known_by)
        for shortfall in exclusion.ungrounded(scope_statements, today):
            message = f"the exclusion of {exclusion.ref.local} is not valid: {shortfall.reason}"
            yield Flaw(place, message, shortfall.cure)
