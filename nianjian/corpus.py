"""A folder of seed files -> their bytes, or why a file is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianjian.model import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def seed_files(root: Path) -> Iterator[tuple[str, Path]]:
    """(source_path, path) of the seed files below a folder, sorted by source_path."""
    for path in sorted(p for p in root.rglob("*") if p.is_file() and not p.name.startswith(".")):
        yield path.relative_to(root).as_posix(), path


def load(root: Path) -> Iterator[tuple[str, bytes] | Refusal]:
    """The bytes of every seed file below a folder, or a Refusal in its place; never raises for one file."""
    for source_path, path in seed_files(root):
        yield source_path, path.read_bytes()
