"""A suppression of an unknown rule."""

from collections.abc import Iterator

from isokit.model.rule import ERROR, Flaw, RuleSet, rule
from isokit.model.suppression import Suppressing
from isokit.text.suggestions import suggestion


@rule("SUP104", ERROR)
def suppression_of_unknown_rule(suppressing: Suppressing, rules: RuleSet) -> Iterator[Flaw]:
    """A suppression names a rule that does not exist.

    A rule is named by its code, by a prefix of codes, or by its name; `isokit rules` lists them.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      # isokit: ignore[ROLL102] reason="the post is advertised"  # SUP104
      - id: quality-manager
        title: Quality manager
        holders: []
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      # isokit: ignore[ROL102] reason="the post is advertised"
      - id: quality-manager
        title: Quality manager
        holders: []
    ```
    """
    for word in suppressing.rules:
        if not rules.chosen(word):
            cure = suggestion(rules.resembling(word), "isokit rules lists the rules")
            yield Flaw(suppressing.place, f"there is no rule '{word}'", cure)
