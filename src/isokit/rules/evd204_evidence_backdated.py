"""A record git has known only since long after its day."""

from collections.abc import Iterator, Mapping
from datetime import date

from isokit.analysis.evidence.provenance import day_of, first_known
from isokit.model.evidence import Evidence
from isokit.model.finding import Flaw
from isokit.model.history import Commit, History
from isokit.model.rule import WARNING, rule
from isokit.workspace.workspace import Workspace


@rule("EVD204", WARNING, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def evidence_backdated(workspace: Workspace, history: History) -> Iterator[Flaw]:
    """A record says that it was collected long before the commit that brought it.

    A record that is written down at once shows more than one somebody remembers before an audit. Three days are kept
    apart: the period it speaks of, the day it was collected, and the day git first knew it so, with this id and day: a
    file of the same name that was another record before proves nothing. Between the last two may lie 30 days, or those
    of `evidence: {fail: 14 days}` in isokit.yaml.

    Nothing is said of what was collected before the tree had any record, since it was brought along, nor where the
    history of git is cut off. The day of a commit is what the clock of its author or of its committer showed, the
    earlier of both. To git, a file that moved is a new one: set that finding aside and say where the file stood.

    Wrong:

    ```yaml evidence/EVD-001.yaml 2026-02-02 office@teapot.example
    id: EVD-001
    title: Access review, January 2026
    type: access-review
    collected: 2026-02-02
    ```

    ```yaml evidence/EVD-002.yaml 2026-11-20 office@teapot.example
    id: EVD-002
    title: Access review, April 2026
    type: access-review
    collected: 2026-05-04  # EVD204
    ```

    Right:

    ```yaml evidence/EVD-001.yaml 2026-02-02 office@teapot.example
    id: EVD-001
    title: Access review, January 2026
    type: access-review
    collected: 2026-02-02
    ```

    ```yaml evidence/EVD-002.yaml 2026-05-04 office@teapot.example
    id: EVD-002
    title: Access review, April 2026
    type: access-review
    collected: 2026-05-04
    ```
    """
    firsts = _firsts(workspace, history) if history.past.whole else {}
    kept = min(map(day_of, firsts.values()), default=date.max)
    grace = workspace.gate.settings.evidence.grace
    for record, first in firsts.items():
        says, known = record.collected or record.period.end, day_of(first)
        if says and says >= kept and known > grace.after(says):
            late = f"git has known that only since commit {first.id[:10]} of {known}"
            message = f"{record.id} says it was collected {says}; {late}, {(known - says).days} days later"
            yield Flaw(record.at("collected"), message, "correct the day, or set this aside and say why it came late")


def _firsts(workspace: Workspace, history: History) -> Mapping[Evidence, Commit]:
    """The first commit that has each record as it is now, where there is one."""
    settings, past = workspace.settings, history.past
    told = ((record, first_known(record, past, settings)) for record in workspace.of(Evidence))
    return {record: commit for record, commit in told if commit}
