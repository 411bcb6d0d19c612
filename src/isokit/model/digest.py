"""The digest of a document: a hash of its wording, which is what an approval seals.

Hashed are these lines, in UTF-8, each ended by one line feed; the digest is `sha256:` and their SHA-256 in hexadecimal:

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

from isokit.text.decode import lines_of

DIGEST = re.compile("sha256:[0-9a-f]{64}")
Wording = tuple[str, tuple[str, ...]]
"""The title of a document and the lines of its text, normalized."""


def digest_of(wording: Wording, version: str | None) -> str:
    """`sha256:` and 64 hexadecimal digits, which anybody can compute again."""
    title, text = wording
    lines = "".join(f"{line}\n" for line in (title, _on_one_line(version or ""), *text))
    return "sha256:" + hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def wording_of(title: str, text: str) -> Wording:
    """What the digest is computed from, apart from the version."""
    lines = [line.rstrip() for line in lines_of(unicodedata.normalize("NFC", text))]
    while lines and not lines[-1]:
        lines.pop()
    return _on_one_line(title), tuple(lines)


def _on_one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
