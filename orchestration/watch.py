"""What changed in a folder of seeds since the last look, and whether it may be read yet. Knows no Dagster."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from nianjian.corpus import seed_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# A file untouched for so long was not caught in the middle of a copy.
REST_SECONDS = 10.0
# A file that never rests (a log, a broken sync) must not hold the others back for ever: ten looks at 30 s.
PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was seen: `digest` is of its bytes, empty while it is not at rest."""

    size: int
    mtime_ns: int
    digest: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered between two looks; the sensor's cursor is its JSON.

    `requested` is the digest of the corpus that a run was last asked for, `serial` counts those requests,
    `waited` the looks in a row that found a file in motion.
    """

    files: dict[str, Seen] = field(default_factory=dict)
    requested: str = ""
    serial: int = 0
    waited: int = 0

    @classmethod
    def from_cursor(cls, cursor: str | None) -> Memory:
        """The memory in a cursor; an absent or unreadable cursor is an empty memory: everything is new."""
        try:
            stored = json.loads(cursor or "{}")
            files = {name: Seen(**seen) for name, seen in stored.get("files", {}).items()}
            return cls(files, stored["requested"], stored["serial"], stored["waited"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls()

    def to_cursor(self) -> str:
        """The memory as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the folder: `request` says that a run is due, `reason` why, or why not."""

    memory: Memory
    request: bool
    reason: str
    changes: dict[str, int]

    @property
    def run_key(self) -> str:
        """Names this state of the corpus; the serial lets one that went back to an old state run again."""
        return f"{self.memory.requested[:16]}-{self.memory.serial}"


def look(folder: Path, before: Memory, now: float) -> Look:
    """Compare the folder with the memory; `now` is in seconds since the epoch."""
    if not folder.is_dir():
        return Look(before, False, f"{folder}: no such folder; make it and put reports into it", {})
    paths = dict(seed_files(folder))
    files: dict[str, Seen] = {}
    moving: list[str] = []
    for name, path in paths.items():
        files[name] = seen = _see(path, before.files.get(name), now)
        if not seen.digest:
            moving.append(name)
    if not files:
        return Look(replace(before, files={}, waited=0), False, f"{folder}: no seed files", {})
    if moving and before.waited < PATIENCE:
        why = f"waiting for {_listed(moving)} to come to rest"
        return Look(replace(before, files=files, waited=before.waited + 1), False, why, {})
    files = {
        name: seen if seen.digest else replace(seen, digest=_digest(paths[name]))
        for name, seen in files.items()
    }
    corpus = hashlib.sha256(
        "\n".join(f"{n} {s.digest}" for n, s in sorted(files.items())).encode()
    ).hexdigest()
    if corpus == before.requested:
        why = f"nothing changed in {len(files)} seed files"
        return Look(replace(before, files=files, waited=0), False, why, {})
    changes = _changes(before.files, files)
    # Without a memory the serial starts at the clock: no run key of a memory that was lost comes again.
    after = Memory(files, corpus, before.serial + 1 if before.serial else int(now), 0)
    why = ", ".join(f"{count} {what}" for what, count in changes.items() if count)
    return Look(after, True, why or "the corpus is back in an earlier state", changes)


def _see(path: Path, before: Seen | None, now: float) -> Seen:
    """A file at rest with its digest: unchanged since the last look, or untouched for a while."""
    try:
        stat = path.stat()
    except OSError as error:
        return Seen(-1, 0, f"unreadable: {error.strerror}")
    same = before is not None and (before.size, before.mtime_ns) == (stat.st_size, stat.st_mtime_ns)
    if same and before is not None and before.digest:
        return before
    if same or 0 <= REST_SECONDS <= now - stat.st_mtime:
        return Seen(stat.st_size, stat.st_mtime_ns, _digest(path))
    return Seen(stat.st_size, stat.st_mtime_ns, "")


def _digest(path: Path) -> str:
    """Digest of a file; of one that cannot be read its error, which makes one run and not many."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {os.strerror(error.errno or 0)}"


def _changes(before: dict[str, Seen], after: dict[str, Seen]) -> dict[str, int]:
    return {
        "new": len(after.keys() - before.keys()),
        "changed": sum(1 for n in after.keys() & before.keys() if before[n].digest != after[n].digest),
        "removed": len(before.keys() - after.keys()),
    }


def _listed(names: Iterable[str], most: int = 3) -> str:
    names = sorted(names)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
