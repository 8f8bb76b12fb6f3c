"""A table in parts: the rows of a name (a seed, a document, a region) lie together, spread by its hash.

One new report then touches one part of each table, whatever lies beside it. How many parts there are and
what is in each follows from the names alone, so the parts of an increment are those of a clean run.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from assets.registry import NAMED_BY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from upath import UPath

    from nianjian.contract import Table

NAMES_PER_PART = 64
PART = "__part"


@dataclass(frozen=True)
class Part:
    """The rows of some names: in `made` as a frame that is still to be written, or in the file `path`.

    `sha256`, `rows` and `bytes` are those of the Parquet file.
    """

    path: UPath | Path | None = None
    made: pl.DataFrame | None = None
    known: tuple[str, int, int] | None = field(default=None, compare=False)

    @cached_property
    def data(self) -> bytes:
        """The Parquet file."""
        if self.made is None:
            return self._file().read_bytes()
        buffer = io.BytesIO()
        self.made.write_parquet(buffer, compression="zstd", statistics=True)
        return buffer.getvalue()

    @cached_property
    def sha256(self) -> str:
        """Digest of the Parquet file."""
        return self.known[0] if self.known else hashlib.sha256(self.data).hexdigest()

    @cached_property
    def rows(self) -> int:
        """Count of rows."""
        if self.known:
            return self.known[1]
        return self.made.height if self.made is not None else self.read([]).height

    @cached_property
    def bytes(self) -> int:
        """Size of the Parquet file."""
        return self.known[2] if self.known else len(self.data)

    def read(self, columns: Sequence[str] | None = None, most: int | None = None) -> pl.DataFrame:
        """Some columns, or all, of the first rows, or all.

        Raises ValueError with the remedy where the file is no whole Parquet file.
        """
        if self.made is not None:
            frame = self.made if columns is None else self.made.select(columns)
            return frame if most is None else frame.head(most)
        path = self._file()
        try:
            source = str(path) if is_local(path) else io.BytesIO(path.read_bytes())
            return pl.read_parquet(source, columns=_listed(columns), n_rows=most)
        except pl.exceptions.PolarsError as error:
            raise ValueError(
                f"{path}: no whole Parquet file ({error}); materialize the asset of this table again"
            ) from error

    def _file(self) -> UPath | Path:
        if self.path is None:
            raise ValueError("a part without rows and without a file")
        return self.path


@dataclass(frozen=True)
class StoredTable:
    """A table of the contract in parts; `keys` says for each name what its rows were made from.

    `judged_by` is the version of the rules that the rows of all parts were held against.
    """

    table: Table
    keys: Mapping[str, str]
    parts: tuple[Part, ...]
    judged_by: str = ""

    @classmethod
    def whole(cls, table: Table, frame: pl.DataFrame, keys: Mapping[str, str]) -> StoredTable:
        """All rows of a table, dealt to its parts; rows of a name that is not in `keys` too."""
        dealt = _deal(table, frame, part_count(len(keys)))
        return cls(table, keys, tuple(Part(made=part) for part in dealt))

    @cached_property
    def sha256(self) -> str:
        """Digest of all parts: the data version that Dagster shows."""
        return hashlib.sha256("\n".join(part.sha256 for part in self.parts).encode()).hexdigest()

    @cached_property
    def rows(self) -> int:
        """Count of rows."""
        return sum(part.rows for part in self.parts)

    @property
    def fresh(self) -> tuple[Part, ...]:
        """The parts that are still to be written."""
        return tuple(part for part in self.parts if part.made is not None)

    def key_of(self, name: str) -> str:
        """What the rows of a name were made from.

        Where the manifest does not say, the digest of the table stands in: then any change of the table
        counts as a change of all its rows.
        """
        return self.keys.get(name) or self.sha256

    def frame(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The whole table, or some columns of it, in the order of the table."""
        return self._ordered(self.parts, columns)

    def fresh_frame(self) -> pl.DataFrame:
        """The rows of the parts that are still to be written, in the order of the table."""
        return self._ordered(self.fresh, None)

    def head(self, columns: Sequence[str], most: int) -> pl.DataFrame:
        """The first rows of the table: first it is asked whose they are, in all parts at once."""
        order = dict.fromkeys((*self.table.order, *NAMED_BY[self.table.name]))
        names = self.frame(list(order)).head(most).select(row_name(self.table)).to_series()
        wanted = list(dict.fromkeys((*columns, *order)))
        # Rows without a name cannot be asked for.
        found = self.frame(wanted) if names.has_nulls() else self.of(names.to_list(), wanted)
        return found.head(most).select(columns)

    def of(self, names: Collection[str], columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The rows of some names, in the order of the table; reads only the parts that they lie in."""
        wanted = {part_of(name, len(self.parts)) for name in names}
        found = self._ordered([self.parts[number] for number in sorted(wanted)], columns)
        return found.filter(row_name(self.table).is_in(list(names)))

    def _ordered(self, parts: Iterable[Part], columns: Sequence[str] | None) -> pl.DataFrame:
        wanted = list(parts)
        if not wanted:
            return self.parts[0].read(columns, most=0)
        frame = pl.concat(_read_all(wanted, columns))
        sortable = columns is None or set(self.table.order) <= set(columns)
        return frame.sort(self.table.order, maintain_order=True) if sortable and len(wanted) > 1 else frame


def renew(
    table: Table,
    old: StoredTable | None,
    wanted: Mapping[str, str],
    kept: Collection[str],
    fresh: pl.DataFrame,
) -> StoredTable:
    """The rows of the kept names and the fresh rows: as if computed in one go.

    Parts in which no name is new, changed or gone stay the files that they are.
    """
    if old is None or not kept:
        return StoredTable.whole(table, fresh, wanted)
    count = part_count(len(wanted))
    if count != len(old.parts):
        return StoredTable.whole(table, pl.concat([old.of(kept), fresh]).sort(table.order), wanted)
    stay = frozenset(kept)
    names = {*wanted, *old.keys}
    touched = {part_of(name, count) for name in names - stay} | {
        number for number, part in enumerate(old.parts) if not part.known
    }
    dealt = _deal(table, fresh, count)
    parts = list(old.parts)
    for number in touched:
        staying = [name for name in stay if part_of(name, count) == number]
        rows = old.of(staying) if staying else fresh.clear()
        made = pl.concat([rows, dealt[number]]).sort(table.order, maintain_order=True)
        parts[number] = Part(made=made)
    return StoredTable(table, wanted, tuple(parts), old.judged_by)


def part_count(names: int) -> int:
    """How many parts a table of so many names has: a power of two, so that it seldom changes."""
    count = 1
    while count * NAMES_PER_PART < names:
        count *= 2
    return count


def part_of(name: str, count: int) -> int:
    """The number of the part that the rows of a name lie in."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % count


def row_name(table: Table) -> pl.Expr:
    """The name that a row belongs to; null for a row that belongs to none."""
    return pl.coalesce(NAMED_BY[table.name])


def is_local(path: UPath | Path) -> bool:
    """Whether a path lies on a file system of this machine."""
    return isinstance(path, Path) or getattr(path, "protocol", "") in ("", "file", "local")


def _read_all(parts: Sequence[Part], columns: Sequence[str] | None) -> list[pl.DataFrame]:
    """The rows of parts; files of the local disk in one go."""
    files = [str(part.path) for part in parts if part.made is None and part.path and is_local(part.path)]
    if len(files) > 1:
        try:
            together = pl.read_parquet(files, columns=_listed(columns))
        except (pl.exceptions.PolarsError, OSError):
            # One by one the broken file gets its name.
            return [part.read(columns) for part in parts]
        others = [part.read(columns) for part in parts if part.made is not None]
        return [together, *others]
    return [part.read(columns) for part in parts]


def _deal(table: Table, frame: pl.DataFrame, count: int) -> list[pl.DataFrame]:
    """The rows of a frame by part; rows without a name lie in the first."""
    if count == 1:
        return [frame]
    names = frame.select(name=row_name(table))["name"]
    numbers = {name: part_of(name, count) for name in names.unique().drop_nulls()}
    placed = frame.with_columns(
        names.replace_strict(numbers, default=0, return_dtype=pl.Int64).alias(PART)
    ).partition_by(PART, as_dict=True, include_key=False, maintain_order=True)
    return [placed.get((number,), frame.clear()) for number in range(count)]


def _listed(columns: Sequence[str] | None) -> list[str] | None:
    return None if columns is None else list(columns)
