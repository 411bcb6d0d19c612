"""Translations of a document in different versions."""

from collections.abc import Iterator

from isokit.analysis.documents.control import translations
from isokit.model.document import Document
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("DOC106", WARNING, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def translation_out_of_step(workspace: Workspace) -> Iterator[Flaw]:
    """A translation has a different version from the document it translates.

    Files with the same id in different languages (the key `language`, or the end of the file name, `cleaning.de.md`)
    are one document. All of them must carry the same version; otherwise some people work to an old one.

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
        documents = translations(name, workspace)
        newest = max(documents, key=_age, default=None)
        for document in documents:
            if newest and document.version != newest.version:
                outdated = f"{document.path} is version {document.version or 'unknown'} of {name}"
                message = f"{outdated}, but {newest.path} is version {newest.version or 'unknown'}"
                yield Flaw(document.at("version"), message, "update the translation and its version")


def _age(document: Document) -> tuple[list[int | str], ...]:
    """Sorts versions numerically: 1.10 comes after 1.9."""
    parts = (document.version or "").replace("-", ".").split(".")
    return tuple([0, int(part)] if part.isdecimal() else [1, part] for part in parts)
