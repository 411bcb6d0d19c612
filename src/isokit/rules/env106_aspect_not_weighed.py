"""An environmental aspect that is not fully evaluated."""

from collections.abc import Iterator

from isokit.model.registers.aspect import Aspect
from isokit.model.rule import WARNING, Flaw, rule

NEEDED = {"impact": "environmental impact", "condition": "operating condition", "criteria": "criteria"}


@rule("ENV106", WARNING, "iso14001/6.1.2")
def aspect_not_weighed(aspect: Aspect) -> Iterator[Flaw]:
    """An environmental aspect lacks its significance, impact, condition or criteria.

    `criteria` holds the scores behind the decision on `significant`. `impact` is the effect on the environment, and
    `condition` says whether it arises in normal or abnormal operation or in an emergency. `activity` and `stage` are
    optional.

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
        message = f"aspect {aspect.id} does not state whether it is significant"
        cure = "evaluate it by your criteria, and add significant: true or false"
        yield Flaw(aspect.at("significant"), message, cure)
    elif missing := [key for key in NEEDED if not getattr(aspect, key)]:
        message = f"aspect {aspect.id} does not state its {' or its '.join(NEEDED[key] for key in missing)}"
        yield Flaw(aspect.at(missing[0]), message, f"add {' and '.join(f'{key}:' for key in missing)}")
