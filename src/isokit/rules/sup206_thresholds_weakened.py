"""A change that weakens risk or evidence thresholds."""

from collections.abc import Iterator
from datetime import date

from isokit.model.entity import Place
from isokit.model.names import SETTINGS_FILE
from isokit.model.rating import Rating
from isokit.model.rule import ERROR, Flaw, rule
from isokit.model.scalar import TimeSpan
from isokit.model.settings import EvidenceTimes
from isokit.text.span import Route
from isokit.workspace.workspace import Workspace

Weaker = Iterator[tuple[Route, str]]
"""The route in isokit.yaml, and the effect of the change."""


@rule("SUP206", ERROR)
def thresholds_weakened(workspace: Workspace, before: Workspace, today: date) -> Iterator[Flaw]:
    """A change accepts higher risks, evaluates risks differently, or allows more time for evidence, in isokit.yaml.

    This rule applies with `--since`. For risks, it reports an acceptance level that was raised or removed, changed
    scales, lower scores in the matrix, and changed names of levels; without an earlier acceptance level only the names
    count. For evidence, it reports a `fail` that is longer or removed, and a shorter `warn`. Each may be right, but
    another person than the author should agree. `--trusted-config` applies the old settings to the whole check.

    Wrong: a higher score is accepted, and with four steps instead of five, scores are lower.

    ```yaml isokit.yaml 2026-10-01 director@blue-teapot.example
    standards: [iso9001:2015]
    risk: {acceptance: 9}
    evidence: {fail: 14 days}
    ```

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    risk:
      acceptance: 12  # SUP206
      scale: {likelihood: 4, consequence: 4}  # SUP206
    evidence:
      fail: 90 days  # SUP206
    ```

    Right: less is accepted than before.

    ```yaml isokit.yaml 2026-10-01 director@blue-teapot.example
    standards: [iso9001:2015]
    risk: {acceptance: 9}
    ```

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    risk: {acceptance: 6}
    evidence: {warn: 60 days, fail: 14 days}
    ```
    """
    now, then = workspace.settings, before.settings
    weaker = (
        *_accepted(now.risk, then.risk),
        *_weighed(now.risk, then.risk),
        *_timed(now.evidence, then.evidence, today),
    )
    for route, what in weaker:
        yield Flaw(Place(SETTINGS_FILE, route), f"this change {what}", "have another person approve it, or revert it")


def _accepted(now: Rating, then: Rating) -> Weaker:
    """An acceptance level that was raised or removed."""
    if then.acceptance is None:
        return
    if now.acceptance is None:
        yield ("risk", "acceptance"), f"removes the acceptance level of risks, which was {then.acceptance}"
    elif now.acceptance > then.acceptance:
        yield ("risk", "acceptance"), f"raises the acceptance level of risks from {then.acceptance} to {now.acceptance}"


def _weighed(now: Rating, then: Rating) -> Weaker:
    """Changed scales, scores and names of levels."""
    if then.acceptance is not None and now.sizes != then.sizes:
        key = "matrix" if now.matrix and not now.scale.model_fields_set else "scale"
        yield ("risk", key), f"alters the scales of risks from {_steps(then)} to {_steps(now)} steps"
    elif then.acceptance is not None and (fallen := _fallen(now, then)):
        likelihood, consequence, was, score = fallen
        yield ("risk", "matrix"), f"lowers the score of {likelihood} × {consequence} from {was} to {score}"
    if then.levels and now.levels != then.levels:
        yield ("risk", "levels"), "renames risk levels"


def _steps(rating: Rating) -> str:
    likelihood, consequence = rating.sizes
    return f"{likelihood} and {consequence}"


def _fallen(now: Rating, then: Rating) -> tuple[int, int, int, int] | None:
    """The highest pair with a lowered score, with both scores."""
    rows, columns = then.sizes
    for pair in ((row, column) for row in range(rows, 0, -1) for column in range(columns, 0, -1)):
        was, score = then.score(*pair), now.score(*pair)
        if was is not None and score is not None and score < was:
            return *pair, was, score
    return None


def _timed(now: EvidenceTimes, then: EvidenceTimes, today: date) -> Weaker:
    """Changed times for warnings and errors about evidence."""

    def longer(one: TimeSpan, other: TimeSpan) -> bool:
        return one.after(today) > other.after(today)

    if then.fail and not now.fail:
        yield ("evidence", "fail"), f"removes the time after which late evidence is an error, which was {then.fail}"
    elif longer(now.grace, then.grace):
        yield ("evidence", "fail"), f"allows evidence to be {now.grace} late instead of {then.grace}"
    if longer(then.warn, now.warn):
        yield ("evidence", "warn"), f"warns {now.warn} before evidence is due instead of {then.warn}"
