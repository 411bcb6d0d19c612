"""A suppression that cannot be understood."""

from collections.abc import Iterator

from isokit.model.finding import Flaw
from isokit.model.rule import ERROR, rule
from isokit.model.suppression import By, Suppressing

FORM = 'write it like isokit: ignore[DOC204] until=2027-03-31 reason="…"'


@rule("SUP103", ERROR)
def suppression_unreadable(suppressing: Suppressing) -> Iterator[Flaw]:
    """A suppression cannot be understood: its last day is no day, or something in it means nothing.

    It sets nothing aside. A mistyped word must not turn a suppression for a month into one for ever.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      # isokit: ignore[ROL102] until=2026-11-31 reason="the post is advertised"  # SUP103
      - id: quality-manager
        title: Quality manager
        holders: []
    ```

    Wrong: it names no rule.

    ```yaml registers/roles.yaml
    roles:
      # isokit: ignore reason="the post is advertised"  # SUP103
      - id: quality-manager
        title: Quality manager
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
        yield Flaw(suppressing.place, "this suppression names no rule in brackets", FORM)
    elif suppressing.stray:
        yield Flaw(suppressing.place, f"'{suppressing.stray}' in this suppression means nothing", FORM)
    elif not suppressing.readable:
        message = f"until '{suppressing.until}' is no day, so nothing is set aside"
        yield Flaw(suppressing.place, message, "write it as YYYY-MM-DD")
