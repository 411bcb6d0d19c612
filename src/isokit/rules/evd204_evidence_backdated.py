"""A record committed long after its stated date."""

from collections.abc import Iterator, Mapping
from datetime import date

from isokit.analysis.revisions import day_of, provenance
from isokit.model.evidence import Evidence
from isokit.model.history import Commit, History
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("EVD204", WARNING, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def evidence_backdated(workspace: Workspace, history: History) -> Iterator[Flaw]:
    """A record states a collection date long before the commit that added it.

    A record written at the time is better evidence than one reconstructed before an audit. The collection date, or the
    end of the period, and the day of the first commit that contains the record with this id and date may be 30 days
    apart, or as set by `evidence: {fail: 14 days}` in isokit.yaml.

    Records from before the first record of the tree are not reported, as they were imported; nor is anything where
    git's history is incomplete. For git, a moved file is a new file: suppress that finding, and say where the file was
    before.

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

    ```yaml evidence/EVD-002.yaml 2026-05-04 office@teapot.example
    id: EVD-002
    title: Access review, April 2026
    type: access-review
    collected: 2026-05-04
    ```
    """
    firsts = _firsts(workspace, history) if history.past.whole else {}
    kept = min(map(day_of, firsts.values()), default=date.max)
    grace = workspace.criteria.settings.evidence.grace
    for record, first in firsts.items():
        stated, known = record.collected or record.period.end, day_of(first)
        if stated and stated >= kept and known > grace.after(stated):
            late = f"it was first committed in {first.id[:10]} on {known}"
            message = f"{record.id} states that it was collected {stated}; {late}, {(known - stated).days} days later"
            cure = "correct the date, or suppress this with the reason for the delay"
            yield Flaw(record.at("collected"), message, cure)


def _firsts(workspace: Workspace, history: History) -> Mapping[Evidence, Commit]:
    """The first commit that has each record as it is now, where there is one."""
    settings, past = workspace.settings, history.past
    found = ((record, provenance(record, past, settings)) for record in workspace.of(Evidence))
    return {record: commit for record, commit in found if commit}
