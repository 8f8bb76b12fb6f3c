"""A folder of seed files -> their bytes, or why a file is refused."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from typing import TYPE_CHECKING

from nianjian.errors import SeedRefused, SeedsMissing
from nianjian.model import Refusal
from nianjian.reading.formats import MAX_BYTES, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STAGE = "reading"
_NO_SEEDS = (".", "~$")


def seed_files(root: Path) -> Iterator[tuple[str, Path]]:
    """(source_path, path) of the regular files below a folder, sorted; none where the folder is missing.

    Files and folders whose names begin with a dot, or with the ~$ of Word's locks, are no seeds. Folders that
    are links are not entered.
    """
    for entry in _entries(root):
        if not isinstance(entry, Refusal):
            yield entry


def load(root: Path) -> Iterator[tuple[str, bytes] | Refusal]:
    """(source_path, bytes) of every seed file below a folder, or a Refusal in its place, sorted by path.

    Never raises for one file. Raises SeedsMissing at once where the folder is missing or holds nothing.
    """
    if not root.is_dir():
        what = "is not a folder" if root.exists() else "does not exist"
        raise SeedsMissing(
            f"corpus folder {root} {what}: make it and put the reports into it, or name another"
        )
    entries = list(_entries(root))
    if not entries:
        raise SeedsMissing(f"corpus folder {root} holds no file: put the reports into it, one text file each")
    return _read_all(entries)


def load_file(path: Path) -> tuple[str, bytes] | Refusal:
    """One regular file by itself, called by its name, or why it cannot be read."""
    try:
        return path.name, _read(path, path.name)
    except SeedRefused as error:
        return Refusal(path.name, STAGE, error.reason, error.detail)


def _read_all(entries: list[tuple[str, Path] | Refusal]) -> Iterator[tuple[str, bytes] | Refusal]:
    seen: dict[bytes, str] = {}
    for entry in entries:
        if isinstance(entry, Refusal):
            yield entry
            continue
        source_path, path = entry
        try:
            data = _read(path, source_path)
        except SeedRefused as error:
            yield Refusal(source_path, STAGE, error.reason, error.detail)
            continue
        first = seen.setdefault(hashlib.sha256(data).digest(), source_path)
        if first != source_path and data:
            detail = f"{source_path}: the same bytes as {first}, which is read; remove one of the two"
            yield Refusal(source_path, STAGE, "duplicate_content", detail)
        else:
            yield source_path, data


def _read(path: Path, source_path: str) -> bytes:
    """The bytes of a regular file of bounded size that did not change meanwhile; raises SeedRefused."""
    try:
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > MAX_BYTES:
                raise too_large(before.st_size, source_path)
            data = file.read(MAX_BYTES + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise _unreadable(error, source_path) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(
        data
    ) != after.st_size:
        detail = (
            f"{source_path}: changed while it was read ({before.st_size:,} bytes, then {after.st_size:,}); "
            "run again when it is written"
        )
        raise SeedRefused("changed_while_read", detail)
    return data


def _unreadable(error: OSError, source_path: str) -> SeedRefused:
    if error.errno in (errno.ENOENT, errno.ESTALE):
        detail = f"{source_path}: gone between the listing of the folder and its reading; run again"
        return SeedRefused("vanished", detail)
    detail = f"{source_path}: cannot be read ({error.strerror or error}); mend its permissions or its disk"
    return SeedRefused("unreadable", detail)


def _entries(root: Path) -> Iterator[tuple[str, Path] | Refusal]:
    """The regular files below a folder, and a Refusal for every other thing that is not hidden."""
    found: list[tuple[str, tuple[str, Path] | Refusal]] = []
    folders = [root] if root.is_dir() else []
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as listing:
                names = [entry.name for entry in listing if not entry.name.startswith(_NO_SEEDS)]
        except OSError as error:
            found.append(_refused(folder, root, _unreadable(error, _source_path(folder, root))))
            continue
        for name in names:
            path = folder / name
            try:
                if _is_folder(path, root):
                    folders.append(path)
                else:
                    found.append((_source_path(path, root), (_source_path(path, root), path)))
            except SeedRefused as error:
                found.append(_refused(path, root, error))
    yield from (entry for _, entry in sorted(found, key=lambda item: item[0]))


def _is_folder(path: Path, root: Path) -> bool:
    """True for a folder to enter, False for a file to read; raises SeedRefused for anything else."""
    source_path = _source_path(path, root)
    if source_path != path.relative_to(root).as_posix():
        detail = f"{source_path}: its name is not valid UTF-8 (shown escaped); rename it"
        raise SeedRefused("file_name", detail)
    try:
        link = path.is_symlink()
        mode = path.stat().st_mode
        inside = not link or path.resolve(strict=True).is_relative_to(root.resolve(strict=True))
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise SeedRefused(
                "link_loop", f"{source_path}: a link that leads back to itself; remove it"
            ) from error
        if error.errno == errno.ENOENT and path.is_symlink():
            detail = f"{source_path}: a link to {path.readlink()}, which is not there; remove or mend it"
            raise SeedRefused("broken_link", detail) from error
        raise _unreadable(error, source_path) from error
    if not inside:
        detail = (
            f"{source_path}: a link out of the corpus folder, which is not followed; copy what it leads to"
        )
        raise SeedRefused("link_outside", detail)
    if stat.S_ISDIR(mode):
        if link:
            detail = f"{source_path}: a link to a folder of the corpus, read where it really lies; remove it"
            raise SeedRefused("link_to_folder", detail)
        return True
    if not stat.S_ISREG(mode):
        raise SeedRefused(
            "no_regular_file", f"{source_path}: a device, pipe or socket, not a file; remove it"
        )
    return False


def _refused(path: Path, root: Path, error: SeedRefused) -> tuple[str, Refusal]:
    source_path = _source_path(path, root)
    return source_path, Refusal(source_path, STAGE, error.reason, error.detail)


def _source_path(path: Path, root: Path) -> str:
    """The path relative to the corpus folder; bytes that are no UTF-8 show as escapes."""
    relative = path.relative_to(root).as_posix()
    return relative.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
