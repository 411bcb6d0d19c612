"""Editions as plain data, in the shapes the contract promises."""

from __future__ import annotations

from isokit import __version__
from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Clause, Expectation, Standard, Transition
from isokit.catalog.vocabulary import KINDS, Vocabulary
from isokit.schemas.head import Plain, day_plain


def standards_plain(catalog: Catalog) -> Plain:
    """`isokit/standards/1`: every edition isokit knows."""
    return {
        "schema": "isokit/standards/1",
        "isokit": __version__,
        "standards": [head_plain(standard, catalog) for standard in catalog.all()],
    }


def standard_plain(standard: Standard, catalog: Catalog) -> Plain:
    """`isokit/standard/1`: one edition with its clauses."""
    clauses = [clause_plain(clause, standard) for clause in standard.clauses]
    return {"schema": "isokit/standard/1", **head_plain(standard, catalog), "clauses": clauses}


def head_plain(standard: Standard, catalog: Catalog) -> Plain:
    """What is known of an edition as a whole, with the source of its dates."""
    newer = catalog.successor(standard.standard)
    return {
        "standard": standard.standard,
        "own": standard.standard in catalog.own,
        "title": standard.title,
        "published": day_plain(standard.published),
        "published_source": standard.published_source,
        "published_confidence": standard.published_confidence and standard.published_confidence.value,
        "revision": standard.revision,
        "changelog": [
            {"revision": entry.revision, "on": day_plain(entry.on), "what": entry.what} for entry in standard.changelog
        ],
        "digest": catalog.digest(standard.standard),
        "amendments": [
            {"id": amendment.id, "published": day_plain(amendment.published), "topic": amendment.topic}
            for amendment in standard.amendments
        ],
        "transition": transition_plain(standard.transition),
        "superseded_by": newer.standard if newer else None,
        "leaves": sum(standard.leaf(clause) for clause in standard.clauses),
        "asks_total": sum(len(clause.asks) for clause in standard.clauses),
    }


def transition_plain(transition: Transition | None) -> Plain | None:
    """How certificates move to an edition from the one before it."""
    if transition is None:
        return None
    return {
        "from": transition.old,
        "end": day_plain(transition.end),
        "only_new_certificates_from": day_plain(transition.only_new_certificates_from),
        "no_old_certificates_after": day_plain(transition.no_old_certificates_after),
        "bodies_ready_by": day_plain(transition.bodies_ready_by),
        "source": transition.source,
        "confidence": transition.confidence and transition.confidence.value,
    }


def clause_plain(clause: Clause, standard: Standard) -> Plain:
    """A clause or control. Only controls have attributes."""
    plain: Plain = {
        "ref": standard.ref(clause.clause),
        "title": clause.title,
        "leaf": standard.leaf(clause),
        "intent": clause.intent,
        "minimum": clause.minimum,
        "pitfalls": list(clause.pitfalls),
        "asks": [
            {"id": standard.ask_id(clause, ask), "ask": ask.ask, "look_for": list(ask.look_for)} for ask in clause.asks
        ],
        "expects": [expectation_plain(expectation) for expectation in clause.expects],
        "documented_information": [str(information) for information in clause.documented],
        "not_applicable": clause.not_applicable and clause.not_applicable.value,
        "amended": list(clause.amended),
        "new": clause.new,
    }
    return plain | ({"attributes": clause.attributes.model_dump(mode="json")} if clause.attributes else {})


def expectation_plain(expectation: Expectation) -> Plain:
    """What a machine can look for, on whose word, and how old it may be."""
    return {
        "kind": expectation.kind.value,
        "type": expectation.type,
        "within": str(expectation.within) if expectation.within else None,
        "basis": expectation.basis.value,
        "window_basis": expectation.window_basis and expectation.window_basis.value,
    }


def types_plain(vocabulary: Vocabulary) -> Plain:
    """`isokit/types/1`: the vocabulary of types."""
    lists = {
        heading: [{"type": named.type, "title": named.title} for named in vocabulary.of(kind)]
        for kind, heading in KINDS.items()
    }
    return {"schema": "isokit/types/1", "isokit": __version__, **lists}
