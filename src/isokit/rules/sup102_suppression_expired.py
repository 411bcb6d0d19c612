"""An expired suppression."""

from collections.abc import Iterator
from datetime import date

from isokit.model.rule import WARNING, Flaw, rule
from isokit.model.suppression import By, Suppressing


@rule("SUP102", WARNING)
def suppression_expired(suppressing: Suppressing, today: date) -> Iterator[Flaw]:
    """A suppression or the baseline has expired.

    It no longer suppresses anything, and its findings count again. Fix them, or extend the suppression and give the
    reason.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      # isokit: ignore[ROL102] until=2026-10-31 reason="the post is advertised"  # SUP102
      - id: quality-manager
        title: Quality manager
        holders: []
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Quality manager
        holders: [{name: R. Ivory, from: 2026-11-01}]
    ```
    """
    if suppressing.readable and suppressing.expired(today):
        what = "the baseline" if suppressing.by is By.BASELINE else "this suppression"
        yield Flaw(suppressing.place, f"{what} expired {suppressing.until}", "fix its findings, and delete it")
