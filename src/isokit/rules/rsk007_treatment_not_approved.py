"""A risk treatment plan that its owner has not approved."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk import appraise
from isokit.model.registers.risk import Risk
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("RSK007", WARNING, "iso27001/6.1.3")
def treatment_not_approved(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """The owner of a risk has not approved its treatment plan.

    ISO/IEC 27001 requires two decisions of the owner (6.1.3 f): to approve the treatment plan (`approved`), and to
    accept the residual risk (RSK006). The approval is needed for every treatment, including the decision to retain
    a risk. Only information security risks are judged (see RSK001); a missing owner is RSK001.

    Wrong:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Backups cannot be restored
        owner: it-manager
        treatment: modify  # RSK007
        due: 2027-01-29
      - id: R-2
        title: Strangers walk in
        owner: it-manager
        treatment: retain
        approved: {by: managing-director, on: 2026-09-24}  # RSK007
        accepted: {by: it-manager, on: 2026-09-24}
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Backups cannot be restored
        owner: it-manager
        treatment: modify
        approved: {by: it-manager, on: 2026-09-24}
        due: 2027-01-29
    ```
    """
    found = appraise(risk, workspace, today)
    if risk.treatment is None or risk.flawed or not found.secures:
        return
    if risk.approved is None:
        place, reason = risk.at("treatment"), ""
    elif lack := found.against_approval:
        place, reason = risk.at("approved", *lack.route), f": {lack.reason}"
    else:
        return
    message = f"the treatment of risk {risk.id} ({risk.treatment}) is not approved by its owner{reason}"
    cure = f"have {risk.owner or 'its owner'} approve it: approved: {{by: {risk.owner or 'ROLE'}, on: YYYY-MM-DD}}"
    yield Flaw(place, message, cure)
