"""How a table lies on disk: a folder of Parquet parts, and beside it the manifest that says what they hold.

TABLE.parquet/part-000.parquet ... is read as one table by Polars, DuckDB, pandas and Spark. Files are
written whole under a temporary name and renamed, the manifest last. A part that the manifest does not fit
counts as one whose rows were made from nothing known: then its documents are computed again.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assets.parts import Part, StoredTable, is_local, part_of
from assets.registry import TABLE_OF_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl
    from upath import UPath

PARTIAL = ".partial"
MANIFEST = ".manifest.json"
# They know no folders: making one would make a bucket out of a misspelt name.
OBJECT_STORES = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "r2")


def make_folder(path: UPath | Path) -> None:
    """Make a folder where the store has folders."""
    if getattr(path, "protocol", "") not in OBJECT_STORES:
        path.mkdir(parents=True, exist_ok=True)


def write_table(path: UPath | Path, table: StoredTable) -> None:
    """Put a table in place of the one at `path`.

    First all new parts are written beside the old ones, then they are renamed, then the manifest is: a full
    disk leaves the old table, and a kill at any moment parts that say by their digest whose they are.
    """
    if path.is_file():
        # Of a time when a table was one file.
        path.unlink()
    make_folder(path)
    new = {
        path / part_name(number): part.data
        for number, part in enumerate(table.parts)
        if part.made is not None
    }
    if is_local(path):
        _replace_all({Path(str(name)): data for name, data in new.items()})
    else:
        for name, data in new.items():
            try:
                name.write_bytes(data)
            except OSError as error:
                remedy = "see that the bucket of NIANJIAN_TABLES exists and may be written"
                raise OSError(f"{name}: cannot be written ({error}); {remedy}") from error
    write_bytes(manifest_path(path), _manifest(table))
    sweep_table(path)


def read_table(path: UPath | Path, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """The whole table at `path`; raises an error that says what to do where it is missing or broken."""
    return open_table(path).frame(columns)


def open_table(path: UPath | Path) -> StoredTable:
    """The table at `path`: keys, and parts that are read when they are asked for.

    Keys are those of names whose part is the one that the manifest names, by its digest (in a remote store,
    which checks its objects itself, by its size). Raises FileNotFoundError where there is no table, or a
    part of it is gone.
    """
    name = path.name.removesuffix(".parquet")
    found = {part: size for part, size in _files(path).items() if part.startswith("part-")}
    manifest = _read_manifest(path)
    listed: list[dict[str, Any]] = manifest["parts"] if manifest else [{}] * len(found)
    missing = [part_name(n) for n in range(len(listed)) if part_name(n) not in found]
    if missing or not listed:
        what = f"{path / missing[0]}: gone" if missing else f"{path}: no such table yet"
        raise FileNotFoundError(f"{what}; materialize the asset of {name} first")
    parts = tuple(
        _part(path / part_name(number), entry, found[part_name(number)])
        for number, entry in enumerate(listed)
    )
    keys = manifest["keys"] if manifest else {}
    fitting = {name: key for name, key in keys.items() if parts[part_of(name, len(parts))].known}
    return StoredTable(TABLE_OF_NAME[name], fitting, parts, manifest["judged_by"] if manifest else "")


def read_previous(path: UPath | Path) -> StoredTable | None:
    """The table at `path` as far as its rows may be kept, or None where nothing of it may be.

    Parts that are missing, broken or not those of the manifest are there without a digest, and their
    names without a key.
    """
    manifest = _read_manifest(path)
    if manifest is None or not manifest["keys"]:
        return None
    found = _files(path)
    parts = tuple(
        _part(path / part_name(number), entry, found.get(part_name(number), -1))
        for number, entry in enumerate(manifest["parts"])
    )
    keys = {name: key for name, key in manifest["keys"].items() if parts[part_of(name, len(parts))].known}
    return StoredTable(TABLE_OF_NAME[path.name.removesuffix(".parquet")], keys, parts, manifest["judged_by"])


def part_name(number: int) -> str:
    """The file name of a part."""
    return f"part-{number:03d}.parquet"


def manifest_path(path: UPath | Path) -> UPath | Path:
    """Where the manifest of the table at `path` lies."""
    return path.with_name(path.name.removesuffix(".parquet") + MANIFEST)


def sweep_table(path: UPath | Path) -> None:
    """Remove what a killed run left half written, and parts of a time when there were more of them."""
    manifest = _read_manifest(path)
    wanted = {part_name(number) for number in range(len(manifest["parts"]))} if manifest else None
    for name in _files(path):
        if name.endswith(PARTIAL) or (wanted is not None and name not in wanted):
            (path / name).unlink()
    if is_local(path):
        Path(f"{manifest_path(path)}{PARTIAL}").unlink(missing_ok=True)


def write_bytes(path: UPath | Path, data: bytes) -> None:
    """Write a file whole or not at all.

    On a local disk: temporary name, flush to disk, rename. Elsewhere one put, because a stream that fails
    half way leaves a cut object in S3.
    """
    if is_local(path):
        _replace_all({Path(str(path)): data})
    else:
        path.write_bytes(data)


def _replace_all(files: dict[Path, bytes]) -> None:
    """Write all files under temporary names, then rename them all; none is touched where one cannot be."""
    partials = {target: Path(f"{target}{PARTIAL}") for target in files}
    target = None
    try:
        for target, data in files.items():
            with partials[target].open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        for target, partial in partials.items():
            partial.replace(target)
    except OSError as error:
        # A full disk does not say by itself which file it was too small for.
        what = f"cannot be written ({error.strerror}); make room or mend the permissions, then run again"
        raise OSError(error.errno, what, str(target)) from error
    finally:
        for partial in partials.values():
            partial.unlink(missing_ok=True)


def _manifest(table: StoredTable) -> bytes:
    parts = [{"sha256": part.sha256, "rows": part.rows, "bytes": part.bytes} for part in table.parts]
    content = {
        "judged_by": table.judged_by,
        "parts": parts,
        "keys": dict(sorted(table.keys.items())),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _read_manifest(path: UPath | Path) -> dict[str, Any] | None:
    """The manifest of a table, or None where it is missing or corrupt."""
    try:
        content = json.loads(manifest_path(path).read_bytes())
        if not content["parts"]:
            return None
        return {
            "keys": {str(name): str(key) for name, key in content["keys"].items()},
            "parts": [
                {"sha256": str(part["sha256"]), "rows": int(part["rows"]), "bytes": int(part["bytes"])}
                for part in content["parts"]
            ],
            "judged_by": str(content["judged_by"]),
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _files(path: UPath | Path) -> dict[str, int]:
    """The files of a table's folder with their sizes."""
    try:
        return {file.name: file.stat().st_size for file in path.iterdir()}
    except (FileNotFoundError, NotADirectoryError):
        return {}


def _part(path: UPath | Path, entry: dict[str, Any], size: int) -> Part:
    """A part as it lies on disk; it is known where it is the one that the manifest means."""
    if not entry or size != entry["bytes"]:
        return Part(path)
    if is_local(path):
        with path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != entry["sha256"]:  # type: ignore[arg-type]
                return Part(path)
    return Part(path, known=(entry["sha256"], entry["rows"], entry["bytes"]))
