"""What changed in a folder of seeds since the last look, and whether it may be read yet. Knows no Dagster.

Dagster stores the cursor again with every tick: one entry for each of 2,000 files would be 300 kB every 30
seconds. So two digests stand for the files: of their names, sizes and times, and of their bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from nianjian.corpus import seed_files
from nianjian.reading.formats import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# A file untouched for so long was not caught in the middle of a copy.
REST_SECONDS = 10.0
# A file that never rests (a log, a broken sync) must not hold the others back for ever: ten looks at 30 s.
PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered between two looks; the sensor's cursor is its JSON.

    `listing` is the digest of names, sizes and times, `content` of names and bytes, when a run was last
    asked for; `serial` counts those requests; `moving` is the listing of the last look if it found files in
    motion, `waited` how many looks in a row did.
    """

    listing: str = ""
    content: str = ""
    serial: int = 0
    moving: str = ""
    waited: int = 0

    @classmethod
    def from_cursor(cls, cursor: str | None) -> Memory:
        """The memory in a cursor; an absent or unreadable cursor is an empty memory: everything is new."""
        try:
            return cls(**json.loads(cursor or "{}"))
        except (ValueError, TypeError):
            return cls()

    def to_cursor(self) -> str:
        """The memory as JSON."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the folder: `request` says that a run is due, `reason` why, or why not."""

    memory: Memory
    request: bool
    reason: str

    @property
    def run_key(self) -> str:
        """Names this state of the corpus; the serial lets one that went back to an old state run again."""
        return f"{self.memory.content[:16]}-{self.memory.serial}"


def look(folder: Path, before: Memory, now: float) -> Look:
    """Compare the folder with the memory; `now` is in seconds since the epoch."""
    if not folder.is_dir():
        return Look(before, False, f"{folder}: no such folder; make it and put reports into it")
    paths = dict(seed_files(folder))
    if not paths:
        return Look(before, False, f"{folder}: no seed files; put reports into it")
    states = {name: _state(path) for name, path in paths.items()}
    listing = _digest(f"{name}\0{size}\0{mtime}" for name, (size, mtime) in states.items())
    if listing == before.listing:
        return Look(
            replace(before, moving="", waited=0), False, f"nothing changed in {len(paths)} seed files"
        )
    restless = [name for name, (_, mtime) in states.items() if not 0 <= now - mtime / 1e9 > REST_SECONDS]
    if restless and listing != before.moving and before.waited < PATIENCE:
        why = f"waiting for {_listed(restless)} to come to rest"
        return Look(replace(before, moving=listing, waited=before.waited + 1), False, why)
    content = _digest(f"{name}\0{_bytes_digest(path)}" for name, path in paths.items())
    if content == before.content:
        why = f"only times changed in {len(paths)} seed files, not their bytes"
        return Look(replace(before, listing=listing, moving="", waited=0), False, why)
    # Without a memory the serial starts at the clock: no run key of a memory that was lost comes again.
    serial = before.serial + 1 if before.serial else int(now)
    return Look(Memory(listing, content, serial), True, f"{len(paths)} seed files, content {content[:16]}")


def _state(path: Path) -> tuple[int, int]:
    """Size and time of change; of a file that is gone or locked away something that no file has."""
    try:
        stat = path.stat()
    except OSError:
        return -1, 0
    return stat.st_size, stat.st_mtime_ns


def _bytes_digest(path: Path) -> str:
    """Digest of a file; of one that cannot be read, what is wrong: it asks for one run then, not for many."""
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > MAX_BYTES:
                return f"too large: {size}"
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {os.strerror(error.errno or 0)}"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _listed(names: Iterable[str], most: int = 3) -> str:
    names = sorted(names)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
