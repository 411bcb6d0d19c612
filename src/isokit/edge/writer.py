"""The one writer: every change whole or not at all, by a new file that takes the place of the old one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from itertools import takewhile
from pathlib import Path

from isokit.model.edit import Change, Edited
from isokit.text.decode import Refused
from isokit.text.source import content_id
from isokit.text.treepath import why_refused
from isokit.text.yaml.amend import said

TEMPORARY = ".isokit-"
"""What the names of temporary files begin with; only a killed writer leaves one behind."""


class NotWritten(Exception):
    """Nothing was written; the message says why."""


def apply(root: Path, changes: Iterable[Change]) -> list[str]:
    """Write the files; the paths of those that were not there with just this text already.

    All are written beside their places first and put there last, each old file beside them, so that an error
    leaves the tree as it was. Raises `NotWritten` for it, for a path that leaves the root or goes through a
    symbolic link, for what is no regular file, and for a file that is there and may not be replaced. An edited
    file is refused where it is not what the edits were made for, or would not say what they mean.
    """
    with ExitStack() as leftovers, ExitStack() as undo:
        try:
            wanted = [(change, data) for change in changes if (data := _to_write(root, change)) is not None]
            staged = [(*_stage(root / change.path, data, leftovers), root / change.path) for change, data in wanted]
            for (change, _), files in zip(wanted, staged, strict=True):
                if isinstance(change, Edited):
                    _verify(change, *files)
            for new, old, target in staged:
                os.replace(new, target)
                undo.callback(_put_back, old, target)
            for folder in {above for *_, target in staged for above in target.parents if above.is_relative_to(root)}:
                _sync_folder(folder)
        except OSError as error:
            raise NotWritten(f"cannot write {error.filename2 or error.filename or root}: {error.strerror}") from None
        except UnicodeEncodeError:
            raise NotWritten("cannot write characters that are no text, such as half of a surrogate pair") from None
        undo.pop_all()
    return [change.path for change, _ in wanted]


def _to_write(root: Path, change: Change) -> bytes | None:
    """The bytes of a file to be; None where it has them already."""
    target = _place(root, change.path)
    if isinstance(change, Edited):
        now = _unchanged(change, target)
        new = change.applied(now)
        return new if new != now else None
    new = change.text.encode()
    if target.exists() and target.read_bytes() == new:
        return None
    if target.exists() and not change.replace:
        raise NotWritten(f"{target} is there already; nothing was written")
    return new


def _place(root: Path, path: str) -> Path:
    """Where a path of the tree is written."""
    if reason := why_refused(path):
        raise NotWritten(f"{path!r} is no place in {root}: {reason}")
    target = root / path
    places = takewhile(lambda place: place != root, (target, *target.parents))
    if linked := [place for place in places if place.is_symlink()]:
        raise NotWritten(f"{linked[0]} is a symbolic link; isokit does not write through it")
    if target.exists() and not target.is_file():
        raise NotWritten(f"{target} is no regular file; isokit does not replace it")
    return target


def _unchanged(change: Edited, file: Path) -> bytes:
    """The bytes of a file or of its copy, as long as they are those the edits were made for."""
    data = file.read_bytes() if file.exists() else None
    if data is None or content_id(data) != change.content:
        raise NotWritten(f"{change.path} has changed since it was read; nothing was written, try again")
    return data


def _verify(change: Edited, new: Path, old: Path | None, target: Path) -> None:
    """Refuse what would be written over other bytes than those read, or would be read in another way than meant."""
    _unchanged(change, old or target)
    try:
        meant = said(change.path, new.read_bytes()) == change.says
    except Refused:
        meant = False
    if not meant:
        raise NotWritten(f"{change.path} would not say what is meant once it is edited; nothing was written")
    _unchanged(change, target)


def _stage(target: Path, data: bytes, leftovers: ExitStack) -> tuple[Path, Path | None]:
    """The new file, and a copy of the old one if there is one, both beside the place of the file."""
    _make_folders(target.parent, leftovers)
    new = _temporary(target.parent, leftovers)
    old = _temporary(target.parent, leftovers) if target.exists() else None
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


def _temporary(folder: Path, leftovers: ExitStack) -> Path:
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=folder)
    leftovers.callback(_quietly, Path(name).unlink)
    os.close(handle)
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _put_back(old: Path | None, target: Path) -> None:
    try:
        if old:
            os.replace(old, target)
        else:
            target.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten(f"{target} is written and cannot be put back: {error.strerror}") from None


def _quietly(remove: Callable[[], None]) -> None:
    with suppress(OSError):
        remove()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
