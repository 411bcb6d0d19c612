"""A suppression that sets nothing aside."""

from collections.abc import Iterator

from isokit.model.finding import Flaw
from isokit.model.rule import WARNING, RuleSet, rule
from isokit.model.suppression import By, Outcome, Suppressing

IN_TABLES = "delete it; in a table, name the fingerprint in isokit.yaml under suppressions: instead"


@rule("SUP105", WARNING)
def unused_suppression(suppressing: Suppressing, outcome: Outcome, rules: RuleSet) -> Iterator[Flaw]:
    """A suppression matches no finding.

    What it was about is mended, or it stands in the wrong place. Left there, it would hide the next finding of
    this kind before anybody saw it. A comment covers its line; alone on its line, it covers the next entry. Files that
    cannot be read (TXT001), and what is said of suppressions themselves (SUP), are never set aside.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      # isokit: ignore[ROL102] reason="the post is advertised"  # SUP105
      - id: quality-manager
        title: Quality manager
        holders: [{name: R. Ivory, from: 2026-11-01}]
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Quality manager
        holders: [{name: R. Ivory, from: 2026-11-01}]
    ```
    """
    if suppressing.by is By.BASELINE:
        return
    for word in outcome.idle(suppressing):
        if outcome.knows(found.code for found in rules.chosen(word)) and (rules.chosen(word) or not word):
            shown = f"no finding of {word}" if word else "no finding"
            cure = IN_TABLES if suppressing.by is By.COMMENT else "delete it"
            yield Flaw(suppressing.place, f"this suppression matches {shown}", cure)
