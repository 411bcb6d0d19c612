"""An invalid suppression."""

from collections.abc import Iterator

from isokit.model.rule import ERROR, Flaw, rule
from isokit.model.suppression import By, Suppressing

FORM = 'write it as isokit: ignore[DOC204] until=2027-03-31 reason="…"'


@rule("SUP103", ERROR)
def suppression_unreadable(suppressing: Suppressing) -> Iterator[Flaw]:
    """A suppression cannot be read: its date is not valid, or it contains an unknown word.

    It suppresses nothing. A typing error must not turn a suppression for a month into a permanent one.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      # isokit: ignore[ROL102] until=2026-11-31 reason="the post is advertised"  # SUP103
      - id: quality-manager
        title: Quality manager
        holders: []
      # isokit: ignore reason="the post is advertised"  # SUP103
      - id: it-manager
        title: IT manager
        holders: []
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      # isokit: ignore[ROL102] until=2026-11-30 reason="the post is advertised"
      - id: quality-manager
        title: Quality manager
        holders: []
    ```
    """
    if suppressing.by is By.COMMENT and not suppressing.rules:
        yield Flaw(suppressing.place, "this suppression names no rule in square brackets", FORM)
    elif suppressing.stray:
        yield Flaw(suppressing.place, f"this suppression contains an unknown word: '{suppressing.stray}'", FORM)
    elif not suppressing.readable:
        message = f"until '{suppressing.until}' is not a valid date, so nothing is suppressed"
        yield Flaw(suppressing.place, message, "write it as YYYY-MM-DD")
