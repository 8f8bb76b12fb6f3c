"""Runs that were killed, and two runs at once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg
import pytest

from assets.workspace import LOCK_FILE, Workspace, locked
from orchestration.runs import PROCESS_TAG, own_tags, report_dead_runs
from tests.dagster.conftest import Project, failed_checks

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


def started(instance: dg.DagsterInstance, tags: dict[str, str]) -> str:
    """A run that stands as started."""
    from dagster._core.test_utils import create_run_for_test

    return create_run_for_test(instance, status=dg.DagsterRunStatus.STARTED, tags=tags).run_id


def test_a_run_whose_process_is_gone_is_reported_failed(instance: dg.DagsterInstance) -> None:
    host = own_tags()[PROCESS_TAG].partition(" ")[0]
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    dead = started(instance, {PROCESS_TAG: f"{host} {process.pid} 1"})
    assert report_dead_runs(instance) == [dead]
    assert instance.get_run_by_id(dead).status is dg.DagsterRunStatus.FAILURE
    assert report_dead_runs(instance) == []


def test_a_number_that_went_to_another_process_is_no_sign_of_life(instance: dg.DagsterInstance) -> None:
    host, pid, _ = own_tags()[PROCESS_TAG].split(" ")
    assert report_dead_runs(instance) == []
    dead = started(instance, {PROCESS_TAG: f"{host} {pid} 12345"})
    assert report_dead_runs(instance) == [dead]


def test_living_foreign_and_remote_runs_are_left_alone(instance: dg.DagsterInstance) -> None:
    started(instance, own_tags())
    started(instance, {})
    started(instance, {PROCESS_TAG: "another-host 1 1"})
    assert report_dead_runs(instance) == []


def test_the_lock_keeps_a_second_run_waiting_and_names_the_first(tmp_path: Path) -> None:
    said: list[str] = []
    with locked(tmp_path, 1, said.append):
        with (
            pytest.raises(TimeoutError, match=rf"process {os.getpid()} has held .* run again"),
            locked(tmp_path, 0.2, said.append),
        ):
            pass
        assert said == [f"waiting for the run of process {os.getpid()}, which writes {tmp_path}"]
    with locked(tmp_path, 0, said.append):
        assert len(said) == 1


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import sys, time, pathlib\n"
        "from assets.workspace import locked\n"
        "with locked(pathlib.Path(sys.argv[1]), 1, print):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(TimeoutError), locked(tmp_path, 0, print):
            pass
        process.kill()
        process.wait()
    with locked(tmp_path, 5, print):
        pass


def test_two_runs_at_once_go_one_after_the_other(project: Project) -> None:
    spans: list[tuple[float, float]] = []

    def hold() -> None:
        with locked(project.data, 60, lambda _: None):
            begin = time.monotonic()
            time.sleep(1.0)
            spans.append((begin, time.monotonic()))

    other = threading.Thread(target=hold)
    other.start()
    while not (project.data / LOCK_FILE).exists():
        time.sleep(0.01)
    result = project.run()
    written = (project.data / "tables" / "documents.parquet").stat().st_mtime
    other.join()
    assert result.success
    assert written >= time.time() - (time.monotonic() - spans[0][1]) - 0.1


def test_a_folder_that_stays_locked_fails_the_run_with_the_remedy(project: Project) -> None:
    impatient = Workspace(
        seeds=str(project.seeds),
        data=str(project.data),
        tables=str(project.data / "tables"),
        lock_timeout=0.2,
    )
    with locked(project.data, 1, print):
        result = project.run(resources={"workspace": impatient})
    assert not result.success
    assert not (project.data / "tables").exists()


def test_scraps_of_a_killed_run_are_swept_by_the_next(built: Project) -> None:
    scraps = [
        built.data / "tables" / "documents.parquet" / "part-000.parquet.partial",
        built.data / "tables" / "sections.manifest.json.partial",
        built.data / "nianjian.duckdb.tmp",
        built.data / "nianjian.duckdb.tmp.wal",
    ]
    for path in scraps:
        path.write_bytes(b"half")
    result = built.run()
    assert result.success
    assert ("warehouse", "complete") not in failed_checks(result)
    assert not [path for path in scraps if path.exists()]
