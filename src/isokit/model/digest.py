"""The substance of a document: what somebody approves, and what the digest of an approval seals.

It is these lines, in UTF-8, each ended by one line feed; the digest is `sha256:` and their SHA-256 in hexadecimal:

1. the title, white space around it gone and every run of white space in it as one blank;
2. the version, written likewise; an empty line where there is none;
3. the text below the front matter, line by line, white space at the end of each line and empty lines at the end
   of the text gone. Lines end with CR LF, LF or CR in the file; a byte-order mark is no part of it.

Title, version and text are in Unicode's form NFC. Nothing else counts: an owner, a review, a clause or any other
key of the front matter may change without a new approval.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from isokit.text.decode import lines_of

if TYPE_CHECKING:
    from isokit.model.document import Document

DIGEST = re.compile("sha256:[0-9a-f]{64}")


def digest_of(document: Document) -> str:
    """The digest anybody can make again: `sha256:` and 64 hexadecimal digits."""
    title, text = words_of(document)
    lines = "".join(f"{line}\n" for line in (title, _on_one_line(document.version or ""), *text))
    return "sha256:" + hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def words_of(document: Document) -> tuple[str, tuple[str, ...]]:
    """The substance without the version: the title, and the lines of the text."""
    lines = [line.rstrip() for line in lines_of(unicodedata.normalize("NFC", document.body.text))]
    while lines and not lines[-1]:
        lines.pop()
    return _on_one_line(document.title), tuple(lines)


def _on_one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
