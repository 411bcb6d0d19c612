"""Sampling of records, so that anybody who knows the tree, the seed and the size draws the same ones again.

The records a word stands for are the population. Each gets a number: the SHA-256, in hexadecimal, of the seed, one
byte of zero and the id of the record, all in UTF-8. The sample is the records with the lowest numbers, in the order of
these. So it depends on neither a machine nor a version of isokit; one more record in the population changes at most
one of the sample; and a larger sample with the same seed holds the smaller one. By hand, on a shell:

    printf '%s\\0%s' SEED EVD-012 | sha256sum
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from isokit.model.evidence import Evidence
from isokit.text.reference import within
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace


class Drawn(NamedTuple):
    """A record of the sample, and its number."""

    record: Evidence
    number: str


class Sample(NamedTuple):
    """The records drawn, the population, how they were drawn, and a digest of the population."""

    word: str
    seed: str
    size: int
    population: Sequence[Evidence]
    drawn: Sequence[Drawn]

    @property
    def digest(self) -> str:
        """`sha256:` and the SHA-256 of the sorted ids of the population, each ended by one line feed."""
        lines = "".join(f"{name}\n" for name in sorted(record.id for record in self.population))
        return f"sha256:{hashlib.sha256(_bytes(lines)).hexdigest()}"


def meanings(word: str, workspace: Workspace) -> dict[str, list[Evidence]]:
    """The records a word stands for, by what the word may be.

    The records of a clause claim it, an item of it, or a clause below it.
    """
    known = workspace.of(Evidence)
    found = {
        "a record": [record for record in known if record.id == word],
        "a document": [record for record in known if word in record.documents],
        "a type": [record for record in known if record.type == word],
        "a clause": _claiming(word, workspace),
    }
    return {what: sorted(some, key=lambda each: (each.id, each.path)) for what, some in found.items() if some}


def _claiming(word: str, workspace: Workspace) -> list[Evidence]:
    meaning = workspace.references.meaning(word)
    if not isinstance(meaning, ClauseRef):
        return []
    claims = (claim for claim in workspace.claims if claim.answers and isinstance(claim.meaning, ClauseRef))
    found = dict.fromkeys(claim.origin for claim in claims if within(str(claim.meaning), str(meaning)))
    return [record for record in found if isinstance(record, Evidence)]


def sample(word: str, records: Iterable[Evidence], size: int, seed: str) -> Sample:
    """All records where there are no more than `size`."""
    known = tuple(records)
    numbered = sorted((Drawn(record, _number(seed, record)) for record in known), key=_order)
    return Sample(word, seed, size, known, tuple(numbered[:size]))


def _number(seed: str, record: Evidence) -> str:
    return hashlib.sha256(_bytes(f"{seed}\0{record.id}")).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _order(drawn: Drawn) -> tuple[str, str]:
    """By number; records that share an id, which is a finding elsewhere, by path."""
    return drawn.number, drawn.record.path
