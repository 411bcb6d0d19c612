"""Words nobody approved."""

from collections.abc import Iterator
from itertools import takewhile

from isokit.analysis.documents.revisions import Revision, revisions
from isokit.model.digest import DIGEST
from isokit.model.document import Document
from isokit.model.finding import Flaw
from isokit.model.history import History
from isokit.rules.rule import ERROR, rule
from isokit.workspace.workspace import Workspace


@rule("DOC201", ERROR, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def approved_text_changed(document: Document, workspace: Workspace, history: History) -> Iterator[Flaw]:
    """An approved document says something else than what was approved.

    `isokit doc approve` seals an approval with a digest of the substance: title, version and text. Line ends, white
    space at the ends of lines and every other key of the front matter are no part of it, so that an owner or a review
    date may change freely. When the substance changes, the seal is broken: nobody approved these words, and the
    document meets no expectation until somebody does. Where git knows it, the commit that broke the seal is named.

    A document is changed in a draft: `status: draft`, without `approved`. Then it is approved anew, under a new
    version.

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

    The digest is made from lines that each end in one line feed: the title, the version, and the text below the
    front matter without white space at the ends of lines and without empty lines at its end, all in UTF-8 and in
    Unicode's form NFC. So everybody can make it again:

    ```sh
    { printf 'Quality policy\\n1.0\\n'; echo 'Our teapots do not drip.'; } | sha256sum
    ```
    """
    if not document.altered:
        return
    sealed = document.approved.digest or ""
    place = document.at("approved", "digest")
    cure = f"restore the text, or set a new version and type isokit doc approve {document.id} --by ROLE"
    if not DIGEST.fullmatch(sealed):
        yield Flaw(place, f"the digest of {document.id} is no sha256: with 64 hexadecimal digits", cure)
        return
    who = f" by {document.approved.by}" if document.approved.by else ""
    when = f" on {document.approved.on}" if document.approved.on else ""
    told = _told(list(revisions(document, history.past, workspace.settings)), sealed, history.past.whole)
    yield Flaw(place, f"{document.id} is not what was approved{who}{when}{told}", cure)


def _told(revisions: list[Revision], sealed: str, whole: bool) -> str:
    """What git knows of the change: the first commit after the last one that left what is sealed."""
    changed = list(takewhile(lambda revision: _substance(revision) != sealed, revisions))
    if not revisions or len(changed) == len(revisions):
        return "; no commit has the text that was" if revisions and whole else ""
    if not changed:
        return "; the change is not committed yet"
    commit = changed[-1].commit
    return f"; commit {commit.id[:10]} of {commit.committed} by {commit.author} changed it"


def _substance(revision: Revision) -> str | None:
    return revision.document.substance if revision.document else None
