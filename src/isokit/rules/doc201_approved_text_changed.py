"""An approved document whose content has changed."""

from collections.abc import Iterator
from itertools import takewhile

from isokit.analysis.revisions import Revision, revisions
from isokit.model.document import DIGEST, Document
from isokit.model.history import History
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("DOC201", ERROR, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def approved_text_changed(document: Document, workspace: Workspace, history: History) -> Iterator[Flaw]:
    """The content of an approved document has changed since its approval.

    `isokit doc approve` seals an approval with a digest of the title, the version and the text; all other keys of the
    front matter may change freely. When the content changes, the seal is broken, and the document meets no expectation
    until it is approved again. If git knows the commit that broke the seal, the message names it.

    To change a document, set `status: draft` and remove `approved`; then approve it again under a new version.

    Wrong:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    version: "1.0"
    status: approved
    owner: managing-director
    approved:
      by: managing-director
      on: 2026-03-02
      digest: sha256:d892f4468abde7d49fa9accb82f9873cb17b96c34f8fa6bbdb9ef085a5e97062  # DOC201
    ---
    Our teapots may drip a little.
    ```

    Right:

    ```markdown policies/quality.md
    ---
    id: POL-001
    title: Quality policy
    version: "1.0"
    status: approved
    owner: managing-director
    approved:
      by: managing-director
      on: 2026-03-02
      digest: sha256:d892f4468abde7d49fa9accb82f9873cb17b96c34f8fa6bbdb9ef085a5e97062
    ---
    Our teapots do not drip.
    ```

    The digest is computed over lines that each end in one line feed: the title, the version, and the text below the
    front matter without trailing white space and without empty lines at its end, in UTF-8 and Unicode
    normalization form NFC. You can compute it yourself:

    ```sh
    { printf 'Quality policy\\n1.0\\n'; echo 'Our teapots do not drip.'; } | sha256sum
    ```
    """
    if not document.altered:
        return
    sealed = document.approved.digest or ""
    place = document.at("approved", "digest")
    cure = f"restore the text, or set a new version and run isokit doc approve {document.id} --by ROLE"
    if not DIGEST.fullmatch(sealed):
        yield Flaw(place, f"the digest of {document.id} is not sha256: followed by 64 hexadecimal digits", cure)
        return
    change = _change(list(revisions(document, history.past, workspace.settings)), sealed, history.past.whole)
    message = f"{document.id} has changed since it was approved{document.approved.attribution}{change}"
    yield Flaw(place, message, cure)


def _change(revisions: list[Revision], sealed: str, whole: bool) -> str:
    """The commit that broke the seal: the first one after the last with the sealed content."""
    changed = list(takewhile(lambda revision: _digest(revision) != sealed, revisions))
    if not revisions or len(changed) == len(revisions):
        return "; no commit contains the approved text" if revisions and whole else ""
    if not changed:
        return "; the change is not yet committed"
    return f"; {changed[-1].commit.label} by {changed[-1].commit.author} changed it"


def _digest(revision: Revision) -> str | None:
    return revision.document.digest if revision.document else None
