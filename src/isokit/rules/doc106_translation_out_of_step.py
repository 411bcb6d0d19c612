"""Two languages of one document that do not say the same."""

from collections.abc import Iterator

from isokit.model.document import Document
from isokit.model.finding import Flaw
from isokit.rules.rule import WARNING, rule
from isokit.workspace.workspace import Workspace


@rule("DOC106", WARNING, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def translation_out_of_step(workspace: Workspace) -> Iterator[Flaw]:
    """A translation has another version than the document it translates.

    Files with the same id in different languages are one document; the language is the key `language`, or the
    end of the file name (`cleaning.de.md`). All of them carry the same version, or some people work by an old one.

    Wrong:

    ```markdown procedures/cleaning.md
    ---
    id: PRO-001
    title: Cleaning
    version: "2"
    status: draft
    owner: quality-manager
    ---
    ```

    ```markdown procedures/cleaning.de.md
    ---
    id: PRO-001
    title: Reinigung
    version: "1"  # DOC106
    status: draft
    owner: quality-manager
    ---
    ```
    """
    for name in workspace.by_id:
        documents = workspace.translations(name)
        newest = max(documents, key=_age, default=None)
        for document in documents:
            if newest and document.version != newest.version:
                told = f"{document.path} is version {document.version or 'unknown'} of {name}"
                message = f"{told}; {newest.path} is version {newest.version or 'unknown'}"
                yield Flaw(document.at("version"), message, "bring the translation up to date, with its version")


def _age(document: Document) -> tuple[list[int | str], ...]:
    """Versions in their order, numbers by their size: 1.10 comes after 1.9."""
    parts = (document.version or "").replace("-", ".").split(".")
    return tuple([0, int(part)] if part.isdecimal() else [1, part] for part in parts)
