"""Licensed wording of a standard, in a private file of the tree: for the terminal, next to isokit's own words."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from isokit.catalog.standard import Standard, covers
from isokit.model.entity import Entity
from isokit.text.span import Route


class Overlay(Entity):
    """The wording of an edition the organization has a licence for, by clause (`8.4.1`) or ask (`8.4.1/c`).

    `isokit clause` shows it on a terminal and nowhere else: no finding, report, export or machine format holds a
    word of it. Keep the file out of git, or in a private repository, where the licence forbids sharing.
    """

    needs: ClassVar[tuple[str, ...]] = ("overlay", "wording")
    claims: ClassVar[tuple[Route, ...]] = ()
    private: ClassVar[bool] = True

    edition: str = Field(default="", alias="overlay")
    words: dict[str, str] = Field(default_factory=dict, alias="wording", repr=False)

    def local(self, name: str) -> str:
        return name.removeprefix(f"{self.edition}/")

    def strays(self, standard: Standard) -> Iterator[str]:
        known = standard.by_number.keys() | standard.asks
        return (name for name in self.words if self.local(name) not in known)

    def on(self, standard: Standard, number: str) -> list[tuple[str, str]]:
        """The wording of a clause, of its asks and of all below it, in the order of the standard."""
        words = {self.local(name): text for name, text in self.words.items()}
        clauses = (clause for clause in standard.clauses if covers(number, clause.clause))
        names = (
            name for c in clauses for name in (c.clause, *(f"{c.clause}/{ask.id}" for ask in c.asks)) if name in words
        )
        return [(name, words[name]) for name in names] if self.edition == standard.standard else []
