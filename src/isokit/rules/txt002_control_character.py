"""A control character."""

from collections.abc import Iterator

from isokit.model.rule import ERROR, Flaw, rule
from isokit.model.unread import ControlCharacter
from isokit.text.escape import code_point


@rule("TXT002", ERROR, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def control_character(found: ControlCharacter) -> Iterator[Flaw]:
    """A file contains a control character.

    Terminal escapes move the cursor and hide text; direction overrides show text in another order than it has.
    Readers then see something else than the file contains. isokit shows such characters in escaped form. Joiners
    and direction marks, which some scripts need, are allowed.

    Wrong: between fdp and exe, this title holds the override U+202E.

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Invoice \u202efdp.exe  # TXT002
    status: draft
    owner: quality-manager
    ---
    ```

    Right:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Invoice exe.pdf
    status: draft
    owner: quality-manager
    ---
    ```
    """
    message = f"the text contains the control character {code_point(found.char)}"
    yield Flaw(found.place, message, "delete it")
