"""A baseline finding that no longer occurs."""

from collections.abc import Iterator

from isokit.model.rule import NOTE, Flaw, rule
from isokit.model.suppression import Outcome
from isokit.workspace.workspace import Workspace


@rule("SUP106", NOTE)
def outdated_baseline(workspace: Workspace, outcome: Outcome) -> Iterator[Flaw]:
    """A finding of the baseline no longer occurs.

    It was fixed. While it remains in the baseline, it could return unnoticed: `isokit baseline prune` removes it.

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
            yield Flaw(place, f"{about} no longer occurs", "run isokit baseline prune to remove it")
