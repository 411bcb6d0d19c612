"""What remains of a risk, and nobody stands behind it."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk.appraisal import Appraisal, Progress, appraised
from isokit.model.finding import Flaw
from isokit.model.registers.risk import Risk
from isokit.model.rule import WARNING, rule
from isokit.workspace.workspace import Workspace


@rule("RSK006", WARNING, "iso27001/6.1.3")
def residual_risk_not_accepted(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """What remains of a risk after its treatment is not accepted, or not by its owner.

    ISO/IEC 27001 asks the owner of a risk to accept what remains of it (6.1.3 f), whatever the treatment is: modified,
    avoided or shared, something remains, and of a retained risk all of it. It has to be written down once the treatment
    has no day left to wait for: neither `due` nor a measure that is still to be done. Accepted is what the owner
    accepted on a day that is not still to come; a later assessment that found the risk higher ends that, and so does
    one with nothing before the acceptance to compare it with: what was accepted then, nobody had weighed. Where
    somebody above the owner decides, let the owner accept as well, and write the owner's acceptance down.

    For risks that are none of ISO/IEC 27001 (see RSK001) any role will do, and only what is written down counts: a
    `residual` that nobody accepted, or an `accepted` that does not hold.

    Wrong:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Backups cannot be restored
        owner: it-manager
        treatment: modify
        residual: {likelihood: 1, consequence: 5}  # RSK006
      - id: R-2
        title: Strangers walk in
        owner: it-manager
        treatment: retain  # RSK006
      - id: R-3
        title: Ransomware encrypts the file store
        owner: it-manager
        treatment: share
        residual: {likelihood: 2, consequence: 2}
        accepted: {by: managing-director, on: 2026-09-24}  # RSK006
      - id: R-4
        title: Laptop is stolen
        owner: it-manager
        treatment: modify  # RSK006
      - id: R-5
        title: A supplier of parts fails
        owner: purchasing-manager
        treatment: share
        residual: {likelihood: 2, consequence: 2}
        accepted: {by: purchasing-manager, on: 2026-12-01}  # RSK006
        clauses: [iso9001:2015/6.1.2]
      - id: R-6
        title: Accounts stay open
        owner: it-manager
        treatment: modify
        assessments:
          - {on: 2026-05-12, criteria: "3.0", assessor: it-manager, likelihood: 2, consequence: 4}
          - {on: 2026-10-02, criteria: "3.0", assessor: it-manager, likelihood: 4, consequence: 4}
        residual: {likelihood: 1, consequence: 4}
        accepted: {by: it-manager, on: 2026-05-13}  # RSK006
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Backups cannot be restored
        owner: it-manager
        treatment: modify
        residual: {likelihood: 1, consequence: 5}
        accepted: {by: it-manager, on: 2026-09-24}
      - id: R-2
        title: Ransomware encrypts the file store
        owner: it-manager
        treatment: modify
        due: 2027-01-29
      - id: R-3
        title: Resin of a bad lot lets water in
        owner: production-manager
        treatment: modify
        residual: {likelihood: 1, consequence: 4}
        accepted: {by: managing-director, on: 2026-06-25}
        clauses: [iso9001:2015/6.1.2]
      - id: R-4
        title: A changed order does not reach production
        owner: sales-manager
        treatment: modify
        clauses: [iso9001:2015/6.1.2]
    ```
    """
    found = appraised(risk, workspace, today)
    if risk.treatment is None or risk.flawed or _waiting(found) or not _asked(found):
        return
    if found.unsaid:
        cure = "add residual: {likelihood: …, consequence: …}, or until when it is treated: due:"
        place = risk.at("residual" if risk.remaining else "treatment")
        yield Flaw(place, f"risk {risk.id} does not say what remains after its treatment", cure)
        return
    cure = f"let {risk.owner or 'its owner'} accept it: accepted: {{by: {risk.owner or 'ROLE'}, on: YYYY-MM-DD}}"
    if risk.accepted is None:
        place = risk.at("residual" if risk.remaining else "treatment")
        yield Flaw(place, f"what remains of risk {risk.id} is not accepted", cure)
    elif lack := found.against_acceptance:
        place = risk.at("accepted", *lack.route)
        yield Flaw(place, f"what remains of risk {risk.id} is not accepted: {lack.reason}", cure)


def _waiting(found: Appraisal) -> bool:
    """Whether nothing remains yet, because the treatment goes on; that it is late says another rule."""
    waits = found.risk.due is not None or bool(found.risk.actions)
    return found.risk.remaining is None and waits and found.progress is not Progress.DONE


def _asked(found: Appraisal) -> bool:
    """Whether a standard asks for it, or the organization by itself began to write it down."""
    return found.secures or found.risk.remaining is not None or found.risk.accepted is not None
