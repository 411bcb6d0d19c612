"""A change that adds or extends a suppression."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from isokit.model.rule import WARNING, Flaw, rule
from isokit.model.suppression import By, Suppressing
from isokit.workspace.workspace import Workspace


@rule("SUP202", WARNING)
def suppression_added(workspace: Workspace, before: Workspace, today: date) -> Iterator[Flaw]:
    """A change adds a suppression or extends one.

    This rule applies with `--since`. Another person should see a suppression if the same change introduces the finding.
    A suppression is unchanged if it names the same rules for the same text in the same file.

    Wrong: before the change, the comment was not there.

    ```yaml registers/roles.yaml 2026-10-01 director@blue-teapot.example
    roles:
      - id: quality-manager
        title: Quality manager
        holders: []
    ```

    ```yaml registers/roles.yaml
    roles:
      # isokit: ignore[ROL102] reason="the post is advertised"  # SUP202
      - id: quality-manager
        title: Quality manager
        holders: []
    ```

    Right: it was there already.

    ```yaml registers/roles.yaml
    roles:
      # isokit: ignore[ROL102] reason="the post is advertised"
      - id: quality-manager
        title: Quality manager
        holders: []
    ```
    """
    then = _lasting(before)
    for key, those in _lasting(workspace).items():
        known = then.get(key, [])
        for index, (end, suppressing) in enumerate(those):
            if not suppressing.counts(today) or (index < len(known) and end <= known[index][0]):
                continue
            effect = "extends this suppression" if index < len(known) else "adds this suppression"
            yield Flaw(suppressing.place, f"this change {effect}", "have another person approve it, or fix the finding")


def _lasting(workspace: Workspace) -> dict[object, list[tuple[date, Suppressing]]]:
    """The suppressions by what they cover, each with its expiry date, latest first."""
    found: dict[object, list[tuple[date, Suppressing]]] = defaultdict(list)
    for each in workspace.of(Suppressing):
        if each.by is not By.BASELINE:
            end = (each.end or date.max) if each.readable else date.min
            found[each.about].append((end, each))
    return {key: sorted(those, key=lambda each: each[0], reverse=True) for key, those in found.items()}
