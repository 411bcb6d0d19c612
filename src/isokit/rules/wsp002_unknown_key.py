"""An unknown key."""

from collections.abc import Iterator

from isokit.model.finding import rename
from isokit.model.rule import ERROR, Flaw, rule
from isokit.model.unread import UnknownKey
from isokit.text.suggestions import same_but_for_signs


@rule("WSP002", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def unknown_key(stray: UnknownKey) -> Iterator[Flaw]:
    """A key is unknown.

    A mistyped key would otherwise be ignored silently. Keys in your own language can be mapped in isokit.yaml, under
    `aliases:`. `isokit check --fix` renames a key that differs only in case and punctuation from a known one
    (`Valid-Until` for valid_until); for other similar keys, use `--unsafe-fixes`.

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
    near, message = stray.resembles, f"unknown key '{stray.key}'"
    if near is None:
        yield Flaw(stray.place, message, "remove it, or map it under aliases: in isokit.yaml")
        return
    fix = rename(stray.place, stray.key, near, safe=same_but_for_signs(stray.key, near))
    yield Flaw(stray.place, message, f"did you mean {near}?", fix=fix)
