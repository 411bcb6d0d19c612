"""Four eyes that are two."""

from collections.abc import Iterator

from isokit.analysis.documents.control import addresses_of
from isokit.analysis.documents.revisions import Approved, approval_of
from isokit.model.document import Document
from isokit.model.finding import Flaw
from isokit.model.history import Commit, History
from isokit.model.rule import WARNING, rule
from isokit.workspace.workspace import Workspace


@rule("GIT101", WARNING, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def approver_is_author(document: Document, workspace: Workspace, history: History) -> Iterator[Flaw]:
    """Who approved a document also wrote it.

    No standard asks for a second pair of eyes here, but many auditors and most quality managers expect it. In a
    company of two, switch it off: `rules: {approver-is-author: off}` in isokit.yaml.

    The authors are those of the commits that changed title or text since the approval before, known by their e-mail
    addresses. The approver is whoever holds the role in `approved.by` on that day, by the e-mail address in
    registers/roles.yaml. Where several people hold it, it is the one who committed the approval. Authors without a
    role, holders without an address, and documents that came into git when they had been approved for a day already
    are not guessed at. The rule needs git's whole history, and says nothing where that is cut off.

    Below, the fence of a block names the day and the author of a commit; the last one is how the file stands now.

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
        message = f"{author} approved {document.id} as {document.approved.by}, and wrote it in commit {commit.id[:10]}"
        yield Flaw(document.at("approved", "by"), message, "let another role approve it, or switch this rule off")


def _who_wrote_too(holders: tuple[str | None, ...], approved: Approved) -> Iterator[tuple[str, Commit]]:
    """The approver, with a commit in which the same person wrote; nobody where it is not clear who approved."""
    committer = approved.commit.author
    sure = committer if committer in holders else holders[0] if len(holders) == 1 else None
    return ((author, commit) for author, commit in approved.writers.items() if author == sure)
