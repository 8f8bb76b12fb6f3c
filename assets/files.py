"""Sets of files beside the tables: written whole, with a note of what they were made from.

Every file goes to a temporary name and is renamed. The note comes last: a set whose note does not fit its
files counts as not made.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from assets.storage import PARTIAL, write_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOTE = ".made-from.json"


def standing(folder: Path, source: str) -> dict[str, int] | None:
    """Sizes of the files of a set that was made from `source` and is whole, else None."""
    try:
        note = json.loads((folder / NOTE).read_bytes())
        if note["source"] != source:
            return None
        sizes = {}
        for name, digest in note["files"].items():
            data = (folder / name).read_bytes()
            if hashlib.sha256(data).hexdigest() != digest:
                return None
            sizes[name] = len(data)
        return sizes
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def put_in_place(folder: Path, files: Mapping[str, bytes], source: str) -> dict[str, int]:
    """Write a set of files in its order over the old one, drop what it no longer has, and note its source."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        write_bytes(folder / name, data)
    for path in folder.iterdir():
        if path.is_file() and path.name not in files and path.name != NOTE:
            path.unlink()
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    write_bytes(folder / NOTE, json.dumps({"source": source, "files": digests}, indent=1).encode())
    return {name: len(data) for name, data in files.items()}


def sweep(folder: Path) -> None:
    """Remove what a killed run left half written."""
    for path in folder.glob(f"**/*{PARTIAL}"):
        path.unlink(missing_ok=True)
