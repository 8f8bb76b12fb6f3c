"""`nianjian run`: the whole graph in this process, with progress by asset."""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg
from dagster import DagsterEventType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from assets.registry import FILE_ASSETS, TABLE_ASSETS
from assets.workspace import FULL_TAG
from nianjian.cli.console import CommandError, err, out
from orchestration.definitions import JOB, build_defs
from orchestration.report import summary
from orchestration.root import project_root
from orchestration.runs import own_tags, report_dead_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dagster import DagsterEvent, EventLogEntry, ExecuteInProcessResult

FAILED = 3
INTERRUPTED = 130
WARNING = 30


def execute(seeds: Path, data: Path, *, full: bool = False) -> int:
    """Materialize everything; prints progress, failures, the panel. Returns the exit code."""
    console = err()
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{data}: {error.strerror}", "give --data a folder that you may write") from error
    definitions = build_defs(seeds, data)
    with _instance() as instance:
        for run_id in report_dead_runs(instance):
            console.print(f"run {run_id[:8]} of a process that is gone is now reported as failed")
        with _progress(console) as progress:
            result = _run(definitions, instance, Listener(progress), full=full)
    if not result.success:
        interrupted = _interrupted(result)
        for line in [Text("interrupted: run again to go on")] if interrupted else failures(result):
            console.print(line, soft_wrap=True)
        console.print(f"The last good tables stay in {data}.", soft_wrap=True)
        return INTERRUPTED if interrupted else FAILED
    for part in summary(data, out().width):
        out().print(part)
    return 0


class Listener:
    """Turns Dagster's events into lines and one bar over the assets."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task = progress.add_task("starting", total=len(TABLE_ASSETS) + 1 + len(FILE_ASSETS))
        self.started = time.monotonic()

    def __call__(self, entry: EventLogEntry) -> None:
        """Called by the Dagster instance for every event of the run."""
        event = entry.dagster_event
        if event is None:
            if self._is_ours(entry):
                self.progress.console.print(Text(entry.user_message, style="yellow"), soft_wrap=True)
        elif event.event_type is DagsterEventType.STEP_START:
            self.started = time.monotonic()
            self.progress.update(self.task, description=event.step_key)
        elif event.event_type is DagsterEventType.ASSET_MATERIALIZATION:
            self.progress.advance(self.task)
            self._materialized(event)
        elif event.event_type is DagsterEventType.ASSET_CHECK_EVALUATION:
            self._checked(event)

    def _is_ours(self, entry: EventLogEntry) -> bool:
        """Whether a log line is worth a line here; what a failed step stopped is clear without words."""
        loud = isinstance(entry.level, int) and entry.level >= WARNING
        return loud and not entry.user_message.startswith("Dependencies for step")

    def _materialized(self, event: DagsterEvent) -> None:
        made = event.step_materialization_data.materialization
        metadata = made.metadata
        rows = metadata.get("dagster/row_count")
        counts = [
            f"{metadata[name].value} {name.partition(' ')[2]}"
            for name in metadata
            if name.startswith(("seeds ", "documents ")) and metadata[name].value
        ]
        count = f"{rows.value:>8,} rows" if rows is not None else " " * 13
        took = time.monotonic() - self.started
        line = f"  {made.asset_key.to_user_string():<24}{count}{took:>8.2f} s   {', '.join(counts)}"
        self.progress.console.print(Text(line.rstrip()), soft_wrap=True)

    def _checked(self, event: DagsterEvent) -> None:
        check = event.asset_check_evaluation_data
        if check.passed:
            return
        colour = "red" if check.blocking else "yellow"
        said = f": {check.description}" if check.description else ""
        line = f"  {check.asset_key.to_user_string()}: check {check.check_name} failed{said}"
        self.progress.console.print(Text(line, style=colour), soft_wrap=True)


def failures(result: ExecuteInProcessResult) -> Iterator[Text]:
    """What failed, and why: blocking checks first, then steps, then the run itself."""
    failed = [check for check in result.get_asset_check_evaluations() if not check.passed and check.blocking]
    for check in failed:
        yield _line(
            f"{check.asset_key.to_user_string()} breaks check {check.check_name}: {check.description}"
        )
        for document in _documents(check.metadata):
            yield Text(f"  document {document}")
    for event in result.get_step_failure_events():
        data = event.step_failure_data
        if data.error is not None and data.error.cls_name == "DagsterAssetCheckFailedError":
            continue
        description = data.user_failure_data.description if data.user_failure_data else None
        yield _line(f"{event.step_key} failed: {description or reason(data.error)}")
    if not failed and not result.get_step_failure_events():
        for event in result.all_events:
            if event.event_type is DagsterEventType.RUN_FAILURE:
                yield _line(f"the run failed: {reason(event.job_failure_data.error)}")


def _interrupted(result: ExecuteInProcessResult) -> bool:
    errors = [event.step_failure_data.error for event in result.get_step_failure_events()]
    return any(error is not None and error.cls_name == "DagsterExecutionInterruptedError" for error in errors)


def _run(definitions: dg.Definitions, instance: dg.DagsterInstance, listener: Listener, *, full: bool) -> Any:
    run_id = str(uuid.uuid4())
    instance.add_event_listener(run_id, listener)
    tags = own_tags() | ({FULL_TAG: "true"} if full else {})
    # Else every event is a line on the terminal.
    config = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    return definitions.resolve_job_def(JOB).execute_in_process(
        instance=instance, run_id=run_id, tags=tags, run_config=config, raise_on_error=False
    )


def _instance() -> dg.DagsterInstance:
    """The instance that `dg dev` uses: of DAGSTER_HOME where it is set, else of the root's dagster.yaml."""
    if os.environ.get("DAGSTER_HOME"):
        return dg.DagsterInstance.get()
    root = project_root()
    # The storage paths in dagster.yaml are relative to the current directory.
    os.chdir(root)
    return dg.DagsterInstance.from_config(str(root))


def _progress(console: Any) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("assets"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )


def _documents(metadata: Any) -> list[str]:
    found = metadata.get("documents")
    return list(found.value)[:10] if found is not None and isinstance(found.value, list) else []


def reason(error: Any) -> str:
    """The message of what went wrong below the layers that Dagster wraps around it."""
    while error is not None and error.cause is not None and (error.cls_name or "").startswith("Dagster"):
        error = error.cause
    return error.message.strip() if error is not None else "unknown error"


def _line(text: str) -> Text:
    return Text.assemble(("error: ", "bold red"), text)
