"""`nianjian run` as a user meets it: in a process of its own, with a Dagster home of the test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from tests.dagster.conftest import FOLLOWER, REPORT

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A Dagster home, so that the test leaves no trace in the project's history."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "dagster.yaml").write_text("telemetry: {enabled: false}\n", encoding="utf-8")
    return home


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "jiading-2021.txt").write_text(REPORT, encoding="utf-8")
    (seeds / "jiading-2022.txt").write_text(FOLLOWER, encoding="utf-8")
    return seeds


def nianjian(home: Path, *arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from orchestration.cli import main; main()", *map(str, arguments)],
        cwd=cwd or home.parent,
        env=os.environ | {"DAGSTER_HOME": str(home), "COLUMNS": "160", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_a_run_prints_the_panel_and_where_the_warehouse_lies(home: Path, seeds: Path, tmp_path: Path) -> None:
    (seeds / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    # Relative folders count from where the user stands.
    done = nianjian(home, "run", "--seeds", "seeds", "--data", "data")
    assert done.returncode == 0, done.stderr
    for expected in ("嘉定区", "地区生产总值", "2,600.5亿元", "+3.2%", "picture.txt", "nianjian.duckdb"):
        assert expected in done.stdout
    for expected in ("raw_documents", "2 rows", "warehouse", "3 new"):
        assert expected in done.stderr
    assert "Traceback" not in done.stderr
    with duckdb.connect(str(tmp_path / "data" / "nianjian.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchall() == [(2,)]
    with dg.DagsterInstance.from_config(str(home)) as instance:
        (run,) = instance.get_runs()
    assert (run.job_name, run.status) == ("everything", dg.DagsterRunStatus.SUCCESS)
    again = nianjian(home, "run", "--seeds", seeds, "--data", tmp_path / "data")
    assert again.returncode == 0
    assert "3 unchanged" in again.stderr


@pytest.mark.parametrize("state", ["missing", "empty", "a file"])
def test_no_seeds_is_a_message_and_exit_code_2(home: Path, tmp_path: Path, state: str) -> None:
    folder = tmp_path / "nothing"
    if state == "empty":
        folder.mkdir()
    elif state == "a file":
        folder.write_text("x", encoding="utf-8")
    done = nianjian(home, "run", "--seeds", folder, "--data", tmp_path / "data")
    assert done.returncode == 2
    assert str(folder) in done.stderr.replace("\n", "")
    assert "remedy: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_data_folder_that_is_a_file_is_a_message_and_exit_code_2(
    home: Path, seeds: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("x", encoding="utf-8")
    done = nianjian(home, "run", "--seeds", seeds, "--data", tmp_path / "data")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


SPOILED = """
import assets.metric_facts as stage
from dataclasses import replace
judge = stage.judge
def unseen(*given):
    judged = judge(*given)
    return replace(judged, accepted=tuple(replace(fact, unit="亿元") for fact in judged.accepted))
stage.judge = unseen
from orchestration.cli import main
main()
"""


def test_a_failing_check_is_named_with_its_documents_and_exit_code_3(
    home: Path, seeds: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPOILED, "run", "--seeds", str(seeds), "--data", str(tmp_path / "data")],
        cwd=tmp_path,
        env=os.environ | {"DAGSTER_HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 3
    assert "metric_facts breaks check schema: money_in_base_unit" in done.stderr
    assert "document " in done.stderr
    assert "last good tables stay" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data" / "nianjian.duckdb").exists()


def test_ctrl_c_ends_the_run_and_says_so(home: Path, seeds: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from orchestration.cli import main; main()", "run"]
    with subprocess.Popen(
        [*command, "--seeds", str(seeds), "--data", str(tmp_path / "data")],
        env=os.environ | {"DAGSTER_HOME": str(home), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Tests may run under a shell that told its children to ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stderr is not None
        while "raw_documents" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "interrupted: run again" in said
    assert "Traceback" not in said


def test_help_teaches_and_the_engine_s_commands_load_no_dagster(home: Path) -> None:
    done = nianjian(home, "run", "--help")
    assert done.returncode == 0
    assert "--seeds" in done.stdout
    code = "import sys, orchestration.cli; print([m for m in ('dagster', 'polars') if m in sys.modules])"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"
