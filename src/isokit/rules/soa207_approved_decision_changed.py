"""An approved statement of applicability whose decisions have changed."""

from collections.abc import Iterable, Iterator
from datetime import date

from isokit.analysis.soa import approval as soa
from isokit.analysis.soa.approval import LIST, ApprovedStatement
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
    and, for each decided control, its applicability, justification and drivers; implementing a control needs no new
    approval. When a decision changes, the seal is broken. If git has the approved statement, the message names the
    changed controls, and `isokit soa diff` shows them.

    The seal is also broken if an approved decision no longer counts, for example because its standard is no longer
    adopted; if the digest, or the approval of the same version, was removed; and if the approval is dated in the
    future. An approval that never had a digest seals nothing; that is a warning.

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
    for approval in workspace.of(SoaApproval):
        if soa.in_future(approval, today):
            message = f"the statement of applicability has an approval date in the future: {approval.approved.on}"
            yield Flaw(approval.at("approved", "on"), message, "enter the day it was approved")
        elif approval.approved.digest is not None:
            yield from _sealed(approval, workspace, today, history)
        else:
            yield from _unsealed(approval, workspace, history.past)
    if not workspace.of(SoaApproval):
        for path in dict.fromkeys(entry.path for entry in workspace.of(Applicability)):
            unapproved = SoaApproval(id=path).written(Place(path, (LIST,), on_key=True))
            yield from _unsealed(unapproved, workspace, history.past)


def _sealed(approval: SoaApproval, workspace: Workspace, today: date, history: History) -> Iterator[Flaw]:
    """What breaks the seal of an approval."""
    now, place = soa.statement_now(approval, workspace), approval.at("approved", "digest")
    if not DIGEST.fullmatch(approval.approved.digest or ""):
        yield Flaw(place, "the digest of the statement is not sha256: followed by 64 hexadecimal digits", CURE)
    elif now.altered:
        found = soa.approval_of(approval, history.past, workspace)
        version = f"; the approved version is {found[1].approval.version or 'none'}" if found else ""
        change = (_changed(now, found[1], workspace) or version) if found else ""
        yield Flaw(place, f"{CHANGED}{approval.approved.attribution}{change}", CURE)
    elif lost := soa.unknown_controls(now, workspace, today):
        message = f"{CHANGED}{approval.approved.attribution}, now without {_listed(lost, workspace)}"
        yield Flaw(place, message, "add the standard to standards: in isokit.yaml again, or correct the reference")


def _unsealed(approval: SoaApproval, workspace: Workspace, past: Past) -> Iterator[Flaw]:
    """An approval without its digest, or a missing approval, that git knows as sealed."""
    then, given = soa.last_sealed(approval.path, past, workspace), approval.approved.attribution
    place = approval.at("approved") if given else approval.place
    before = then.approval.approved.attribution if then else ""
    if then and (given == before if given else approval.version in (None, then.approval.version)):
        what = f"the {'digest of the ' if given else ''}approval{before} was removed"
        change = _changed(soa.statement_now(approval, workspace), then, workspace)
        yield Flaw(place, f"{what}{change}", f"restore it, or {APPROVE}")
    elif given:
        message = f"the approval{given} is not sealed, so a changed decision would go unnoticed"
        yield Flaw(place, message, APPROVE, WARNING)


def _changed(now: ApprovedStatement, approved: ApprovedStatement, workspace: Workspace) -> str:
    changed = now.changed(approved)
    return f"; changed since: {_listed(changed, workspace)}" if changed else ""


def _listed(refs: Iterable[str], workspace: Workspace) -> str:
    return few((control_name(ref, workspace.catalog) for ref in refs), MOST_NAMED)
