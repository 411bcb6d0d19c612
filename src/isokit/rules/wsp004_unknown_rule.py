"""A setting for an unknown rule."""

from collections.abc import Iterator

from isokit.model.entity import Place
from isokit.model.names import SETTINGS_FILE
from isokit.model.rule import ERROR, Flaw, RuleSet, rule
from isokit.text.span import Route
from isokit.text.suggestions import suggestion
from isokit.workspace.workspace import Workspace


@rule("WSP004", ERROR)
def unknown_rule(workspace: Workspace, rules: RuleSet) -> Iterator[Flaw]:
    """isokit.yaml sets the level of a rule that does not exist.

    Under `rules:`, and under `paths:` for some files, a rule is named by its code, by a prefix of codes, or by its
    name; `isokit rules` lists them.

    Wrong:

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    rules:
      DOC999: off  # WSP004
    ```

    Right:

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    rules:
      DOC204: warning
    ```
    """
    settings = workspace.settings
    routes: list[Route] = [("rules", word) for word in settings.rules]
    routes += [("paths", index, "rules", word) for index, entry in enumerate(settings.paths) for word in entry.rules]
    for route in routes:
        word = str(route[-1])
        if not rules.chosen(word):
            cure = suggestion(rules.resembling(word), "isokit rules lists the rules")
            yield Flaw(Place(SETTINGS_FILE, route, on_key=True), f"there is no rule '{word}'", cure)
