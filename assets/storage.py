"""How a table lies on disk: one Parquet file, and beside it the manifest that says what its rows came from.

Files are written whole under a temporary name and renamed, the manifest after its table. A manifest that
does not name the table's bytes counts as absent: then everything is computed again, and nothing is wrong.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl
    from upath import UPath

PARTIAL = ".partial"
MANIFEST = ".manifest.json"


@dataclass(frozen=True)
class StoredTable:
    """A table ready to be written; `keys` says for each document (or seed) what its rows were made from."""

    frame: pl.DataFrame
    keys: Mapping[str, str]

    @cached_property
    def data(self) -> bytes:
        """The Parquet file, byte for byte as `nianjian extract` writes it."""
        buffer = io.BytesIO()
        self.frame.write_parquet(buffer, compression="zstd", statistics=True)
        return buffer.getvalue()

    @cached_property
    def sha256(self) -> str:
        """Digest of the Parquet file; it is the data version that Dagster shows."""
        return hashlib.sha256(self.data).hexdigest()


def write_table(path: UPath | Path, table: StoredTable) -> None:
    """Put a table in place of the one at `path`, then its manifest; readers see the old or the new."""
    write_bytes(path, table.data)
    manifest = {"sha256": table.sha256, "keys": dict(sorted(table.keys.items()))}
    write_bytes(manifest_path(path), json.dumps(manifest, ensure_ascii=False, indent=1).encode())


def read_table(path: UPath | Path) -> pl.DataFrame:
    """The table at `path`; raises an error that says what to do where it is missing or broken."""
    import polars as pl

    name = path.name.removesuffix(".parquet")
    try:
        return pl.read_parquet(io.BytesIO(path.read_bytes()))
    except FileNotFoundError as error:
        raise FileNotFoundError(
            f"{path}: no such table yet; materialize the asset of {name} first"
        ) from error
    except pl.exceptions.PolarsError as error:
        raise ValueError(
            f"{path}: no whole Parquet file ({error}); materialize the asset of {name} again"
        ) from error


def read_previous(path: UPath | Path) -> StoredTable | None:
    """The table at `path` with its keys, or None where one of the two is missing, broken or does not fit."""
    import polars as pl

    try:
        data = path.read_bytes()
        keys = _fitting_keys(path, hashlib.sha256(data).hexdigest())
        return None if keys is None else StoredTable(pl.read_parquet(io.BytesIO(data)), keys)
    except (OSError, pl.exceptions.PolarsError):
        return None


def stamp(path: UPath | Path) -> tuple[int, str]:
    """Count of rows and digest of the file of a table."""
    import polars as pl

    data = path.read_bytes()
    return pl.read_parquet(io.BytesIO(data), columns=[0]).height, hashlib.sha256(data).hexdigest()


def read_keys(path: UPath | Path) -> tuple[dict[str, str], str]:
    """The keys of the table at `path`, empty where its manifest does not fit, and the digest of the file."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return _fitting_keys(path, digest) or {}, digest


def _fitting_keys(path: UPath | Path, digest: str) -> dict[str, str] | None:
    try:
        manifest: dict[str, Any] = json.loads(manifest_path(path).read_bytes())
        keys = {str(name): str(key) for name, key in manifest["keys"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return keys if manifest.get("sha256") == digest else None


def manifest_path(path: UPath | Path) -> UPath | Path:
    """Where the manifest of the table at `path` lies."""
    return path.with_name(path.name.removesuffix(".parquet") + MANIFEST)


def write_bytes(path: UPath | Path, data: bytes) -> None:
    """Write a file whole or not at all.

    On a local disk: temporary name, flush to disk, rename. Elsewhere one put, because a stream that fails
    half way leaves a cut object in S3.
    """
    if not is_local(path):
        path.write_bytes(data)
        return
    target = Path(str(path))
    partial = Path(f"{path}{PARTIAL}")
    try:
        with partial.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(target)
    except OSError as error:
        # A full disk does not say by itself which file it was too small for.
        what = f"cannot be written ({error.strerror}); make room or mend the permissions, then run again"
        raise OSError(error.errno, what, str(target)) from error
    finally:
        partial.unlink(missing_ok=True)


def is_local(path: UPath | Path) -> bool:
    """Whether a path lies on a file system of this machine."""
    return isinstance(path, Path) or getattr(path, "protocol", "") in ("", "file", "local")
