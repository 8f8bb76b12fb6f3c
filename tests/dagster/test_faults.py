"""Runs that die in the middle: the next one ends where a clean one would, and leaves no scraps."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from nianjian.contract import TABLES
from tests.dagster.conftest import FOLLOWER, Project, clean_files

ROOT = Path(__file__).parents[2]
GRAPH = """
import sys
import dagster as dg
from pathlib import Path
from orchestration.definitions import build_defs

job = build_defs(Path(sys.argv[1]), Path(sys.argv[2])).resolve_job_def("everything")
with dg.DagsterInstance.ephemeral() as instance:
    config = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    result = job.execute_in_process(instance=instance, raise_on_error=False, run_config=config)
    from orchestration.execute import failures
    print(*(line.plain for line in failures(result)), sep="\\n")
    sys.exit(0 if result.success else 3)
"""
# Dies at the rename with this number, after it (odd) or before it (even).
KILLED = """
import os, pathlib, signal
rename = pathlib.Path.replace
count = 0
def counted(self, target):
    global count
    count += 1
    if count == NUMBER and NUMBER % 2:
        rename(self, target)
    if count == NUMBER:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
pathlib.Path.replace = counted
"""
# No file may grow beyond this: what a full disk does, at a byte of our choice.
FULL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (NUMBER, NUMBER))
"""
# The clock jumps a day back in the middle of the run.
CLOCK = """
import time
clock, started = time.time, time.time()
time.time = lambda: clock() - (86400 if clock() - started > NUMBER else 0)
"""
# Writes on and on, five times in a thousandth of a second.
WRITER = """
import sys, time
with open(sys.argv[1], "ab", buffering=0) as stream:
    while True:
        stream.write(b"\\n")
        time.sleep(0.0002)
"""


def run(project: Project, prelude: str = "", number: int = 0) -> subprocess.Popen[str]:
    code = prelude.replace("NUMBER", str(number)) + GRAPH
    return subprocess.Popen(
        [sys.executable, "-c", code, str(project.seeds), str(project.data)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def converges(project: Project) -> None:
    """The next run succeeds, and nothing shows that another one died."""
    assert project.run().success
    assert project.files() == clean_files(project.seeds)
    nothing_left(project)


def nothing_left(project: Project) -> None:
    """Tables, manifests and what is published from them are all that lies in the data folder."""
    left = {str(path.relative_to(project.data)) for path in project.data.rglob("*") if path.is_file()}
    assert [name for name in left if name.endswith((".partial", ".tmp", ".wal"))] == []
    between = {"intermediate/refused_seeds"}
    parts = {f"tables/{name}" for name in project.files()}
    for name in between:
        listed = json.loads((project.data / f"tables/{name}.manifest.json").read_bytes())["parts"]
        parts |= {f"tables/{name}.parquet/part-{number:03d}.parquet" for number in range(len(listed))}
    manifests = {f"tables/{name}.manifest.json" for name in {*TABLES, *between}}
    others = {name for name in left if not name.startswith(("exports/", "pictures/"))}
    assert others == {".lock", "nianjian.duckdb"} | parts | manifests


# 20 files of tables and manifests are renamed in the order of the stages, then exports and the warehouse.
@pytest.mark.parametrize("number", [2, 7, 21])
def test_a_run_killed_at_a_rename_is_made_good_by_the_next(built: Project, number: int) -> None:
    (built.seeds / "jiading-2021.txt").write_text(FOLLOWER.replace("2790", "2791"), encoding="utf-8")
    with run(built, KILLED, number) as process:
        process.wait(timeout=120)
    assert process.returncode == -signal.SIGKILL
    converges(built)


@pytest.mark.parametrize("size", [1000, 20_000])
def test_a_full_disk_is_named_and_made_good_by_the_next_run(project: Project, size: int) -> None:
    with run(project, FULL, size) as process:
        said, _ = process.communicate(timeout=120)
    assert process.returncode == 3
    assert str(project.data) in said, said
    converges(project)


def test_two_processes_at_once_both_succeed(project: Project) -> None:
    with run(project) as first, run(project) as second:
        assert [first.wait(timeout=240), second.wait(timeout=240)] == [0, 0]
    converges(project)


def test_a_clock_that_jumps_back_during_a_run_changes_nothing(project: Project) -> None:
    os.utime(project.seeds / "jiading-2021.txt", (4e9, 4e9))
    with run(project, CLOCK, 2) as process:
        said, _ = process.communicate(timeout=240)
    assert process.returncode == 0, said
    assert project.files() == clean_files(project.seeds)
    (project.seeds / "jiading-2022.txt").write_text(FOLLOWER.replace("2790", "2791"), encoding="utf-8")
    os.utime(project.seeds / "jiading-2022.txt", (1, 1))
    converges(project)


def test_a_seed_that_changes_while_it_is_read_is_named_and_read_when_it_rests(built: Project) -> None:
    """Somebody writes a long file all the time that the run lasts; the other reports go through."""
    growing = built.seeds / "growing.txt"
    growing.write_text("全年新增就业3万人。\n" * 400_000, encoding="utf-8")
    with subprocess.Popen([sys.executable, "-c", WRITER, str(growing)]) as writer:
        result = built.run()
        writer.kill()
    assert result.success
    assert built.table("documents")["source_path"].to_list() == ["jiading-2021.txt", "jiading-2022.txt"]
    (refused,) = built.table("quarantine").iter_rows(named=True)
    assert refused["reason"] == "changed_while_read"
    assert "growing.txt" in refused["detail"]
    assert "run again" in refused["detail"]
    growing.write_text(FOLLOWER.replace("2790", "2799"), encoding="utf-8")
    converges(built)
    assert built.table("documents").height == 3
