"""The writer of the tree: all changes are made or none, and each file is replaced by a complete new one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from itertools import takewhile
from pathlib import Path

from isokit.edge.disk import put, temporary
from isokit.model.file_change import Change, Edited
from isokit.text.decode import Refused
from isokit.text.raw import content_of
from isokit.text.source import content_id
from isokit.text.treepath import why_refused


class NotWritten(Exception):
    """Nothing was written; the message says why."""


def apply(root: Path, changes: Iterable[Change]) -> list[str]:
    """Write the files; returns the paths of those that have changed.

    All new files, and copies of the old ones, are written to their folders under temporary names before the first is
    replaced, so that an error leaves the tree as it was. Raises `NotWritten` for an error, for a path that leaves the
    root or goes through a symbolic link, for what is not a regular file, and for an existing file that may not be
    replaced. An edited file is refused where it has changed since it was read, or would not read as intended.
    """
    with ExitStack() as leftovers, ExitStack() as undo:
        try:
            wanted = [(change, data) for change in changes if (data := _to_write(root, change)) is not None]
            staged = [(*_stage(root / change.path, data, leftovers), root / change.path) for change, data in wanted]
            for (change, _), files in zip(wanted, staged, strict=True):
                if isinstance(change, Edited):
                    _verify(change, *files)
            for new, old, target in staged:
                put(new, target)
                undo.callback(_restore, old, target)
            for folder in {above for *_, target in staged for above in target.parents if above.is_relative_to(root)}:
                _sync_folder(folder)
        except OSError as error:
            raise NotWritten(f"cannot write {error.filename2 or error.filename or root}: {error.strerror}") from None
        except UnicodeEncodeError:
            raise NotWritten("cannot write what is not valid text, such as half of a surrogate pair") from None
        undo.pop_all()
    return [change.path for change, _ in wanted]


def _to_write(root: Path, change: Change) -> bytes | None:
    """The bytes a file is to have; None where it has them already."""
    target = _place(root, change.path)
    if isinstance(change, Edited):
        now = _unchanged(change, target)
        new = change.applied(now)
        return new if new != now else None
    new = change.text.encode()
    if target.exists() and target.read_bytes() == new:
        return None
    if target.exists() and not change.replace:
        raise NotWritten(f"{target} already exists; nothing was written")
    return new


def _place(root: Path, path: str) -> Path:
    if reason := why_refused(path):
        raise NotWritten(f"{path!r} is not a valid path in {root}: {reason}")
    target = root / path
    places = takewhile(lambda place: place != root, (target, *target.parents))
    if linked := [place for place in places if place.is_symlink()]:
        raise NotWritten(f"{linked[0]} is a symbolic link; isokit does not write through it")
    if target.exists() and not target.is_file():
        raise NotWritten(f"{target} is not a regular file; isokit does not replace it")
    return target


def _unchanged(change: Edited, file: Path) -> bytes:
    """The bytes of a file or of its copy, as long as they are those the edits were made for."""
    data = file.read_bytes() if file.exists() else None
    if data is None or content_id(data) != change.content:
        raise NotWritten(f"{change.path} has changed since it was read; nothing was written, try again")
    return data


def _verify(change: Edited, new: Path, old: Path | None, target: Path) -> None:
    """Refuse an edit of other bytes than those that were read, or one that would not read as intended."""
    _unchanged(change, old or target)
    try:
        intended = content_of(change.path, new.read_bytes()) == change.expected
    except Refused:
        intended = False
    if not intended:
        raise NotWritten(f"{change.path} would not read as intended after the edit; nothing was written")
    _unchanged(change, target)


def _stage(target: Path, data: bytes, leftovers: ExitStack) -> tuple[Path, Path | None]:
    """The new file, and a copy of the old one if there is one, both in the folder of the file."""
    _make_folders(target.parent, leftovers)
    new = leftovers.enter_context(temporary(target.parent))
    old = leftovers.enter_context(temporary(target.parent)) if target.exists() else None
    if old:
        shutil.copy2(target, old)
    with open(new, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(new, old.stat().st_mode & 0o777 if old else 0o666 & ~_umask())
    return new, old


def _make_folders(folder: Path, leftovers: ExitStack) -> None:
    missing = list(takewhile(lambda above: not above.exists(), (folder, *folder.parents)))
    for above in reversed(missing):
        above.mkdir(exist_ok=True)
        leftovers.callback(_quietly, above.rmdir)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _restore(old: Path | None, target: Path) -> None:
    try:
        if old:
            put(old, target)
        else:
            target.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten(f"{target} was written and cannot be restored: {error.strerror}") from None


def _quietly(remove: Callable[[], None]) -> None:
    with suppress(OSError):
        remove()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
