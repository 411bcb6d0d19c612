"""An id that looks like another."""

from collections.abc import Iterator

from isokit.model.entity import Entity
from isokit.model.finding import Flaw
from isokit.model.rule import ERROR, rule
from isokit.text.control import named
from isokit.text.escape import UNSEEN


@rule("WSP008", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def unseen_character_in_id(entity: Entity) -> Iterator[Flaw]:
    """An id holds a character nobody can see.

    It looks like another id and is not the same: what refers to it by sight finds nothing. Such characters
    come along when text is copied from web pages and word processors.

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
        message = f"the id holds the character {named(match[0])}, which nobody can see"
        yield Flaw(entity.at("id"), message, "write the id anew, by hand")
