"""An edition of a standard: its clauses, asks and expectations."""

import re
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from pydantic import Field

from isokit.model.entity import Entity, Part
from isokit.model.scalar import Day, Duration, Texts, Whole, YesNo
from isokit.text.span import Route


class Kind(StrEnum):
    """What can meet an expectation. A claim is any effective document or in-date evidence."""

    DOCUMENT = "document"
    REGISTER = "register"
    EVIDENCE = "evidence"
    AUDIT = "audit"
    REVIEW = "review"
    CLAIM = "claim"


class Basis(StrEnum):
    """Why something is expected: the standard requires it, audit practice, or the organization itself."""

    STANDARD = "standard"
    PRACTICE = "practice"
    ORGANIZATION = "organization"


class Mode(StrEnum):
    """How documented information is required: maintained, retained as a record, or available either way."""

    MAINTAIN = "maintain"
    RETAIN = "retain"
    AVAILABLE = "available"


class Confidence(StrEnum):
    """How sure isokit is of a fact about a standard."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Phase(StrEnum):
    """The part of plan, do, check, act a clause belongs to."""

    PLAN = "plan"
    DO = "do"
    CHECK = "check"
    ACT = "act"


class Practice(StrEnum):
    """How often organizations declare a requirement not applicable."""

    OFTEN = "often"
    SELDOM = "seldom"


class Expectation(Part):
    """What has to be found before a clause is evidenced.

    `within` is the greatest age; `window_basis` is its basis where that differs from `basis`.
    """

    kind: Kind
    type: str | None = None
    within: Duration | None = None
    basis: Basis
    window_basis: Basis | None = None

    @property
    def description(self) -> str:
        window = f", within {self.within} ({self.window_basis or self.basis})" if self.within else ""
        return f"{self} ({self.basis}){window}"

    def __str__(self) -> str:
        if self.kind is Kind.CLAIM:
            return "an approved document or an in-date record"
        words = (self.type or "").replace("-", " ")
        if self.kind is Kind.REGISTER:
            return f"an entry of the {self.type} register"
        if self.kind is Kind.EVIDENCE:
            return f"an in-date {words}" if words else "an in-date record"
        article = "an" if (words or self.kind)[:1] in "aeiou" else "a"
        if self.kind is Kind.DOCUMENT:
            return f"an approved {words or 'document'}"
        return f"{article} {words or self.kind}"


class DocumentedInformation(Part):
    """Documented information a clause requires, in isokit's own words.

    `depends_on` is what decides on its extent, or whether it is needed; None where it always is.
    """

    mode: Mode
    what: str
    depends_on: str | None = None

    def __str__(self) -> str:
        verb = "keep available" if self.mode is Mode.AVAILABLE else self.mode
        return f"{verb}: {self.what}" + (f" (depends on {self.depends_on})" if self.depends_on else "")


class Ask(Part):
    """One checkable question of a clause, and what would answer it.

    The id follows the lettered items of the standard where it has them (`c`, or `c2` for its second duty);
    duties in running text are numbered.
    """

    id: str = Field(pattern=r"^[a-z]?\d*$", min_length=1)
    ask: str
    look_for: Texts = ()


class Attributes(Part):
    """The attributes ISO/IEC 27002:2022 gives a control."""

    theme: str
    control_type: Texts = ()
    security_properties: Texts = ()
    cybersecurity_concepts: Texts = ()
    operational_capabilities: Texts = ()
    security_domains: Texts = ()


class Revision(Part):
    """A revision of a checklist."""

    revision: Whole
    on: Day
    what: str


class Amendment(Part):
    """An amendment of an edition."""

    id: str
    published: Day
    topic: str


class Transition(Part):
    """The transition of certificates from the previous edition.

    `end` is the last day certificates to the old edition (`from`) can be valid. The other days are when
    certificates are issued to the new edition only, when the last one to the old edition may be issued, and
    when accreditation and certification bodies are to be ready.
    """

    old: str = Field(default="", alias="from")
    end: Day | None = None
    only_new_certificates_from: Day | None = None
    no_old_certificates_after: Day | None = None
    bodies_ready_by: Day | None = None
    source: str = ""
    confidence: Confidence | None = None


class Clause(Part):
    """A numbered requirement of a standard, or a control of its annex.

    `titled` is false where the standard has no heading for the number and the title is isokit's own. `not_applicable`
    is set where a requirement may be declared not applicable. `minimum` is what a small organization may do about a
    control.
    """

    clause: str
    title: str
    phase: Phase | None = None
    titled: YesNo = True
    new: YesNo = False
    amended: Texts = ()
    documented: tuple[DocumentedInformation, ...] = ()
    not_applicable: Practice | None = None
    not_applicable_items: Texts = ()
    intent: str = ""
    minimum: str = ""
    pitfalls: Texts = ()
    asks: tuple[Ask, ...] = ()
    expects: tuple[Expectation, ...] = ()
    attributes: Attributes | None = None

    @property
    def parent(self) -> str | None:
        """The number above this one; None for main clauses and themes."""
        above = self.clause.rpartition(".")[0]
        return above if above and not above.isalpha() else None

    @property
    def control(self) -> bool:
        return self.clause.startswith("A.")


class Standard(Entity):
    """One edition of one standard. Its id is the canonical prefix of its references: `iso9001:2015`."""

    needs: ClassVar[tuple[str, ...]] = ("standard", "title", "clauses")
    claims: ClassVar[tuple[Route, ...]] = ()

    standard: str = Field(default="", pattern=r"^[a-z][a-z0-9-]*:[0-9a-z.-]+$")
    published: Day | None = None
    published_source: str = ""
    published_confidence: Confidence | None = None
    revision: Whole = 1
    changelog: tuple[Revision, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    transition: Transition | None = None
    clauses: tuple[Clause, ...] = ()

    @property
    def family(self) -> str:
        return self.standard.partition(":")[0]

    @property
    def edition(self) -> str:
        return self.standard.partition(":")[2]

    @cached_property
    def by_number(self) -> dict[str, Clause]:
        return {clause.clause: clause for clause in self.clauses}

    @cached_property
    def parents(self) -> frozenset[str]:
        return frozenset(clause.parent for clause in self.clauses if clause.parent)

    @cached_property
    def asks(self) -> frozenset[str]:
        """All asks, without the edition: `9.3.2/c`."""
        return frozenset(f"{clause.clause}/{ask.id}" for clause in self.clauses for ask in clause.asks)

    def heading(self, clause: Clause) -> str:
        """The title of a clause, with that of its parent where it is only General."""
        parent = self.by_number.get(clause.parent or "")
        return f"{parent.title}: general" if parent and clause.title == "General" else clause.title

    def leaf(self, clause: Clause) -> bool:
        """Whether a clause has no subclauses; only these are assessed."""
        return clause.clause not in self.parents

    def leaves(self, number: str) -> tuple[Clause, ...]:
        return tuple(c for c in self.clauses if self.leaf(c) and covers(number, c.clause))

    def ref(self, number: str) -> str:
        return f"{self.standard}/{number}"

    def ask_id(self, clause: Clause, ask: Ask) -> str:
        return f"{self.ref(clause.clause)}/{ask.id}"

    @property
    def name(self) -> str:
        return name_of(self.standard)


def name_of(edition: str) -> str:
    """The name people use for an edition: `iso27001:2022` is ISO/IEC 27001:2022."""
    match = re.fullmatch(r"iso(\d+):(.+)", edition)
    if not match:
        return edition
    body = "ISO/IEC" if match[1].startswith("27") else "ISO"
    return f"{body} {match[1]}:{match[2]}"


def covers(number: str, other: str) -> bool:
    """Whether a clause number is another one or above it, by whole numbers: 5.1 is not above 5.12."""
    return other == number or other.startswith(number + ".")
