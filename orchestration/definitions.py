"""Everything that Dagster serves: assets, checks, job, sensor, schedule and resources.

What belongs here: wiring. What a stage does stands in assets/, what a rule says in nianjian/.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dagster as dg
from dagster_duckdb import DuckDBResource

from assets.anomalies import dagster_checks, row_count_changes
from assets.cleaned_text import repair_text
from assets.consistency import check_consistency
from assets.district_year_summaries import fill_panel
from assets.exports import EXPORTS, PICTURES
from assets.metric_facts import bind_figures
from assets.publication import publish_warehouse, warehouse_serves
from assets.raw_documents import SEEDS, read_seeds
from assets.section_trees import outline_sections
from assets.workspace import FULL_TAG, Workspace
from orchestration.code_references import with_code_references
from orchestration.io_manager import ParquetTablesFactory
from orchestration.root import Places, places
from orchestration.sensor import seeds_sensor

JOB = "everything"
NIGHTLY = "nightly_full_check"


def build_defs(
    seeds: Path | None = None,
    data: Path | None = None,
    *,
    assets: tuple[Any, ...] = (),
    resources: dict[str, Any] | None = None,
) -> dg.Definitions:
    """The definitions over a seeds and a data folder.

    `assets` are added to the project's own; `resources` replace those of the same name. Tests use both.
    """
    where = places(seeds, data)
    everything = dg.define_asset_job(
        JOB,
        selection=dg.AssetSelection.all(),
        description="Seeds in; tables, warehouse, exports and pictures out. What did not change is kept.",
        executor_def=dg.in_process_executor,
    )
    return dg.Definitions(
        assets=with_code_references(
            [
                SEEDS,
                read_seeds,
                repair_text,
                outline_sections,
                bind_figures,
                fill_panel,
                check_consistency,
                publish_warehouse,
                *EXPORTS,
                *PICTURES,
                *assets,
            ]
        ),
        asset_checks=[warehouse_serves, row_count_changes, *dagster_checks()],
        jobs=[everything],
        sensors=[seeds_sensor(everything, where.seeds)],
        schedules=[nightly(everything)],
        resources=default_resources(where) | (resources or {}),
        executor=dg.in_process_executor,
    )


def default_resources(where: Places) -> dict[str, Any]:
    """Resources by name, over the folders of a run."""
    workspace = Workspace(
        seeds=str(where.seeds), data=str(where.data), tables=where.tables, storage_options=where.options
    )
    return {
        "workspace": workspace,
        "io_manager": ParquetTablesFactory(base=where.tables, storage_options=where.options),
        "duckdb": DuckDBResource(
            database=str(workspace.warehouse), connection_config={"access_mode": "READ_ONLY"}
        ),
    }


def nightly(job: Any) -> dg.ScheduleDefinition:
    """Compute everything anew once a night, whatever the manifests say."""
    return dg.ScheduleDefinition(
        name=NIGHTLY,
        job=job,
        cron_schedule="30 3 * * *",
        execution_timezone="Asia/Shanghai",
        tags={FULL_TAG: "true"},
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Reads and computes every seed anew: finds what an increment could have missed.",
    )


defs = build_defs()
