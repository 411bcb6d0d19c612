"""A character that acts instead of being read."""

from collections.abc import Iterator

from isokit.model.finding import Flaw
from isokit.model.rule import ERROR, rule
from isokit.model.unread import ControlCharacter
from isokit.text.control import named


@rule("TXT002", ERROR, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def control_character(found: ControlCharacter) -> Iterator[Flaw]:
    """A file holds a character that acts on whoever shows it.

    Terminal escapes move the cursor and hide text; overrides of direction show a text in another order than it
    has. What a reader sees is then not what stands there. isokit writes such characters out wherever it shows
    them. Joiners and direction marks, which some scripts need, are fine.

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
    message = f"the character {named(found.char)} acts on whoever shows this text; it is not there to be read"
    yield Flaw(found.place, message, "delete it")
