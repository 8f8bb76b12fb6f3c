"""What changed between two materializations and should not: columns, and rows for the documents there are.

These checks run after the tables are written and warn. Columns and emptiness are Dagster's own checks; row
counts are compared per document, because a table may grow with its corpus and may not fall without it.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg

from assets.registry import TABLE_ASSETS

ROWS = "dagster/row_count"
CHANGED = "row_count_change"
DOCUMENTS = "raw_documents"
FACTOR = 2.0
# Below this many rows a factor says nothing.
FEW = 20
# A corpus without any row of these is a fault; the others may be empty for good reason.
NEVER_EMPTY = ("raw_documents", "cleaned_text", "section_trees", "metric_facts", "number_ledger")


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a table and documents of the corpus, now and at the materialization before."""

    rows: int
    rows_before: int
    documents: int
    documents_before: int

    def unexpected(self, own: bool) -> bool:
        """Whether rows per document more than doubled or halved; of the documents, whether half are gone."""
        expected = float(self.rows_before)
        if not own and self.documents_before:
            expected *= self.documents / self.documents_before
        if max(self.rows, expected) < FEW:
            return False
        return self.rows * FACTOR < expected or (not own and self.rows > expected * FACTOR)


def dagster_checks() -> list[dg.AssetChecksDefinition]:
    """Dagster's own checks on the metadata of materializations: columns as before, rows at all."""
    with warnings.catch_warnings():
        # Both builders are marked beta; they only read metadata that we write.
        warnings.simplefilter("ignore", dg.BetaWarning)
        return [
            *dg.build_column_schema_change_checks(assets=list(TABLE_ASSETS)),
            *dg.build_metadata_bounds_checks(assets=list(NEVER_EMPTY), metadata_key=ROWS, min_value=1),
        ]


@dg.multi_asset_check(
    name="compare_row_counts",
    can_subset=True,
    specs=[
        dg.AssetCheckSpec(
            CHANGED,
            asset=asset,
            description="Rows fell to less than half since the materialization before"
            if asset == DOCUMENTS
            else "Rows per document more than doubled or halved since the materialization before",
        )
        for asset in TABLE_ASSETS
    ],
)
def row_count_changes(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
    """Compare the row count of every table with the one of the materialization before."""
    documents = _row_counts(context.instance, DOCUMENTS)
    wanted = {key.asset_key.to_user_string() for key in context.selected_asset_check_keys}
    for asset in (name for name in TABLE_ASSETS if name in wanted):
        rows = _row_counts(context.instance, asset)
        if len(rows) < 2 or len(documents) < 2:
            yield dg.AssetCheckResult(
                passed=True, asset_key=asset, check_name=CHANGED, description="nothing to compare with yet"
            )
            continue
        counts = Counts(rows[0], rows[1], documents[0], documents[1])
        yield dg.AssetCheckResult(
            passed=not counts.unexpected(own=asset == DOCUMENTS),
            asset_key=asset,
            check_name=CHANGED,
            severity=dg.AssetCheckSeverity.WARN,
            description=f"{counts.rows:,} rows of {counts.documents:,} documents, "
            f"before {counts.rows_before:,} of {counts.documents_before:,}",
            metadata={"rows": counts.rows, "rows before": counts.rows_before},
        )


def _row_counts(instance: dg.DagsterInstance, asset: str) -> list[int]:
    """Row counts of the last two materializations of an asset, the latest first."""
    records = instance.fetch_materializations(dg.AssetKey(asset), limit=2).records
    found = (record.asset_materialization for record in records)
    counts = [made.metadata[ROWS].value for made in found if made is not None and ROWS in made.metadata]
    return [count for count in counts if isinstance(count, int)]
