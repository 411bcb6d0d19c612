"""An aspect of which nobody said how much it weighs."""

from collections.abc import Iterator

from isokit.model.aspect import Aspect
from isokit.model.finding import Flaw
from isokit.rules.rule import WARNING, rule


@rule("ENV106", WARNING, "iso14001/6.1.2")
def aspect_not_weighed(aspect: Aspect) -> Iterator[Flaw]:
    """An aspect does not say whether it is significant, or which impact it has.

    `significant` is true or false, by the criteria of the organization; what an aspect scored there may stand under
    `criteria`. `impact` is what it does to the environment, for worse or for better.

    Wrong:

    ```yaml registers/aspects.yaml
    aspects:
      - id: ASP-1  # ENV106
        title: Rinse water with glaze
        impact: Load on the sewage works
      - id: ASP-2  # ENV106
        title: Electricity of the kilns
        significant: false
    ```

    Right:

    ```yaml registers/aspects.yaml
    aspects:
      - id: ASP-1
        title: Rinse water with glaze
        activity: Rinsing of moulds
        condition: normal
        stage: production
        impact: Load on the sewage works
        criteria: [amount 1, harm 2]
        significant: false
    ```
    """
    if aspect.flawed:
        return
    if aspect.significant is None:
        message = f"aspect {aspect.id} does not say whether it is significant"
        yield Flaw(aspect.at("significant"), message, "weigh it by your criteria, and add significant: true or false")
    elif aspect.impact is None:
        message = f"aspect {aspect.id} does not say which impact it has on the environment"
        yield Flaw(aspect.at("impact"), message, "add impact:")
