"""Decisions nobody approved."""

from collections.abc import Iterator

from isokit.model.applicability import Issued
from isokit.model.finding import Flaw
from isokit.model.history import History
from isokit.model.issued import IssuedStatement, approval_of, statement_now
from isokit.model.substance import DIGEST
from isokit.model.workspace import Workspace
from isokit.rules.rule import ERROR, rule

MOST_NAMED = 4
"""Controls a message names, before it counts the others."""


@rule("SOA207", ERROR, "iso27001/6.1.3", "iso27001/7.5.3")
def approved_decision_changed(issued: Issued, workspace: Workspace, history: History) -> Iterator[Flaw]:
    """The statement of applicability decides something else than what was approved.

    `isokit soa approve` writes `version` and `approved` beside the list of decisions, with a digest that seals the
    version and, of each decided control, whether it applies, the justification and the drivers. Status, owner,
    documents and days are no part of it: that a control is in place by now needs no new approval. When a decision
    changes, the seal is broken; where git has the approved statement, the message names the controls that differ, and
    `isokit soa diff` shows them.

    Wrong:

    ```yaml registers/applicability.yaml
    version: "1.0"
    approved:
      by: managing-director
      on: 2026-01-19
      digest: sha256:1111111111111111111111111111111111111111111111111111111111111111  # SOA207
    applicability:
      - control: iso27001:2022/A.8.30
        applicable: false
        justification: All code is written by our own people.
    ```

    Right:

    ```yaml registers/applicability.yaml
    version: "1.0"
    approved:
      by: managing-director
      on: 2026-01-19
      digest: sha256:2d035a6c31be2e279dc8c4ae4b6f02faef724efa9d550534a860b3b6fe2398f2
    applicability:
      - control: iso27001:2022/A.8.30
        applicable: false
        justification: All code is written by our own people.
    ```

    The digest is made from lines that each end in one line feed: the version; then four lines for each decided
    control, in the order of the references: the reference, `true` or `false`, the justification, and the drivers in
    alphabetical order. All is in UTF-8 and Unicode's form NFC, with every run of white space as one blank. So
    everybody can make it again:

    ```sh
    { echo 1.0; echo iso27001:2022/A.8.30; echo false; echo 'All code is written by our own people.'; echo; } |
      sha256sum
    ```
    """
    now = statement_now(issued, workspace)
    if not now.altered:
        return
    place, approval = issued.at("approved", "digest"), issued.approved
    if not DIGEST.fullmatch(approval.digest or ""):
        yield Flaw(place, "the digest of the statement is no sha256: with 64 hexadecimal digits", CURE)
        return
    who = f" by {approval.by}" if approval.by else ""
    when = f" on {approval.on}" if approval.on else ""
    found = approval_of(issued, history.past, workspace)
    told = _told(now, found[1]) if found else ""
    yield Flaw(place, f"the statement of applicability is not what was approved{who}{when}{told}", CURE)


CURE = "restore the decisions, or type isokit soa approve --by ROLE --version VERSION"


def _told(now: IssuedStatement, approved: IssuedStatement) -> str:
    """The controls that are decided otherwise by now."""
    names = [ref.rpartition("/")[2] for ref in now.changed(approved)]
    if not names:
        return f"; version {approved.issued.version or 'none'} was"
    more = len(names) - MOST_NAMED
    return f"; changed since: {', '.join(names[:MOST_NAMED])}" + (f" and {more} more" if more > 0 else "")
