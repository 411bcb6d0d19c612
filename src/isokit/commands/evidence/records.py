"""The records that words on a command line stand for."""

from __future__ import annotations

from collections.abc import Sequence

from isokit.analysis.evidence.sample import meanings
from isokit.commands.exit import Stop
from isokit.model.evidence import Evidence
from isokit.text.reference import parse_reference
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.claim import Unadopted, Unresolved
from isokit.workspace.workspace import Workspace


def records_of(words: Sequence[str], workspace: Workspace) -> list[Evidence]:
    """The records of ids, types, documents or clauses, each once; all without words. Stops where a word has none."""
    found: dict[Evidence, None] = {}
    for word in words:
        kinds = meanings(word, workspace)
        if not kinds:
            raise Stop(_why_none(word, workspace))
        if len(kinds) > 1:
            raise Stop(f"{word} is {' and '.join(kinds)} here; give one of them another name")
        found.update(dict.fromkeys(record for some in kinds.values() for record in some))
    every = sorted(workspace.of(Evidence), key=lambda record: (record.id, record.path))
    return list(found) if words else every


def _why_none(word: str, workspace: Workspace) -> str:
    meaning = workspace.references.meaning(word)
    if isinstance(meaning, Unadopted):
        return f"{word}: {meaning.standard} is not adopted here"
    if not isinstance(meaning, Unresolved):
        return f"{word}: no record claims {meaning} or a clause below it"
    if parse_reference(word):
        return f"{meaning.message}; {meaning.help}" if meaning.help else meaning.message
    known = {name for record in workspace.of(Evidence) for name in (record.id, record.type or "", *record.documents)}
    near = nearest(word, sorted(known - {""}))
    return f"{word}: no record has this id or type, or supports it; " + suggestion(near, "or name a clause")
