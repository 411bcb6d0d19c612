"""A treatment that should be carried out by now."""

from collections.abc import Iterator
from datetime import date

from isokit.model.appraisal import appraised
from isokit.model.finding import Flaw
from isokit.model.risk import Risk
from isokit.model.workspace import Workspace
from isokit.rules.rule import WARNING, rule


@rule("RSK005", WARNING, "iso27001/8.3", "iso9001/6.1.2", "iso14001/6.1.4")
def treatment_overdue(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """The treatment of a risk, or a measure of it, should be carried out by now.

    A measure under `actions` is carried out on the day it is `done`. Where there are none, the treatment is carried
    out when what remains is `accepted` on or after the day it is `due`; an acceptance before that day was given to a
    plan. Once a treatment is carried out, `due` may as well be taken away.

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
    if not late and risk.due and risk.due < today and not appraised(risk, workspace, today).finished:
        cure = "carry it out, write down what remains, and have that accepted"
        yield Flaw(risk.at("due"), f"the treatment of risk {risk.id} was due {risk.due}", cure)
