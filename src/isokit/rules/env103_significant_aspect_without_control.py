"""A significant aspect with neither a control nor an objective."""

from collections.abc import Iterator

from isokit.analysis.documents.mentions import Names, text_of
from isokit.model.registers.aspect import Aspect
from isokit.model.registers.objective import Objective
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("ENV103", WARNING, "iso14001/6.1.4", "iso14001/8.1")
def significant_aspect_without_control(workspace: Workspace) -> Iterator[Flaw]:
    """A significant environmental aspect has neither a control nor an objective.

    `controls` describes in plain words how the aspect is controlled; an objective refers to an aspect by its id.

    Wrong:

    ```yaml registers/aspects.yaml
    aspects:
      - id: ASP-1  # ENV103
        title: Rinse water with glaze
        significant: true
    ```

    Right:

    ```yaml registers/aspects.yaml
    aspects:
      - id: ASP-1
        title: Rinse water with glaze
        significant: true
        controls: [settling basin, analysis each quarter]
      - id: ASP-2
        title: Electricity of the kilns
        significant: true
    ```

    ```yaml registers/objectives.yaml
    objectives:
      - id: OBJ-1
        title: Less electricity for each pot
        note: For ASP-2.
    ```
    """
    bare = [a for a in workspace.of(Aspect) if a.significant and not a.controls and not a.flawed]
    names = Names(aspect.id for aspect in bare)
    aimed = {name for objective in workspace.of(Objective) for name in names.within(text_of(objective))} if bare else ()
    for aspect in bare:
        if aspect.id not in aimed:
            message = f"aspect {aspect.id} is significant, but has neither a control nor an objective"
            cure = f"describe its control under controls:, or refer to {aspect.id} in an objective"
            yield Flaw(aspect.at("controls"), message, cure)
