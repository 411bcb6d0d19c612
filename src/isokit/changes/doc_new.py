"""A new document: the next free id in the style of the tree, a file name made of the title, and a first draft."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from isokit.model.document import DocumentStatus, DocumentType
from isokit.model.edit import NewFile
from isokit.text.escape import markdown
from isokit.text.treepath import why_refused
from isokit.text.yaml.emit import Value, emit
from isokit.workspace.workspace import Workspace

NUMBERED = re.compile(r"(.*?)(\d{1,9})", re.ASCII)
NO_NAME = re.compile(r"[\W_]+")
WIDTH = 3
"""Digits of a number where the tree has no id yet."""
LONGEST = 60
"""Characters of a file name made of a title."""
USUAL_REVIEW = "12 months"
"""What a new document begins with; the interval is for the organization to say."""
PREFIXES = {
    DocumentType.POLICY: "POL-",
    DocumentType.PROCEDURE: "PRO-",
    DocumentType.INSTRUCTION: "INS-",
    DocumentType.PLAN: "PLA-",
    DocumentType.MANUAL: "MAN-",
    DocumentType.FORM: "FRM-",
    DocumentType.SCOPE_STATEMENT: "SCO-",
    DocumentType.OTHER: "DOC-",
}
"""How ids begin where the tree has no document of the type yet."""


class Draft(NamedTuple):
    """What a new document is to be; `id` and `implements` may be left out."""

    title: str
    type: DocumentType
    owner: str
    id: str = ""
    implements: tuple[str, ...] = ()


def next_id(kind: DocumentType, workspace: Workspace) -> str:
    """The first free id behind those of the documents of a type."""
    return next_behind((document.id for document in workspace.documents(kind)), PREFIXES[kind], workspace)


def next_behind(taken: Iterable[str], begins: str, workspace: Workspace) -> str:
    """The first free id behind some, as most of them are written; with how it begins where there are none."""
    ids = [match for name in taken if (match := NUMBERED.fullmatch(name))]
    usual = Counter(match[1] for match in ids).most_common(1)
    prefix = usual[0][0] if usual else begins
    numbers = [match[2] for match in ids if match[1] == prefix]
    last, width = max(map(int, numbers), default=0), max(map(len, numbers), default=WIDTH)
    return next(name for number in count(last + 1) if not workspace.knows(name := f"{prefix}{number:0{width}}"))


def usual_folder(kind: DocumentType, workspace: Workspace) -> str | None:
    """The folder in which most documents of a type stand, with a slash behind; None where there are none."""
    folders = Counter(document.path.rpartition("/")[0] for document in workspace.documents(kind))
    return f"{folders.most_common(1)[0][0]}/" if folders else None


def new_document(draft: Draft, folder: str, taken: Iterable[str]) -> NewFile:
    """The file a document begins with, at a path that is not taken."""
    keys: dict[str, Value] = {
        "id": draft.id,
        "title": draft.title,
        "type": draft.type.value,
        "version": "1.0",
        "status": DocumentStatus.DRAFT.value,
        "owner": draft.owner,
        "review": {"every": USUAL_REVIEW},
        **({"implements": list(draft.implements)} if draft.implements else {}),
        "clauses": [],
    }
    folded = {path.lower() for path in taken}
    path = next(path for name in _names(draft) if (path := f"{folder}{name}.md").lower() not in folded)
    return NewFile(path, f"---\n{emit(keys)}---\n\n# {markdown(draft.title)}\n")


def _names(draft: Draft) -> Iterator[str]:
    """Names for the file: of the title, of title and id, and then with a number."""
    plain, name = file_name(draft.title), file_name(draft.id)
    yield from (each for each in (plain, f"{plain}-{name}".strip("-")) if each and not why_refused(f"{each}.md"))
    yield from (f"document-{number}" for number in count(1))


def file_name(text: str) -> str:
    """A text as a file name: its letters and digits in lower case, without accents where that leaves plain letters."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return NO_NAME.sub("-", unicodedata.normalize("NFC", plain).lower())[:LONGEST].strip("-")
