"""The engine behind two pipes: what the child process answers about templates that are not isokit's own.

What jinja2 imports only when it needs it is imported here, since the child cannot open files later.
"""

from __future__ import annotations

import codecs
import pprint  # noqa: F401
from collections.abc import Callable, Collection
from dataclasses import asdict

import jinja2.debug  # noqa: F401

from isokit.reports.engine import Engine, Failed, Plain
from isokit.reports.library import Flaw, Library

codecs.lookup("unicode_escape")


def setup(library: Library, known: Collection[str]) -> Plain:
    unreadable = {name: asdict(flaw) for name, flaw in library.unreadable.items()}
    return {"texts": dict(library.texts), "unreadable": unreadable, "known": sorted(known)}


def answering(given: Plain) -> Callable[[Plain], Plain]:
    """The function that answers questions: `{"named": NAME}`, or `{"render": NAME, "tree": {…}}`."""
    unreadable = {name: Flaw(**flaw) for name, flaw in given["unreadable"].items()}
    engine = Engine(Library(given["texts"], unreadable), given["known"])

    def answer(question: Plain) -> Plain:
        try:
            if "named" in question:
                return asdict(engine.named(question["named"]))
            return {"text": engine.render(question["render"], question["tree"])}
        except Failed as error:
            return {"failed": [error.name, error.line, error.message]}

    return answer
