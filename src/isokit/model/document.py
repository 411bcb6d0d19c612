"""Documents: policies, procedures and what else an organization maintains as text (7.5)."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar, Self

from isokit.model.entity import Entity, Part, Place, Shortfall, remember, shared
from isokit.model.recurring import Cycle
from isokit.model.scalar import Day, Duration, Texts
from isokit.text.decode import lines_of
from isokit.text.markdown.body import Body
from isokit.text.markdown.parts import Link
from isokit.text.span import Route, Span
from isokit.text.treepath import is_local, path_of

DIGEST = re.compile("sha256:[0-9a-f]{64}")
Wording = tuple[str, tuple[str, ...]]
"""The title of a document and the lines of its text, normalized."""
TONGUE = re.compile(r"\.([a-z]{2})\.md$")
BODY = "@body"
"""A route that starts with it leads into the text below the front matter."""


class DocumentType(StrEnum):
    """What a document is for."""

    POLICY = "policy"
    PROCEDURE = "procedure"
    INSTRUCTION = "instruction"
    PLAN = "plan"
    MANUAL = "manual"
    FORM = "form"
    SCOPE_STATEMENT = "scope-statement"
    OTHER = "other"


class DocumentStatus(StrEnum):
    """The stage of a document in its life cycle."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    OBSOLETE = "obsolete"


class Approval(Part):
    """Who approved a document, by role, and when; `digest` seals what was approved."""

    by: str | None = None
    on: Day | None = None
    digest: str | None = None

    @property
    def attribution(self) -> str:
        """` by ROLE on DATE`, as far as both are known; for messages."""
        return (f" by {self.by}" if self.by else "") + (f" on {self.on}" if self.on else "")


Confirmed = Annotated[dict[str, str], "ids of documents, each with a digest"]
"""The state of the implemented documents when this one was last confirmed to fit them."""


class Document(Entity):
    """A controlled document: front matter with its facts, then the text, its `body`.

    It takes effect on `effective`, or else when it is approved. `retention` is how long it is kept once it is obsolete,
    `external` the origin of a document from outside the organization. `doc approve` writes into `confirmed` the digest
    of each document it implements.
    """

    needs: ClassVar[tuple[str, ...]] = ("id", "title", "status")
    links: ClassVar[tuple[Route, ...]] = (("implements",), ("references",))

    type: DocumentType = DocumentType.OTHER
    version: str | None = None
    status: DocumentStatus | None = None
    owner: str | None = None
    approved: Approval = shared(Approval())
    effective: Day | None = None
    review: Cycle = shared(Cycle())
    retention: Duration | None = None
    clauses: Texts = ()
    implements: Texts = ()
    confirmed: Confirmed = shared({})
    references: Texts = ()
    classification: str | None = None
    external: str | None = None
    language: str | None = None
    sites: Texts = ()
    processes: Texts = ()

    body: ClassVar[Body] = Body("", 1)
    targets: ClassVar[frozenset[str] | None] = frozenset()

    def with_body(self, body: Body, targets: frozenset[str] | None) -> Self:
        """Adds its text and the possible targets of its links; None where the text has to be read for them."""
        remember(self, "body", body)
        remember(self, "targets", targets)
        return self

    def in_text(self, span: Span, what: str) -> Place:
        """A place in the text; `what` identifies it when lines move."""
        return Place(self.path, (BODY, what), self.id, span=span)

    def local_links(self) -> Iterator[tuple[Link, str | None]]:
        """The links of the text to files, each with the path it means; None outside the tree."""
        for link in self.body.links:
            if is_local(link.target):
                yield link, path_of(link.target, self.path)

    def possible_paths(self) -> Iterator[str | None]:
        """The paths of its local links, and possibly of some in code blocks: fast, where an approximation will do."""
        targets = self.targets
        if targets is None:
            targets = frozenset(link.target for link in self.body.links)
        return (path_of(target, self.path) for target in targets if is_local(target))

    @property
    def review_due(self) -> date | None:
        """The day of the next review: as given, or its interval after the last review or approval."""
        return self.review.due(self.approved.on)

    @property
    def tongue(self) -> str | None:
        """The language it declares, or that its file name ends in (`backup.de.md`)."""
        named = TONGUE.search(self.path)
        return self.language.lower() if self.language else named and named[1]

    @cached_property
    def wording(self) -> Wording:
        return wording_of(self.title, self.body.text)

    @cached_property
    def digest(self) -> str:
        return digest_of(self.wording, self.version)

    @property
    def altered(self) -> bool:
        """Whether its wording or version differs from what its approval seals."""
        sealed = self.approved.digest
        return self.status is DocumentStatus.APPROVED and sealed is not None and sealed != self.digest

    @property
    def approved_as_it_stands(self) -> bool:
        return self.status is DocumentStatus.APPROVED and not self.altered

    def in_force(self, today: date) -> bool:
        """Whether its present wording is approved, with a name and a date, and has taken effect."""
        approval = self.approved
        dated = approval.on is not None and max(approval.on, self.effective or approval.on) <= today
        return self.approved_as_it_stands and bool(approval.by) and dated

    def shortfalls(self, today: date) -> Iterator[Shortfall]:
        name, approval = self.id, self.approved
        yield from self.unread()
        if self.status is not DocumentStatus.APPROVED:
            state = self.status.replace("-", " ") if self.status else "without a status"
            yield Shortfall(f"{name} is {state}, not approved", f"have {name} approved")
        elif not approval.by:
            yield Shortfall(f"{name} does not say who approved it", f"add approved: by to {name}")
        elif approval.on is None:
            yield Shortfall(f"{name} does not say when it was approved", f"add approved: on to {name}")
        elif approval.on > today:
            yield Shortfall(f"{name} is approved as of {approval.on}, in the future", f"wait until {approval.on}")
        elif self.altered:
            yield Shortfall(f"{name} has changed since it was approved", f"have {name} approved again")
        elif self.effective and self.effective > today:
            yield Shortfall(f"{name} takes effect on {self.effective}, in the future", f"wait until {self.effective}")
        elif self.review_due and self.review_due < today:
            yield Shortfall(f"the review of {name} was due {self.review_due}", f"review {name}")


def digest_of(wording: Wording, version: str | None) -> str:
    """What an approval seals: `sha256:` and the SHA-256, in hexadecimal, of these lines, in UTF-8, each ended by a LF.

    1. the title, trimmed, every run of white space in it as one blank;
    2. the version, written likewise; an empty line where there is none;
    3. the text below the front matter, line by line, without white space at the end of a line and empty lines at the
       end of the text. Lines end with CR LF, LF or CR in the file; a byte-order mark is no part of it.

    Title, version and text are in Unicode's form NFC. Nothing else counts: an owner, a review, a clause or any other
    key of the front matter may change without a new approval.
    """
    title, text = wording
    lines = "".join(f"{line}\n" for line in (title, _on_one_line(version or ""), *text))
    return "sha256:" + hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def wording_of(title: str, text: str) -> Wording:
    lines = [line.rstrip() for line in lines_of(unicodedata.normalize("NFC", text))]
    while lines and not lines[-1]:
        lines.pop()
    return _on_one_line(title), tuple(lines)


def _on_one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
