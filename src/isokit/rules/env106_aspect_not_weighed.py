"""An aspect of which nobody said how much it weighs."""

from collections.abc import Iterator

from isokit.model.finding import Flaw
from isokit.model.registers.aspect import Aspect
from isokit.model.rule import WARNING, rule

NEEDED = {
    "impact": "which impact it has on the environment",
    "condition": "under which condition it arises",
    "criteria": "by which criteria it was weighed",
}


@rule("ENV106", WARNING, "iso14001/6.1.2")
def aspect_not_weighed(aspect: Aspect) -> Iterator[Flaw]:
    """An aspect does not say whether it is significant, or which impact, under which condition and by which criteria.

    `significant` is true or false, by the criteria of the organization; what an aspect scored there stands under
    `criteria`. `impact` is what it does to the environment, for worse or for better, and `condition` whether that
    arises in normal or abnormal operation or in an emergency. `activity` and `stage` are left to you.

    Wrong:

    ```yaml registers/aspects.yaml
    aspects:
      - id: ASP-1  # ENV106
        title: Rinse water with glaze
        impact: Load on the sewage works
      - id: ASP-2  # ENV106
        title: Electricity of the kilns
        significant: false
      - id: ASP-3  # ENV106
        title: Noise of the mill
        impact: Unrest of the neighbours
        condition: normal
        significant: true
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
    elif missing := [key for key in NEEDED if not getattr(aspect, key)]:
        message = f"aspect {aspect.id} does not say {', or '.join(NEEDED[key] for key in missing)}"
        yield Flaw(aspect.at(missing[0]), message, f"add {' and '.join(f'{key}:' for key in missing)}")
