"""An approval anybody could have written."""

from collections import Counter
from collections.abc import Iterator

from isokit.analysis.documents.control import addresses_of
from isokit.analysis.documents.revisions import approval_of, sign_of
from isokit.model.document import Document
from isokit.model.finding import Flaw
from isokit.model.history import Commit, History, Past, Signature, Signed
from isokit.model.rule import ERROR, NOTE, rule
from isokit.workspace.workspace import Workspace

WRONG = {
    Signed.NONE: "is not signed",
    Signed.BAD: "has a signature that does not fit what it signs",
    Signed.UNTRUSTED: "is signed with a key the signers file does not know",
}
CURES = {
    "not verified": "give --trusted-config REV, a revision whose signers file you trust",
    "not verified, because git's history is not whole": "fetch all of it, as with fetch-depth: 0",
    "not committed yet": "commit them signed: git commit -S",
}
"""Why nothing can be said of a signature yet, and what to do."""


@rule("GIT102", ERROR, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def approval_not_signed(workspace: Workspace, history: History) -> Iterator[Flaw]:
    """The commit that approves a document does not carry the signature of who approves.

    Anybody who may commit can write `approved: {by: managing-director}` into a file. A signature tells who did. The
    rule speaks only where isokit.yaml names a file of git's allowed signers; that file, and the roles beside it, are
    read from the revision given by `--trusted-config`, never from the change under test. Without that option nothing
    is verified, and the rule says so. The approving commit is the first one in which the approval stands as it does
    now; it has to be signed by an address of a holder of the role in `approved.by`, as of the day of the approval.
    A commit that moves the file to another path has to be signed as well.

    Wrong:

    ```yaml isokit.yaml
    organization: {name: Blue Teapot Works}
    standards: [iso9001:2015]
    signers: .allowed-signers  # GIT102
    ```

    ```markdown policies/quality.md 2026-03-02 quality@teapot.example
    ---
    id: POL-001
    title: Quality policy
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2026-03-02}
    ---
    Our teapots do not drip.
    ```
    """
    unknown = Counter[str]()
    for document in workspace.of(Document) if workspace.gate.settings.signers else ():
        if sign_of(document) is None:
            continue
        commit = _approving(document, workspace, history.past)
        signature = history.past.signature(commit.id) if isinstance(commit, Commit) else Signature()
        if isinstance(commit, str) or signature.state is Signed.UNKNOWN:
            unknown[commit if isinstance(commit, str) else "not verified"] += 1
        elif wrong := _wrong(document, signature, addresses_of(document, workspace)):
            message = f"commit {commit.id[:10]} of {commit.committed}, which approves {document.id}, {wrong}"
            yield Flaw(document.at("approved", "by"), message, "let the approver commit the approval, signed")
    for why, count in unknown.items():
        of = "the approval of 1 document is" if count == 1 else f"the approvals of {count} documents are"
        yield Flaw(workspace.settings.at("signers"), f"{of} {why}", CURES[why], NOTE)


def _approving(document: Document, workspace: Workspace, past: Past) -> Commit | str:
    """The commit that approves a document, or why there is none to look at."""
    if not past.whole:
        return "not verified, because git's history is not whole"
    approved = approval_of(document, past, workspace.settings)
    return approved.commit if approved else "not committed yet"


def _wrong(document: Document, signature: Signature, holders: tuple[str | None, ...]) -> str | None:
    """What is wrong with a signature; None for a good one of somebody who holds the role."""
    if signature.state is not Signed.GOOD:
        return WRONG[signature.state]
    if signature.signer.strip().lower() in holders:
        return None
    told = "" if any(holders) else "; registers/roles.yaml has no e-mail address of who does"
    return f"is signed by {signature.signer}, who did not hold {document.approved.by} on {document.approved.on}{told}"
