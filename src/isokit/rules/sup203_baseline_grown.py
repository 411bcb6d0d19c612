"""A change that adds findings to the baseline."""

from collections.abc import Iterator
from datetime import date

from isokit.model.baseline import Baseline
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace

CURE = "fix new findings, or suppress them with a reason"


@rule("SUP203", ERROR)
def baseline_grown(workspace: Workspace, before: Workspace) -> Iterator[Flaw]:
    """A change adds findings to the baseline or extends it.

    This rule applies with `--since`. The baseline holds the findings from when isokit was introduced; it can only
    shrink. Later findings are suppressed with a reason instead.

    Wrong: before the change, the baseline was empty.

    ```yaml isokit.baseline.yaml 2026-10-01 director@blue-teapot.example
    created: 2026-10-01
    findings: []
    ```

    ```yaml isokit.baseline.yaml
    created: 2026-10-01
    findings:  # SUP203
      - {fingerprint: "0123456789abcdef", code: ROL102, path: registers/roles.yaml}
    ```

    Right:

    ```yaml isokit.baseline.yaml 2026-10-01 director@blue-teapot.example
    created: 2026-10-01
    findings:
      - {fingerprint: "0123456789abcdef", code: ROL102, path: registers/roles.yaml}
    ```

    ```yaml isokit.baseline.yaml
    created: 2026-10-01
    findings: []
    ```
    """
    now, then = workspace.baseline, before.baseline
    if now is None:
        return
    added = [known for known in now.findings if then is None or known.fingerprint not in then.fingerprints]
    if added:
        many = f"{len(added)} findings" if len(added) > 1 else f"a finding ({added[0].code or added[0].fingerprint})"
        yield Flaw(now.at("findings")._replace(on_key=True), f"this change adds {many} to the baseline", CURE)
    elif then and _end(now) > _end(then):
        yield Flaw(now.at("until"), "this change extends the baseline", CURE)


def _end(baseline: Baseline) -> date:
    suppressing = baseline.suppressing
    return (suppressing.end or date.max) if suppressing.readable else date.min
