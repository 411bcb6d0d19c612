"""An exclusion that the standard does not allow."""

from collections.abc import Iterator

from isokit.analysis.soa.exclusion import exclusions_of
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("SOA101", ERROR, "iso9001/4.3", "iso14001/4.3", "iso27001/4.3")
def exclusion_not_allowed(workspace: Workspace) -> Iterator[Flaw]:
    """A clause is declared not applicable although the standard does not allow its exclusion.

    ISO 9001 allows a few requirements to be declared not applicable, such as design and development. ISO 14001 and
    clauses 4 to 10 of ISO/IEC 27001 allow no exclusions; the controls of Annex A are decided in the statement of
    applicability.

    Wrong:

    ```yaml registers/applicability.yaml
    applicability:
      - clause: iso9001:2015/9.2.1  # SOA101
        applicable: false
        justification: We are too small for internal audits.
      - clause: iso27001:2022/7.5.1  # SOA101
        applicable: false
        justification: Everything is in the heads.
    ```

    Right:

    ```yaml registers/applicability.yaml
    applicability:
      - control: iso27001:2022/A.7.6
        applicable: false
        justification: There are no secure areas; all information is kept by a hosting provider.
    ```
    """
    for exclusion in exclusions_of(workspace):
        if forbidden := exclusion.forbidden_leaves:
            numbers = ", ".join(clause.clause for clause in forbidden)
            message = f"{exclusion.standard.name} does not allow {numbers} to be declared not applicable"
            place = exclusion.decision.at("clause" if exclusion.decision.clause else "control")
            yield Flaw(place, message, "remove the exclusion, and fulfil the clause")
