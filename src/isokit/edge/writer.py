"""The one writer: every change whole or not at all, by a new file that takes the place of the old one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from isokit.model.change import NewFile


class NotWritten(Exception):
    """Nothing was written; the message says why."""


def apply(root: Path, changes: Iterable[NewFile]) -> list[str]:
    """Write the files; the paths of those that were not there with just this text already.

    All are written beside their places first and put there last, so that an error leaves the tree as it
    was. Raises `NotWritten` for a path through a symbolic link and for a file that is there and may not be
    replaced.
    """
    wanted = [change for change in changes if _differs(root, change)]
    for change in wanted:
        _refuse(root, change)
    staged: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for change in wanted:
            target = root / change.path
            made.extend(_make_folders(target.parent))
            staged.append((_stage(target, change.text), target))
        for temporary, target in staged:
            os.replace(temporary, target)
    except OSError as error:
        _undo(staged, made)
        raise NotWritten(f"cannot write {error.filename or root}: {error.strerror}") from None
    for folder in {target.parent for _, target in staged}:
        _sync_folder(folder)
    return [change.path for change in wanted]


def _differs(root: Path, change: NewFile) -> bool:
    target = root / change.path
    return not (target.is_file() and target.read_bytes() == change.text.encode())


def _refuse(root: Path, change: NewFile) -> None:
    target = root / change.path
    links = [folder for folder in (target, *target.parents) if folder != root and root in folder.parents]
    if linked := [folder for folder in links if folder.is_symlink()]:
        raise NotWritten(f"{linked[0]} is a symbolic link; isokit does not write through it")
    if target.exists() and not change.replace:
        raise NotWritten(f"{target} is there already; nothing was written")


def _make_folders(folder: Path) -> list[Path]:
    missing = [above for above in (folder, *folder.parents) if not above.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _stage(target: Path, text: str) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    with open(handle, "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(handle)
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    os.chmod(name, mode)
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _undo(staged: list[tuple[Path, Path]], made: list[Path]) -> None:
    for temporary, _ in staged:
        temporary.unlink(missing_ok=True)
    for folder in made:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
