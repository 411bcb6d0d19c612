"""An approved statement of applicability whose decisions have changed."""

from collections.abc import Iterable, Iterator
from datetime import date

from isokit.analysis.soa.approval import (
    LIST,
    ApprovedStatement,
    approval_of,
    in_future,
    last_sealed,
    statement_now,
    unknown_controls,
)
from isokit.analysis.soa.control import control_name
from isokit.model.document import DIGEST
from isokit.model.entity import Place
from isokit.model.history import History, Past
from isokit.model.registers.applicability import Applicability, SoaApproval
from isokit.model.rule import ERROR, WARNING, Flaw, rule
from isokit.text.words import few
from isokit.workspace.workspace import Workspace

MOST_NAMED = 4
"""The most controls that a message names."""
CHANGED = "the statement of applicability has changed since it was approved"
APPROVE = "run isokit soa approve --by ROLE --version VERSION"
CURE = f"restore the decisions, or {APPROVE}"


@rule("SOA207", ERROR, "iso27001/6.1.3", "iso27001/7.5.3")
def approved_decision_changed(workspace: Workspace, today: date, history: History) -> Iterator[Flaw]:
    """The decisions in the statement of applicability have changed since its approval.

    `isokit soa approve` writes `version` and `approved` next to the list of decisions. The digest seals the version
    and, for each decided control, its applicability, justification and drivers. Status, owner, documents and dates
    are not part of it: implementing a control needs no new approval. When a decision changes, the seal is broken.
    If git has the approved statement, the message names the changed controls, and `isokit soa diff` shows them.

    The seal is also broken if an approved decision no longer counts, for example because its standard is no longer
    adopted; if git knows the approval with a digest that has been removed, or an approval that was removed under
    the same version; and if the approval is dated in the future. An approval that never had a digest seals nothing;
    that is a warning.

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

    ```yaml registers/applicability.yaml
    version: "1.0"
    approved: {by: managing-director, on: 2026-01-19} # SOA207
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
      digest: sha256:4835a74122082751793793beb8976d381c8f69cb4e99e1b9b745dda824e7a163
    applicability:
      - control: iso27001:2022/A.5.2
        applicable: true
        justification: Somebody has to be able to stop things.
        drivers: [contractual, business]
      - control: iso27001:2022/A.5.10
        applicable: true
        justification: People have to know what they may do.
        drivers: [risk]
      - control: iso27001:2022/A.8.30
        applicable: false
        justification: All code is written by our own people.
    ```

    The digest is computed over lines that each end in one line feed: the version; then four lines for each decided
    control, sorted by reference: the reference, `true` or `false`, the justification, and the sorted drivers, separated
    by a comma and a space (`business, contractual`). A missing value is an empty line. References are in full, as
    `isokit soa -f json` shows them, and both sort orders are those of `LC_ALL=C sort`, so A.5.10 comes before A.5.2. A
    control with several entries has four lines for each of them, sorted as blocks. The text is in UTF-8 and Unicode
    normalization form NFC, and every run of white space is one space. You can compute it yourself:

    ```sh
    {
      echo 1.0
      echo iso27001:2022/A.5.10; echo true; echo 'People have to know what they may do.'; echo risk
      echo iso27001:2022/A.5.2; echo true; echo 'Somebody has to be able to stop things.'; echo 'business, contractual'
      echo iso27001:2022/A.8.30; echo false; echo 'All code is written by our own people.'; echo
    } | sha256sum
    ```
    """
    for issued in workspace.of(SoaApproval):
        if in_future(issued, today):
            message = f"the statement of applicability has an approval date in the future: {issued.approved.on}"
            yield Flaw(issued.at("approved", "on"), message, "enter the day it was approved")
        elif issued.approved.digest is not None:
            yield from _sealed(issued, workspace, today, history)
        else:
            yield from _unsealed(issued, workspace, history.past)
    if not workspace.of(SoaApproval):
        for path in dict.fromkeys(entry.path for entry in workspace.of(Applicability)):
            yield from _unsealed(
                SoaApproval(id=path).written(Place(path, (LIST,), on_key=True)), workspace, history.past
            )


def _sealed(issued: SoaApproval, workspace: Workspace, today: date, history: History) -> Iterator[Flaw]:
    """What breaks the seal of an approval."""
    now, place = statement_now(issued, workspace), issued.at("approved", "digest")
    if not DIGEST.fullmatch(issued.approved.digest or ""):
        yield Flaw(place, "the digest of the statement is not sha256: followed by 64 hexadecimal digits", CURE)
    elif now.altered:
        found = approval_of(issued, history.past, workspace)
        change = _change(now, found[1], workspace) if found else ""
        yield Flaw(place, f"{CHANGED}{_signed(issued)}{change}", CURE)
    elif lost := unknown_controls(now, workspace, today):
        names = _listed(lost, workspace)
        message = f"{CHANGED}{_signed(issued)}, now without {names}"
        yield Flaw(place, message, "add the standard to standards: in isokit.yaml again, or correct the reference")


def _unsealed(issued: SoaApproval, workspace: Workspace, past: Past) -> Iterator[Flaw]:
    """An approval without its digest, or a missing approval, that git knows as sealed."""
    then, approval = last_sealed(issued.path, past, workspace), issued.approved
    given = bool(approval.by or approval.on)
    place = issued.at("approved") if given else issued.place
    if then and (_same(issued, then.approval) if given else issued.version in (None, then.approval.version)):
        what = f"the {'digest of the ' if given else ''}approval{_signed(then.approval)} was removed"
        change = _changed(statement_now(issued, workspace), then, workspace)
        yield Flaw(place, f"{what}{change}", f"restore it, or {APPROVE}")
    elif given:
        message = f"the approval{_signed(issued)} is not sealed, so a changed decision would go unnoticed"
        yield Flaw(place, message, APPROVE, WARNING)


def _same(one: SoaApproval, other: SoaApproval) -> bool:
    return (one.approved.by, one.approved.on) == (other.approved.by, other.approved.on)


def _signed(issued: SoaApproval) -> str:
    """By whom and when it was approved."""
    who = f" by {issued.approved.by}" if issued.approved.by else ""
    return who + (f" on {issued.approved.on}" if issued.approved.on else "")


def _change(now: ApprovedStatement, approved: ApprovedStatement, workspace: Workspace) -> str:
    """The controls whose decisions have changed, or the approved version."""
    return _changed(now, approved, workspace) or f"; the approved version is {approved.approval.version or 'none'}"


def _changed(now: ApprovedStatement, approved: ApprovedStatement, workspace: Workspace) -> str:
    changed = now.changed(approved)
    return f"; changed since: {_listed(changed, workspace)}" if changed else ""


def _listed(refs: Iterable[str], workspace: Workspace) -> str:
    return few((control_name(ref, workspace.catalog) for ref in refs), MOST_NAMED)
