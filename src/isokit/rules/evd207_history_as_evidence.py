"""Git history used as evidence of an activity."""

import re
from collections.abc import Iterator

from isokit.model.evidence import Evidence
from isokit.model.history import History
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace

COMMIT = re.compile(r"\b[0-9a-f]{7,64}\b")
KEPT = re.compile(r"7\.5(\.\d+)*")
"""The clauses on documented information, the only ones that a document's history can be evidence of."""


@rule("EVD207", WARNING, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def history_as_evidence(record: Evidence, workspace: Workspace, history: History) -> Iterator[Flaw]:
    """A record is supported only by git history, and claims a clause other than those of 7.5.

    That a procedure was approved and committed shows how the document is controlled (7.5). It is not evidence that the
    procedure is followed: that takes a record of the activity. A location counts as git history if its system is called
    git, git log or git history, or if its reference is a commit of this tree. For other clauses, `isokit gap` does not
    count records with such a system.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Access review
    type: access-review
    collected: 2026-05-06
    clauses: [iso27001:2022/A.5.18]  # EVD207
    location: {system: git log, reference: approval of POL-004}
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Versions and approvals of all documents
    type: document-review
    collected: 2026-05-06
    clauses: [iso9001:2015/7.5.3.2]
    location: {system: git log, reference: the folders policies and procedures}
    ```
    """
    if record.files or not (record.only_history or _names_a_commit(record, history)):
        return
    for index, text in enumerate(record.clauses):
        meaning = workspace.references.meaning(text)
        if isinstance(meaning, ClauseRef) and not KEPT.fullmatch(meaning.number):
            message = f"{record.id} is supported only by git history, which is not evidence for {meaning}"
            cure = "add a record of the activity: a file, or the location where it is kept"
            yield Flaw(record.at("clauses", index), message, cure)


def _names_a_commit(record: Evidence, history: History) -> bool:
    """Whether the reference of a location is a commit of this tree; git is read only if it looks like one."""
    reference = (record.location.reference or "").lower() if record.location else ""
    names = [word for word in COMMIT.findall(reference) if not word.isdigit() or len(word) >= 40]
    known = {commit.id for commits in history.past.changes.values() for commit in commits} if names else set[str]()
    known |= {commit.id for commit in history.past.commits} if names else set[str]()
    return any(commit.startswith(name) for name in names for commit in known)
