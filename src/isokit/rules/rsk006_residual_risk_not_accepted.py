"""A residual risk that is not accepted."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk import Appraisal, Progress, appraise
from isokit.model.registers.risk import Risk
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("RSK006", WARNING, "iso27001/6.1.3")
def residual_risk_not_accepted(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """The residual risk is not accepted, or not by the risk owner.

    ISO/IEC 27001 requires the owner to accept the residual risk (6.1.3 f), whatever the treatment; of a risk that is
    retained, that is all of it. It has to be recorded once the treatment has no due date and no open action left. An
    acceptance counts if the owner gave it on a date that is not in the future; it ends with a later assessment that
    found the risk to be higher, or with a first assessment made after it. If somebody above the owner decides, record
    the acceptance of the owner as well.

    For risks that are not information security risks (see RSK001), any role may accept, and only what is recorded
    is judged: a `residual` that was not accepted, or an `accepted` that is not valid.

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
      - id: R-5
        title: A supplier of parts fails
        owner: purchasing-manager
        treatment: share
        residual: {likelihood: 2, consequence: 2}
        accepted: {by: purchasing-manager, on: 2026-12-01}  # RSK006
        clauses: [iso9001:2015/6.1.2]
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
    ```
    """
    found = appraise(risk, workspace, today)
    if risk.treatment is None or risk.flawed or _waiting(found) or not _required(found):
        return
    if found.unsaid:
        cure = "add residual: {likelihood: …, consequence: …}, or due: with the date of treatment"
        place = risk.at("residual" if risk.remaining else "treatment")
        yield Flaw(place, f"risk {risk.id} has no residual risk recorded after its treatment", cure)
        return
    cure = f"have {risk.owner or 'its owner'} accept it: accepted: {{by: {risk.owner or 'ROLE'}, on: YYYY-MM-DD}}"
    if risk.accepted is None:
        place = risk.at("residual" if risk.remaining else "treatment")
        yield Flaw(place, f"the residual risk of {risk.id} is not accepted", cure)
    elif lack := found.against_acceptance:
        place = risk.at("accepted", *lack.route)
        yield Flaw(place, f"the residual risk of {risk.id} is not accepted: {lack.reason}", cure)


def _waiting(found: Appraisal) -> bool:
    """Whether the treatment is still under way; RSK005 reports that it is overdue."""
    waits = found.risk.due is not None or bool(found.risk.actions)
    return found.risk.remaining is None and waits and found.progress is not Progress.DONE


def _required(found: Appraisal) -> bool:
    """Whether a standard requires it, or the organization has begun to record it."""
    return found.secures or found.risk.remaining is not None or found.risk.accepted is not None
