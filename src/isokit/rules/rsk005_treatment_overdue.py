"""A risk treatment that is overdue or has no due date."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk import Appraisal, appraise
from isokit.model.registers.risk import Risk, Treatment
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("RSK005", WARNING, "iso27001/8.3", "iso9001/6.1.2", "iso14001/6.1.4")
def treatment_overdue(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """The treatment of a risk, or one of its actions, is overdue or has no due date.

    An action is complete on its date `done`. Without actions, the treatment is complete when the residual risk is
    `accepted` on or after the date `due`; an earlier acceptance refers to the plan. After completion, `due` may be
    removed.

    A risk above the acceptance level (see RSK004) that is modified, avoided or shared needs a date until its treatment
    is complete: `due`, or that of an action. If RSK006 already asks for the residual risk, this rule is silent.

    Wrong:

    ```yaml isokit.yaml
    organization: {name: Blue Teapot Works}
    standards: [iso9001:2015]
    risk: {acceptance: 9}
    ```

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Backups cannot be restored
        owner: it-manager
        treatment: modify
        due: 2026-09-30  # RSK005
      - id: R-2
        title: Ransomware encrypts the file store
        owner: it-manager
        treatment: modify
        actions:
          - {what: Order a second backup store, who: it-manager, due: 2026-07-31, done: 2026-07-20}
          - {what: Try a restore, who: it-manager, due: 2026-10-30}  # RSK005
        due: 2026-10-30
      - id: R-3
        title: A supplier of parts fails
        owner: purchasing-manager
        likelihood: 3
        consequence: 5
        treatment: share  # RSK005
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Backups cannot be restored
        owner: it-manager
        treatment: modify
        due: 2026-09-30
        residual: {likelihood: 1, consequence: 5}
        accepted: {by: it-manager, on: 2026-10-02}
    ```
    """
    late = [(index, action) for index, action in enumerate(risk.actions) if action.late(today)]
    for index, action in late:
        what = f": {action.what}" if action.what else ""
        message = f"an action to treat risk {risk.id} was due {action.due}{what}"
        yield Flaw(risk.at("actions", index, "due"), message, "carry it out, and enter the date under done:")
    found = appraise(risk, workspace, today)
    if late or found.finished:
        return
    if risk.due and risk.due < today:
        cure = "carry it out, and add residual: and accepted: for the residual risk"
        yield Flaw(risk.at("due"), f"the treatment of risk {risk.id} was due {risk.due}", cure)
    elif not risk.flawed and _without_date(found):
        message = f"risk {risk.id} has a score of {found.before}, and its treatment has no due date"
        yield Flaw(risk.at("treatment"), message, "add due: with a date, or actions: each with its own due:")


def _without_date(found: Appraisal) -> bool:
    """Whether a risk above acceptance is treated without a date, and RSK006 does not ask for its residual risk."""
    risk = found.risk
    days = (risk.due, *(action.due for action in risk.actions if not action.finished(found.today)))
    if any(days) or risk.treatment in (None, Treatment.RETAIN) or not found.rating.above(found.before):
        return False
    return bool(risk.actions) or not (found.secures or risk.remaining or risk.accepted)
