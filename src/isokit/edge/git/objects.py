"""Files as the database of a repository keeps them, by their names in bytes."""

from __future__ import annotations

from functools import partial
from typing import Any

from isokit.text.decode import LARGEST_FILE
from isokit.text.source import CHUNK, Unreadable, hashed


def read(database: Any, name: bytes) -> bytes:
    """The bytes of a file. Raises `Unreadable` where they are lacking, damaged or too many."""
    try:
        stream = _stream(database, name)
        if stream.size <= LARGEST_FILE:
            return bytes(stream.read())
    except Exception:  # whatever the reader of a broken repository stumbles over
        raise Unreadable(f"the repository lacks its bytes, {name.hex()}, or they are damaged") from None
    raise Unreadable(f"it has {stream.size:,} bytes; isokit reads at most {LARGEST_FILE:,}")


def sha256(database: Any, name: bytes) -> str:
    """The SHA-256 of the bytes of a file, however many they are."""
    try:
        stream = _stream(database, name)
        return hashed(iter(partial(stream.read, CHUNK), b""))
    except Unreadable:
        raise
    except Exception:  # as above
        raise Unreadable(f"the repository lacks its bytes, {name.hex()}, or they are damaged") from None


def _stream(database: Any, name: bytes) -> Any:
    """An object to read, although `git gc` may have moved it since the database was opened."""
    try:
        return database.stream(name)
    except Exception:
        database.update_cache(force=True)
        return database.stream(name)
