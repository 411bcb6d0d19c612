"""A change of what is accepted, and of when evidence is late."""

from collections.abc import Iterator
from datetime import date

from isokit.model.entity import Place
from isokit.model.finding import Flaw
from isokit.model.names import SETTINGS_FILE
from isokit.model.rating import Rating
from isokit.model.rule import ERROR, rule
from isokit.model.scalar import TimeSpan
from isokit.model.settings import EvidenceTimes
from isokit.text.span import Route
from isokit.workspace.workspace import Workspace

Weaker = Iterator[tuple[Route, str]]
"""Where isokit.yaml says it, and what the change does."""


@rule("SUP206", ERROR)
def thresholds_weakened(workspace: Workspace, before: Workspace, today: date) -> Iterator[Flaw]:
    """A change accepts higher risks, weighs them otherwise, or gives evidence more time, in isokit.yaml.

    Asked with `--since`. Of risks it is the acceptance level that was raised or taken away, other scales, scores of a
    matrix that fell, and levels that give other words to scores; where no acceptance level was decided before, no risk
    was judged by its score, and of these only levels count. Of evidence it is a longer `fail`, one taken away, and a
    shorter `warn`. Any of it may be right, and then somebody other than its author lets it pass. `--trusted-config`
    judges the change by the old settings altogether.

    Wrong: before the change, risks above 9 were treated.

    ```yaml isokit.yaml 2026-10-01 director@blue-teapot.example
    standards: [iso9001:2015]
    risk: {acceptance: 9}
    evidence: {fail: 14 days}
    ```

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    risk:
      acceptance: 16  # SUP206
    evidence:
      fail: 90 days  # SUP206
    ```

    Wrong: with four steps in place of five, the highest score is 16.

    ```yaml isokit.yaml 2026-10-01 director@blue-teapot.example
    standards: [iso9001:2015]
    risk: {acceptance: 9}
    ```

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    risk:
      scale: {likelihood: 4, consequence: 4}  # SUP206
      acceptance: 9
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
        yield Flaw(Place(SETTINGS_FILE, route), f"this change {what}", "let somebody else agree, or undo it")


def _accepted(now: Rating, then: Rating) -> Weaker:
    """The level of acceptance, raised or gone."""
    if then.acceptance is None:
        return
    if now.acceptance is None:
        yield ("risk", "acceptance"), f"takes away the acceptance level of risks, which was {then.acceptance}"
    elif now.acceptance > then.acceptance:
        yield ("risk", "acceptance"), f"raises the acceptance level of risks from {then.acceptance} to {now.acceptance}"


def _weighed(now: Rating, then: Rating) -> Weaker:
    """How a score comes about, and the words for it."""
    if then.acceptance is not None and now.sizes != then.sizes:
        key = "matrix" if now.matrix and not now.scale.model_fields_set else "scale"
        yield ("risk", key), f"gives the scales of risks {_steps(now)} steps, no longer {_steps(then)}"
    elif then.acceptance is not None and (fallen := _fallen(now, then)):
        likelihood, consequence, was, score = fallen
        yield ("risk", "matrix"), f"lowers the score of {likelihood} × {consequence} from {was} to {score}"
    if then.levels and now.levels != then.levels:
        yield ("risk", "levels"), "gives other words to the scores of risks"


def _steps(rating: Rating) -> str:
    likelihood, consequence = rating.sizes
    return f"{likelihood} and {consequence}"


def _fallen(now: Rating, then: Rating) -> tuple[int, int, int, int] | None:
    """The highest pair whose score is lower than it was, with both scores."""
    rows, columns = then.sizes
    for pair in ((row, column) for row in range(rows, 0, -1) for column in range(columns, 0, -1)):
        was, score = then.score(*pair), now.score(*pair)
        if was is not None and score is not None and score < was:
            return *pair, was, score
    return None


def _timed(now: EvidenceTimes, then: EvidenceTimes, today: date) -> Weaker:
    """How long before it is due isokit speaks of evidence, and how long after that it is an error."""

    def longer(one: TimeSpan, other: TimeSpan) -> bool:
        return one.after(today) > other.after(today)

    if then.fail and not now.fail:
        yield ("evidence", "fail"), f"lets evidence be late for ever, no longer {then.fail}"
    elif longer(now.grace, then.grace):
        yield ("evidence", "fail"), f"lets evidence be late for {now.grace}, no longer {then.grace}"
    if longer(then.warn, now.warn):
        yield ("evidence", "warn"), f"speaks of evidence {now.warn} before it is due, no longer {then.warn}"
