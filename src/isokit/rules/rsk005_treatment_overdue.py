"""A treatment that should be carried out by now, or of which nobody says by when."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk.appraisal import Appraisal, appraised
from isokit.model.finding import Flaw
from isokit.model.registers.risk import Risk, Treatment
from isokit.model.rule import WARNING, rule
from isokit.workspace.workspace import Workspace


@rule("RSK005", WARNING, "iso27001/8.3", "iso9001/6.1.2", "iso14001/6.1.4")
def treatment_overdue(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """The treatment of a risk, or a measure of it, should be carried out by now, or has no day.

    A measure under `actions` is carried out on the day it is `done`. Where there are none, the treatment is carried
    out when what remains is `accepted` on or after the day it is `due`; an acceptance before that day was given to a
    plan. Once a treatment is carried out, `due` may as well be taken away.

    What has no day is never late. Above the level of acceptance (see RSK004), a risk that is modified, avoided or
    shared needs one until that is carried out: `due`, or that of a measure. Where nothing but the day is missing and
    RSK006 asks for what remains, this rule is silent.

    Wrong:

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
    ```

    Wrong: nobody says by when.

    ```yaml isokit.yaml
    organization: {name: Blue Teapot Works}
    standards: [iso9001:2015]
    risk: {acceptance: 9}
    ```

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
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
      - id: R-2
        title: Ransomware encrypts the file store
        owner: it-manager
        treatment: modify
        actions:
          - {what: Order a second backup store, who: it-manager, due: 2026-07-31, done: 2026-07-20}
          - {what: Try a restore, who: it-manager, due: 2026-11-22}
        due: 2026-11-22
    ```
    """
    late = [(index, action) for index, action in enumerate(risk.actions) if action.late(today)]
    for index, action in late:
        what = f": {action.what}" if action.what else ""
        message = f"a measure against risk {risk.id} was due {action.due}{what}"
        yield Flaw(risk.at("actions", index, "due"), message, "carry it out, and write the day into done:")
    found = appraised(risk, workspace, today)
    if late or found.finished:
        return
    if risk.due and risk.due < today:
        cure = "carry it out, write down what remains, and have that accepted"
        yield Flaw(risk.at("due"), f"the treatment of risk {risk.id} was due {risk.due}", cure)
    elif not risk.flawed and _for_ever(found):
        message = f"risk {risk.id} has a score of {found.before}, and nobody says by when it is treated"
        yield Flaw(risk.at("treatment"), message, "add due: and a day, or actions: each with its due:")


def _for_ever(found: Appraisal) -> bool:
    """Whether a risk above acceptance is being treated without a day, and RSK006 does not ask what remains of it."""
    risk = found.risk
    days = (risk.due, *(action.due for action in risk.actions if not action.finished(found.today)))
    if any(days) or risk.treatment in (None, Treatment.RETAIN) or not found.rating.above(found.before):
        return False
    return bool(risk.actions) or not (found.secures or risk.remaining or risk.accepted)
