"""isokit standards: what isokit knows of standards, in a tree or without one."""

from __future__ import annotations

from collections.abc import Sequence

from isokit.catalog.catalog import Catalog
from isokit.commands.arguments import between, catalog_here, edition, standards_here
from isokit.commands.context import Context
from isokit.outputs import json
from isokit.outputs import standards as pages
from isokit.schemas.crosswalk import crosswalk_of
from isokit.schemas.edition_diff import edition_diff_of
from isokit.schemas.standards import standard_of, standards_of, types_of


def list_(context: Context) -> int:
    show = context.output({"table": pages.list_table, "json": json.write})
    show(standards_of(catalog_here(context), context.today))
    return 0


def show(context: Context, word: str) -> int:
    show = context.output({"text": pages.show_text, "json": json.write})
    known = catalog_here(context)
    show(standard_of(edition(word, known), known, context.today))
    return 0


def diff(context: Context, old: str, new: str) -> int:
    show = context.output({"text": pages.diff_text, "json": json.write})
    show(edition_diff_of(*between(old, new, catalog_here(context))))
    return 0


def crosswalk(context: Context, words: Sequence[str]) -> int:
    """Show the clauses of several editions that are about the same topic; without words, of those adopted."""
    show = context.output({"table": pages.crosswalk_table, "json": json.write})
    workspace = standards_here(context)
    known = workspace.catalog if workspace else context.catalog
    adopted = [standard.standard for standard in workspace.standards] if workspace else []
    editions = [name for word in words for name in _editions(word, known, adopted)] or adopted or known.current
    show(crosswalk_of(known.crosswalk, list(dict.fromkeys(editions))))
    return 0


def _editions(word: str, known: Catalog, adopted: Sequence[str]) -> list[str]:
    """The editions a word means; of a standard without edition those adopted, else the current ones."""
    names = known.named(word)
    if len(names) < 2:
        return [edition(word, known).standard]
    return [name for name in adopted if name in names] or [name for name in known.current if name in names]


def types(context: Context) -> int:
    context.show(types_of(context.catalog.vocabulary), {"table": pages.types_table, "json": json.write})
    return 0
