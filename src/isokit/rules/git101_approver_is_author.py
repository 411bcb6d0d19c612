"""A document approved by its author."""

from collections.abc import Iterator

from isokit.analysis.documents.control import addresses_of
from isokit.analysis.revisions import Approved, approval_of
from isokit.model.document import Document
from isokit.model.history import Commit, History
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("GIT101", WARNING, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def approver_is_author(document: Document, workspace: Workspace, history: History) -> Iterator[Flaw]:
    """A document was approved by a person who also wrote it.

    No standard requires a second person, but many auditors and most quality managers expect one. A company of two
    can switch the rule off: `rules: {approver-is-author: off}` in isokit.yaml.

    The authors are those of the commits that changed the title or the text since the previous approval. The approver is
    the holder of the role in `approved.by` on that day, by the e-mail address in registers/roles.yaml; if several
    people hold the role, it is the one who committed the approval. Authors without a role, holders without an address,
    and documents that were approved before they entered git are not judged. Where git's history is incomplete, this
    rule is silent.

    The opening line of a block gives the day and the author of a commit; the last block is the file as it is now.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      - id: managing-director
        title: Managing director
        holders: [{e-mail: director@teapot.example}]
    ```

    ```markdown policies/quality.md 2026-03-01 director@teapot.example
    ---
    id: POL-001
    title: Quality policy
    status: draft
    owner: managing-director
    ---
    Our teapots do not drip.
    ```

    ```markdown policies/quality.md 2026-03-02 quality@teapot.example
    ---
    id: POL-001
    title: Quality policy
    status: approved
    owner: managing-director
    approved: {by: managing-director, on: 2026-03-02}  # GIT101
    ---
    Our teapots do not drip.
    ```
    """
    past, holders = history.past, addresses_of(document, workspace)
    if not past.whole or not {commit.author for commit in past.of(document.path)} & {*holders}:
        return
    approved = approval_of(document, past, workspace.settings)
    if approved is None or approved.brought_along:
        return
    for author, commit in _who_wrote_too(holders, approved):
        role, wrote = document.approved.by, f"but also wrote it, in commit {commit.id[:10]}"
        cure = "have another role approve it, or set rules: {approver-is-author: off}"
        yield Flaw(document.at("approved", "by"), f"{author} approved {document.id} as {role}, {wrote}", cure)


def _who_wrote_too(holders: tuple[str | None, ...], approved: Approved) -> Iterator[tuple[str, Commit]]:
    """The approver with a commit of theirs that changed the text; nothing if the approver is not certain."""
    committer = approved.commit.author
    sure = committer if committer in holders else holders[0] if len(holders) == 1 else None
    return ((author, commit) for author, commit in approved.writers.items() if author == sure)
