"""Dagster's own storage in a real PostgreSQL, by the settings that the deployment uses."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg
import pytest

from assets.raw_documents import SEEDS
from orchestration.definitions import defs
from tests.dagster.conftest import write_seeds

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("dagster_postgres", reason="no dagster-postgres: uv sync --group services")
ROOT = Path(__file__).parents[2]
UP_SECONDS = 60
ASSETS = [spec for spec in defs.resolve_all_asset_specs() if spec.key != SEEDS.key]


def binaries() -> Path:
    """Where Debian, or the PATH, has PostgreSQL."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        pytest.skip("no PostgreSQL: apt-get install postgresql")
    return found[-1].parent if found else Path(str(on_path)).parent


def somebody() -> dict[str, Any]:
    """Whom to run the server as: it refuses to be root's."""
    if os.getuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A PostgreSQL of the test, named by the environment variables of deploy/dagster.yaml."""
    bin_folder, who = binaries(), somebody()
    with tempfile.TemporaryDirectory(prefix="nianjian-pg-") as name:
        folder = Path(name)
        if who:
            os.chown(folder, who["user"], who["group"])
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        initdb = [bin_folder / "initdb", "-D", folder / "db", "-U", "dagster", "-A", "trust", "-E", "UTF8"]
        subprocess.run([*initdb, "--no-sync"], check=True, capture_output=True, cwd=folder, **who)
        settings = ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-k", str(folder), "-p", port]
        server = subprocess.Popen(
            [bin_folder / "postgres", "-D", folder / "db", *settings],
            stderr=subprocess.DEVNULL,
            cwd=folder,
            **who,
        )
        try:
            ready = [bin_folder / "pg_isready", "-h", "127.0.0.1", "-p", port, "-q"]
            until = time.monotonic() + UP_SECONDS
            while subprocess.run(ready, check=False).returncode != 0:
                assert server.poll() is None, "PostgreSQL ended"
                assert time.monotonic() < until, "PostgreSQL did not come up"
                time.sleep(0.1)
            for key, value in (
                ("HOST", "127.0.0.1"),
                ("PORT", port),
                ("USER", "dagster"),
                ("PASSWORD", "none"),
                ("DB", "postgres"),
            ):
                monkeypatch.setenv(f"DAGSTER_PG_{key}", value)
            yield
        finally:
            server.terminate()
            server.wait(30)


def test_a_run_stands_in_the_history_of_a_postgresql(database: None, tmp_path: Path) -> None:
    """`nianjian run` under the DAGSTER_HOME of the deployment; then the history as the UI reads it."""
    import psycopg2

    home = tmp_path / "home"
    home.mkdir()
    (home / "dagster.yaml").write_bytes((ROOT / "deploy" / "dagster.yaml").read_bytes())
    write_seeds(tmp_path / "seeds")
    command = ["-c", "from orchestration.cli import main; main()", "run"]
    done = subprocess.run(
        [sys.executable, *command, "--seeds", str(tmp_path / "seeds"), "--data", str(tmp_path / "data")],
        cwd=ROOT,
        env=os.environ | {"DAGSTER_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with dg.DagsterInstance.from_config(str(home)) as instance:
        (run,) = instance.get_runs()
        assert run.status is dg.DagsterRunStatus.SUCCESS
        event = instance.get_latest_materialization_event(dg.AssetKey("metric_facts"))
        assert event is not None
        assert event.run_id == run.run_id
    connection = psycopg2.connect(
        host="127.0.0.1", port=os.environ["DAGSTER_PG_PORT"], user="dagster", dbname="postgres"
    )
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT status, count(*) FROM runs GROUP BY status")
        assert cursor.fetchall() == [("SUCCESS", 1)]
        cursor.execute("SELECT count(DISTINCT asset_key) FROM event_logs WHERE asset_key IS NOT NULL")
        assert cursor.fetchone() == (len(ASSETS),)
    connection.close()
    assert not list(home.glob("**/*.db"))
