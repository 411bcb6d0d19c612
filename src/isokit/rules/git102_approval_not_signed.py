"""An approval without a valid signature of the approver."""

from collections import Counter
from collections.abc import Iterator

from isokit.analysis.documents.control import addresses_of
from isokit.analysis.revisions import approval_of, sign_of
from isokit.model.document import Document
from isokit.model.history import Commit, History, Past, Signature, Signed
from isokit.model.rule import ERROR, NOTE, Flaw, rule
from isokit.workspace.workspace import Workspace

WRONG = {
    Signed.NONE: "is not signed",
    Signed.BAD: "has an invalid signature",
    Signed.UNTRUSTED: "is signed with a key that is not in the signers file",
}
CURES = {
    "not verified": "run isokit check --trusted-config REV, with a revision whose signers file you trust",
    "not verified, because git's history is incomplete": "fetch the whole history, for example with fetch-depth: 0",
    "not yet committed": "commit with a signature: git commit -S",
}
"""Why a signature cannot be verified, and the cure."""


@rule("GIT102", ERROR, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def approval_not_signed(workspace: Workspace, history: History) -> Iterator[Flaw]:
    """The commit that approves a document is not signed by its approver.

    Anybody who can commit can write `approved: {by: managing-director}` into a file; a signature shows who did. This
    rule applies only if isokit.yaml names a file of git's allowed signers. That file and the roles are read from the
    revision given by `--trusted-config`; without that option nothing is verified, and the rule says so. The first
    commit with the current approval, and any that moves the file, has to be signed with a key of a person who held the
    role in `approved.by` on the day of the approval.

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
    for document in workspace.of(Document) if workspace.criteria.settings.signers else ():
        if sign_of(document) is None:
            continue
        commit = _approving(document, workspace, history.past)
        signature = history.past.signature(commit.id) if isinstance(commit, Commit) else Signature()
        if isinstance(commit, str) or signature.state is Signed.UNKNOWN:
            unknown[commit if isinstance(commit, str) else "not verified"] += 1
        elif wrong := _wrong(document, signature, addresses_of(document, workspace)):
            message = f"{commit.label}, which approves {document.id}, {wrong}"
            cure = "have the approver commit the approval with a signature: git commit -S"
            yield Flaw(document.at("approved", "by"), message, cure)
    for why, count in unknown.items():
        of = "the approval of 1 document is" if count == 1 else f"the approvals of {count} documents are"
        yield Flaw(workspace.settings.at("signers"), f"{of} {why}", CURES[why], NOTE)


def _approving(document: Document, workspace: Workspace, past: Past) -> Commit | str:
    """The commit that approves a document, or why it cannot be determined."""
    if not past.whole:
        return "not verified, because git's history is incomplete"
    approved = approval_of(document, past, workspace.settings)
    return approved.commit if approved else "not yet committed"


def _wrong(document: Document, signature: Signature, holders: tuple[str | None, ...]) -> str | None:
    """What is wrong with a signature; None if it is valid and made by a holder of the role."""
    if signature.state is not Signed.GOOD:
        return WRONG[signature.state]
    if signature.signer.strip().lower() in holders:
        return None
    approval, unknown = document.approved, "; registers/roles.yaml has no e-mail address for the role"
    signer = f"is signed by {signature.signer}, who did not hold {approval.by} on {approval.on}"
    return signer if any(holders) else signer + unknown
