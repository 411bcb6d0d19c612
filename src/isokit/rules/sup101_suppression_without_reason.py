"""A suppression without a reason."""

from collections.abc import Iterator

from isokit.model.rule import ERROR, Flaw, rule
from isokit.model.suppression import By, Suppressing


@rule("SUP101", ERROR)
def suppression_without_reason(suppressing: Suppressing) -> Iterator[Flaw]:
    """A suppression gives no reason.

    Anybody who reads it a year later, including an auditor, has to see why the finding was accepted. Until it has a
    reason, the suppression is applied, and this finding replaces those it suppresses.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      # isokit: ignore[ROL102] until=2027-01-31  # SUP101
      - id: quality-manager
        title: Quality manager
        holders: []
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      # isokit: ignore[ROL102] until=2027-01-31 reason="the post is advertised; the director signs meanwhile"
      - id: quality-manager
        title: Quality manager
        holders: []
    ```
    """
    if not suppressing.reason and not suppressing.stray and suppressing.by is not By.BASELINE:
        cure = 'add reason="…"' if suppressing.by is By.COMMENT else "add reason: …"
        yield Flaw(suppressing.place, "this suppression gives no reason", cure)
