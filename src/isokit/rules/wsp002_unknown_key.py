"""A key nobody reads."""

from collections.abc import Iterator

from isokit.model.finding import Flaw
from isokit.model.unread import UnknownKey
from isokit.rules.rule import ERROR, rule


@rule("WSP002", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def unknown_key(stray: UnknownKey) -> Iterator[Flaw]:
    """A key is not one isokit knows here.

    A mistyped key would otherwise be ignored in silence, and the organization would believe it had said
    something. Keys of your own language can be mapped once in isokit.yaml, under `aliases:`.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Quality manager
        responsabilities: [keeps the management system running]  # WSP002
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Quality manager
        responsibilities: [keeps the management system running]
    ```
    """
    help_text = (
        f"did you mean {stray.resembles}?" if stray.resembles else "remove it, or map it in isokit.yaml (aliases:)"
    )
    yield Flaw(stray.place, f"nobody reads the key '{stray.key}'", help_text)
