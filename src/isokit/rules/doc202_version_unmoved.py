"""A changed text under an unchanged version."""

from collections.abc import Iterator

from isokit.analysis.revisions import Revision, revisions, sign_of
from isokit.model.document import Document
from isokit.model.history import History
from isokit.model.rule import ERROR, WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("DOC202", ERROR, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def version_unmoved(document: Document, workspace: Workspace, history: History) -> Iterator[Flaw]:
    """The text of an approved document has changed, but its version has not.

    Readers who hold a copy of version 1.2 must be able to tell whether it is the one in force, so one version is never
    approved with two different texts. If an approval has no digest, any later change of the text under it is a warning;
    `isokit doc approve` seals it. Documents without a version, and changes made while a document is a draft or in
    review, are not reported. Where git's history is incomplete, this rule is silent.

    The opening line of a block gives the day and the author of a commit; the last block is the file as it is now.

    Wrong:

    ```markdown policies/quality.md 2026-03-02 quality@teapot.example
    ---
    id: POL-001
    title: Quality policy
    version: "1.2"
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2026-03-02}
    ---
    Our teapots do not drip.
    ```

    ```markdown policies/quality.md 2026-05-04 quality@teapot.example
    ---
    id: POL-001
    title: Quality policy
    version: "1.2"  # DOC202
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2026-03-02}
    ---
    Our teapots hardly drip.
    ```
    """
    past, sign = history.past, sign_of(document)
    if sign is None or document.version is None or document.altered or not past.whole or not past.of(document.path):
        return
    since = None if document.approved.digest else document.approved.on
    for revision in revisions(document, past, workspace.settings, since):
        if revision.document is None or revision.document.version != document.version:
            return
        if _approved_otherwise(document, revision):
            approved = f"version {document.version} of {document.id} was already approved with a different text"
            cure = f"set a new version and run isokit doc approve {document.id} --by ROLE"
            severity = ERROR if document.approved.digest else WARNING
            yield Flaw(document.at("version"), f"{approved}, in {revision.commit.label}", cure, severity)
            return


def _approved_otherwise(document: Document, revision: Revision) -> bool:
    """Whether a revision was approved with another text.

    Sealed revisions count under any approval, unsealed ones only under the current one.
    """
    then = revision.document
    assert then
    sealed = bool(document.approved.digest and then.approved.digest and not then.altered)
    same = document.approved.digest is None and sign_of(then) == sign_of(document)
    return sign_of(then) is not None and (sealed or same) and then.wording != document.wording
