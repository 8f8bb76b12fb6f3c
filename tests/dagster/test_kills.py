"""kill -9 at random moments of a run, and of the daemon; then everything is as if nothing had happened.

By default a handful of moments; NIANJIAN_LONG_TESTS=1 takes fifty, and starts a real daemon.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg
import pytest

from tests.dagster.conftest import FOLLOWER, REPORT, Project, clean_files
from tests.dagster.test_faults import ROOT, nothing_left

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = os.environ.get("NIANJIAN_LONG_TESTS") == "1"
KILLS = 50 if LONG else 5
SEED = 8
DAEMON_SECONDS = 400
# Loads everything once and forks for each run: none costs the seconds of an import. Polars has started no
# thread before the fork. Answers each line with the child's pid, and with how the child ended.
FORKING = """
import os, sys
import dagster as dg
from pathlib import Path
from assets.registry import FILE_ASSETS
from orchestration.definitions import build_defs
from orchestration.execute import failures

definitions = build_defs(Path(sys.argv[1]), Path(sys.argv[2]))
job = definitions.resolve_job_def("everything")
# All but exports and pictures, which take seconds.
made = definitions.resolve_asset_graph().materializable_asset_keys
selection = sorted(key for key in made if key.to_user_string() not in FILE_ASSETS)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        config = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        with dg.DagsterInstance.ephemeral() as instance:
            result = job.execute_in_process(
                instance=instance, asset_selection=selection, raise_on_error=False, run_config=config
            )
            print(*(line.plain for line in failures(result)), sep="\\n", file=sys.stderr)
        os._exit(0 if result.success else 3)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Runner:
    """Runs of the graph over a project, each in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def __call__(self, kill_after: float | None = None) -> int:
        """Run, perhaps kill after so many seconds; the exit code, negative for a signal."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        pid = int(self.process.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return int(self.process.stdout.readline())


@pytest.fixture
def runner(built: Project) -> Iterator[Runner]:
    with subprocess.Popen(
        [sys.executable, "-c", FORKING, str(built.seeds), str(built.data)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        yield Runner(process)
        assert process.stdin is not None
        process.stdin.close()


def test_kills_at_random_moments_are_each_made_good_by_the_next_run(built: Project, runner: Runner) -> None:
    chance = random.Random(SEED)
    (built.seeds / "jiading-2021.txt").write_text(FOLLOWER.replace("2790", "2799"), encoding="utf-8")
    started = time.monotonic()
    assert runner() == 0
    lasts = time.monotonic() - started
    ended: Counter[int] = Counter()
    for turn in range(3 * KILLS):
        if ended[-signal.SIGKILL] == KILLS:
            break
        # Something to do each time: a report changed, one more, or one fewer.
        (built.seeds / "jiading-2021.txt").write_text(
            FOLLOWER.replace("2790", str(2000 + turn)), encoding="utf-8"
        )
        more = built.seeds / f"more-{turn // 2}.txt"
        if turn % 2:
            more.unlink()
        else:
            more.write_text(REPORT.replace("2600.5", f"{1000 + turn}.5"), encoding="utf-8")
        ended[runner(kill_after=chance.uniform(0, lasts))] += 1
        started = time.monotonic()
        assert runner() == 0, f"kill {turn}"
        # How long a run takes changes with what else the machine does.
        lasts = time.monotonic() - started
        assert built.files() == clean_files(built.seeds), f"kill {turn}"
        nothing_left(built)
    # A run that was over before its moment came was not killed, and does not count.
    assert set(ended) <= {-signal.SIGKILL, 0}
    assert ended[-signal.SIGKILL] == KILLS, ended


@pytest.mark.skipif(not LONG, reason="starts a daemon twice, two minutes: NIANJIAN_LONG_TESTS=1")
def test_files_dropped_while_the_daemon_was_dead_are_all_found(built: Project, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "dagster.yaml").write_text(
        "telemetry: {enabled: false}\nconcurrency: {runs: {max_concurrent_runs: 1}}\n", encoding="utf-8"
    )
    age(built.seeds)
    with dg.DagsterInstance.from_config(str(home)) as instance:
        with daemon(home, built):
            wait_for(instance, 1)
        # Killed with all it started. Now files come.
        for number in range(200):
            text = REPORT.replace("2600.5", f"{3000 + number}.5")
            (built.seeds / f"dropped-{number:03d}.txt").write_text(text, encoding="utf-8")
        age(built.seeds)
        with daemon(home, built):
            wait_for(instance, 2)
            time.sleep(40)
            assert len(instance.get_runs()) == 2, "one run for all of them, and none after it"
    assert built.files() == clean_files(built.seeds)
    assert built.table("documents").height == 202
    nothing_left(built)


class daemon:  # noqa: N801 (reads as a word of the test)
    """Dagster's daemon over a project: killed with all that it started when the block ends."""

    def __init__(self, home: Path, project: Project) -> None:
        self.environment = os.environ | {
            "DAGSTER_HOME": str(home),
            "NIANJIAN_SEEDS": str(project.seeds),
            "NIANJIAN_DATA": str(project.data),
        }

    def __enter__(self) -> None:
        command = [Path(sys.executable).with_name("dagster-daemon"), "run", "-m", "orchestration.definitions"]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __exit__(self, *_: object) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)


def wait_for(instance: dg.DagsterInstance, runs: int) -> None:
    """Wait until so many runs have ended, all well."""
    until = time.monotonic() + DAEMON_SECONDS
    while True:
        states = [run.status for run in instance.get_runs()]
        if states.count(dg.DagsterRunStatus.SUCCESS) >= runs:
            return
        assert dg.DagsterRunStatus.FAILURE not in states
        assert time.monotonic() < until, states
        time.sleep(1)


def age(folder: Path) -> None:
    """Let all files look as if they had rested for an hour."""
    for path in folder.iterdir():
        os.utime(path, (time.time() - 3600,) * 2)
