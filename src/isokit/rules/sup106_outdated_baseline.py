"""A finding of the baseline that is gone."""

from collections.abc import Iterator

from isokit.model.finding import Flaw
from isokit.model.rule import NOTE, rule
from isokit.model.suppression import Outcome
from isokit.workspace.workspace import Workspace


@rule("SUP106", NOTE)
def outdated_baseline(workspace: Workspace, outcome: Outcome) -> Iterator[Flaw]:
    """A finding of the baseline no longer occurs.

    Somebody mended it. As long as it stands in the baseline, it may come back unseen: `isokit baseline prune` takes
    it out.

    Wrong:

    ```yaml isokit.baseline.yaml
    created: 2026-10-01
    findings:
      - fingerprint: "0123456789abcdef" # SUP106
        code: ROL102
        path: registers/roles.yaml
        subject: quality-manager
    ```

    Right:

    ```yaml isokit.baseline.yaml
    created: 2026-10-01
    findings: []
    ```
    """
    baseline = workspace.criteria.baseline
    if baseline is None:
        return
    for index, known in enumerate(baseline.findings):
        if known.fingerprint not in outcome.occurring and outcome.knows([known.code] if known.code else ()):
            about = " ".join(filter(None, (known.code, known.subject or known.path))) or known.fingerprint
            place = baseline.at("findings", index, "fingerprint")
            yield Flaw(place, f"{about} no longer occurs", "isokit baseline prune takes it out")
