"""The sensor on the seeds folder: one run for each new state of the corpus."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.runs import report_dead_runs
from orchestration.watch import Memory, look

INTERVAL_SECONDS = 30


def seeds_sensor(job: Any, seeds: Path) -> dg.SensorDefinition:
    """A sensor that runs from the start; its cursor says which state of the folder was last asked for."""

    @dg.sensor(
        name="seeds_sensor",
        job=job,
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description=f"Runs the whole graph when a file in {seeds} is new, changed or gone, and at rest.",
    )
    def watch(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        # A killed `nianjian run` stays "started" and would hold the queue of one for ever.
        report_dead_runs(context.instance)
        found = look(seeds, Memory.from_cursor(context.cursor), time.time())
        cursor = found.memory.to_cursor()
        if not found.request:
            return dg.SensorResult(skip_reason=found.reason, cursor=cursor)
        tags = {"nianjian/corpus": found.memory.content[:16]}
        return dg.SensorResult(run_requests=[dg.RunRequest(run_key=found.run_key, tags=tags)], cursor=cursor)

    return watch
