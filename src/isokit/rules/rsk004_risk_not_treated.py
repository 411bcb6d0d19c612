"""A risk above the acceptance level that is not treated."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk import appraise
from isokit.model.registers.risk import Risk, Treatment
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("RSK004", ERROR, "iso27001/6.1.3", "iso27001/8.3", "iso9001/6.1.2", "iso14001/6.1.4")
def risk_not_treated(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A risk is above the acceptance level, and its treatment is not decided.

    The level is the organization's own: `risk.acceptance` in isokit.yaml. Without one, this rule judges no risk. A risk
    above it is modified, avoided or shared, or retained if a role has accepted it; what makes an acceptance valid is
    under RSK006.

    Wrong:

    ```yaml isokit.yaml
    organization: {name: Blue Teapot Works}
    standards: [iso27001:2022]
    risk: {acceptance: 9}
    ```

    ```yaml registers/risks.yaml
    risks:
      - id: R-1  # RSK004
        title: Backups cannot be restored
        owner: it-manager
        likelihood: 3
        consequence: 5
      - id: R-2
        title: Ransomware encrypts the file store
        owner: it-manager
        likelihood: 3
        consequence: 4
        treatment: retain  # RSK004
    ```

    Right:

    ```yaml isokit.yaml
    organization: {name: Blue Teapot Works}
    standards: [iso27001:2022]
    risk: {acceptance: 9}
    ```

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Backups cannot be restored
        owner: it-manager
        likelihood: 3
        consequence: 5
        treatment: modify
        controls: [iso27001:2022/A.8.13]
        due: 2027-02-26
      - id: R-2
        title: Ransomware encrypts the file store
        owner: it-manager
        likelihood: 3
        consequence: 4
        treatment: retain
        accepted: {by: it-manager, on: 2026-09-24}
    ```
    """
    found = appraise(risk, workspace, today)
    if risk.flawed or not found.rating.above(found.before):
        return
    level = f"above the acceptance level of {found.rating.acceptance}"
    if risk.treatment is None:
        message = f"risk {risk.id} has a score of {found.before}, {level}, and is not treated"
        yield Flaw(risk.at("treatment"), message, "add treatment: modify, avoid or share, and due: with a date")
    elif risk.treatment is Treatment.RETAIN and not found.accepted:
        lack = found.against_acceptance
        why, route = (f"that is not accepted: {lack.reason}", lack.route) if lack else ("that is not accepted", ())
        message = f"risk {risk.id} is retained with a score of {found.before}, {level}, and {why}"
        place = risk.at("accepted", *route) if lack else risk.at("treatment")
        yield Flaw(place, message, f"treat it, or add accepted: {{by: {risk.owner or 'ROLE'}, on: YYYY-MM-DD}}")
