"""A suppression that matches no finding."""

from collections.abc import Iterator

from isokit.model.rule import WARNING, Flaw, RuleSet, rule
from isokit.model.suppression import By, Outcome, Suppressing

IN_TABLES = "delete it; in a table, name the fingerprint in isokit.yaml under suppressions: instead"


@rule("SUP105", WARNING)
def unused_suppression(suppressing: Suppressing, outcome: Outcome, rules: RuleSet) -> Iterator[Flaw]:
    """A suppression matches no finding.

    Its finding was fixed, or it is in the wrong place. If it stays, it would hide the next finding of this kind. A
    comment applies to its own line; on a line of its own, to the next entry. Unreadable files (TXT001) and findings
    about suppressions (SUP) cannot be suppressed.

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
            target = f"no finding of {word}" if word else "no finding"
            cure = IN_TABLES if suppressing.by is By.COMMENT else "delete it"
            yield Flaw(suppressing.place, f"this suppression matches {target}", cure)
