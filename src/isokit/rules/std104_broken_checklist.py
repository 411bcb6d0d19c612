"""An inconsistent checklist of a custom standard."""

from collections import Counter
from collections.abc import Iterator

from isokit.catalog.catalog import Catalog
from isokit.catalog.custom_standards import referable
from isokit.catalog.standard import Clause, Kind, Standard
from isokit.model.rule import ERROR, Flaw, rule
from isokit.text.span import Route
from isokit.text.suggestions import nearest, suggestion

LISTED = (Kind.DOCUMENT, Kind.REGISTER)
"""The kinds whose types isokit knows; records, audits and reviews may have types of their own."""
TYPED = (Kind.REGISTER, Kind.AUDIT, Kind.REVIEW)
"""The kinds that cannot be met without a type."""


@rule("STD104", ERROR)
def broken_checklist(standard: Standard, catalog: Catalog) -> Iterator[Flaw]:
    """A clause of a custom standard cannot be assessed or cannot be referred to.

    Each number appears once, under the clause it belongs to. Clauses without subclauses, and only those, have
    expectations, and these have to be achievable: types of records, audits and reviews are free, but documents and
    registers must be types that isokit knows.

    Wrong:

    ```yaml standards/customer.yaml
    standard: quiet-harbour:3
    title: Requirements of Quiet Harbour Hotels
    clauses:
      - {clause: 1, title: Food}
      - clause: 1.1  # STD104
        title: Allergens
      - clause: 1.1  # STD104
        title: Cold chain
        expects: [{kind: evidence, type: temperature-log, basis: organization}]
      - clause: 2.1  # STD104
        title: Invoices
        expects: [{kind: register, type: invoices, basis: organization}]  # STD104
    ```

    Right:

    ```yaml standards/customer.yaml
    standard: quiet-harbour:3
    title: Requirements of Quiet Harbour Hotels
    clauses:
      - {clause: 1, title: Food}
      - clause: 1.1
        title: Allergens
        expects: [{kind: document, type: instruction, basis: organization}]
      - clause: 1.2
        title: Cold chain
        expects: [{kind: evidence, type: temperature-log, within: 1 month, basis: organization}]
    ```
    """
    used = catalog.custom.get(standard.standard)
    if standard.flawed or used is None or used.path != standard.path:
        return
    if not standard.clauses:
        yield Flaw(standard.at("clauses"), f"{standard.standard} has no clauses", "add - clause: 1 with a title")
    seen: set[str] = set()
    for index, clause in enumerate(standard.clauses):
        expected = (*_expecting(clause, standard), *_unmeetable(clause, catalog))
        for route, message, cure in (*_numbered(clause, standard, seen), *expected, *_asking(clause)):
            yield Flaw(standard.at("clauses", index, *route), message, cure)
        seen.add(clause.clause)


def _numbered(clause: Clause, standard: Standard, seen: set[str]) -> Iterator[tuple[Route, str, str]]:
    number, above = clause.clause, clause.parent
    if not referable(number):
        yield ("clause",), f"'{number}' is not a valid clause number", "use a number such as 4, 4.2 or A.5.1"
    elif number in seen:
        message = f"{number} is defined twice in {standard.standard}; this one is not used"
        yield ("clause",), message, "give it another number"
    elif above and above not in standard.by_number:
        cure = f"add - clause: {above} with a title above it"
        yield ("clause",), f"{number} belongs under {above}, which is not in {standard.standard}", cure


def _expecting(clause: Clause, standard: Standard) -> Iterator[tuple[Route, str, str]]:
    if standard.leaf(clause):
        if not clause.expects:
            cure = "add expects: [{kind: claim, basis: organization}], or something narrower"
            yield ("clause",), f"{clause.clause} expects nothing, so it can never be evidenced", cure
        return
    for key in ("expects", "asks"):
        if getattr(clause, key):
            message = f"{clause.clause} has subclauses, so its {key}: is not used"
            yield (key,), message, "move it to the subclauses"


def _unmeetable(clause: Clause, catalog: Catalog) -> Iterator[tuple[Route, str, str]]:
    for index, expected in enumerate(clause.expects):
        known = catalog.vocabulary.types_of(expected.kind) if expected.kind in LISTED else frozenset()
        if expected.kind in TYPED and expected.type is None:
            yield ("expects", index), f"an expectation of kind {expected.kind} needs a type", "add type: …"
        elif known and expected.type and expected.type not in known:
            cure = suggestion(nearest(expected.type, known), "isokit standards types lists them")
            yield ("expects", index, "type"), f"'{expected.type}' is not a type of {expected.kind}", cure


def _asking(clause: Clause) -> Iterator[tuple[Route, str, str]]:
    counts = Counter(ask.id for ask in clause.asks)
    for index, ask in enumerate(clause.asks):
        if counts[ask.id] > 1:
            counts[ask.id] -= 1
            message = f"the question {clause.clause}/{ask.id} is defined twice"
            yield ("asks", index, "id"), message, "give one of them another id"
