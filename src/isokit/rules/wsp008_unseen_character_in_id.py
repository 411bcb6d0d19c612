"""An invisible character in an id."""

from collections.abc import Iterator

from isokit.model.entity import Entity
from isokit.model.rule import ERROR, Flaw, rule
from isokit.text.escape import UNSEEN, code_point


@rule("WSP008", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def unseen_character_in_id(entity: Entity) -> Iterator[Flaw]:
    """An id contains an invisible character.

    It looks the same as another id but differs from it, so references to it fail. Such characters are copied along
    with text from web pages and word processors.

    Wrong: there is a zero-width space behind POL.

    ```markdown policies/quality.md
    ---
    id: POL\u200b-001  # WSP008
    title: Quality policy
    status: draft
    owner: quality-manager
    ---
    ```

    Right:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    status: draft
    owner: quality-manager
    ---
    ```
    """
    if entity.id.isascii():
        return
    for match in UNSEEN.finditer(entity.id):
        message = f"the id contains the invisible character {code_point(match[0])}"
        yield Flaw(entity.at("id"), message, "retype the id")
