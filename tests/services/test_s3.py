"""The tables in a store of the S3 protocol: a real server on loopback, through the real fsspec client."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import dagster as dg
import pytest

from assets.storage import manifest_path, part_name, read_table
from nianjian.contract import TABLES
from tests.dagster.conftest import FOLLOWER, Project, clean_files, write_seeds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from upath import UPath

# Tables between two stages lie apart from the published ones.
STAGED = "intermediate/"

pytest.importorskip("s3fs", reason="no s3fs: uv sync --group services")
server = pytest.importorskip("moto.server", reason="no moto: uv sync --group services")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[UPath]:
    """An empty bucket's folder for tables, set by the environment as an operator sets it."""
    from upath import UPath

    moto = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    options = {"key": "k", "secret": "s", "endpoint_url": f"http://{host}:{port}"}
    folder = UPath("s3://reports/tables", **options)
    # Servers of one process share what they hold: an earlier test's bucket may still be there.
    if folder.fs.exists("reports"):
        folder.fs.rm("reports", recursive=True)
    folder.fs.mkdir("reports")
    monkeypatch.setenv("NIANJIAN_TABLES", "s3://reports/tables")
    monkeypatch.setenv("NIANJIAN_STORAGE_OPTIONS", json.dumps(options))
    monkeypatch.setenv("NIANJIAN_DATA", str(tmp_path / "data"))
    yield folder
    moto.stop()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    write_seeds(tmp_path / "seeds")
    with dg.DagsterInstance.ephemeral() as instance:
        # Without a data folder of its own: the environment decides.
        yield Project(tmp_path / "seeds", None, instance)  # type: ignore[arg-type]


def objects(store: UPath) -> dict[str, bytes]:
    """All objects of the store by their path below the folder of tables."""
    store.fs.invalidate_cache()
    root = f"{store.path.rstrip('/')}/"
    return {str(p).removeprefix(root): store.fs.cat_file(p) for p in store.fs.find(root)}


def parts(store: UPath) -> dict[str, bytes]:
    """The parts of the published tables."""
    found = objects(store).items()
    return {name: data for name, data in found if name.endswith(".parquet") and not name.startswith(STAGED)}


def test_increments_in_a_bucket_are_those_of_a_clean_run(store: UPath, project: Project) -> None:
    assert project.run().success
    assert parts(store) == clean_files(project.seeds)
    others = {name for name in set(objects(store)) - set(parts(store)) if not name.startswith(STAGED)}
    assert others == {f"{name}.manifest.json" for name in TABLES}
    (project.seeds / "jiading-2022.txt").unlink()
    (project.seeds / "third.txt").write_text(FOLLOWER.replace("2790", "2795"), encoding="utf-8")
    result = project.run()
    assert result.success
    assert parts(store) == clean_files(project.seeds)
    (made,) = [
        event.materialization
        for event in result.get_asset_materialization_events()
        if event.asset_key == dg.AssetKey("cleaned_text")
    ]
    assert made.metadata["documents unchanged"].value == 1


def test_a_damaged_bucket_is_mended_by_the_next_run(store: UPath, project: Project) -> None:
    assert project.run().success
    facts = store / "metric_facts.parquet" / part_name(0)
    facts.write_bytes(facts.read_bytes()[:100])
    manifest_path(store / "sections.parquet").write_bytes(b"{")
    (store / "documents.parquet" / part_name(0)).unlink()
    (store / "cleaned_text.parquet" / part_name(7)).write_bytes(b"left by a run that was killed")
    assert project.run().success
    assert parts(store) == clean_files(project.seeds)


def test_a_store_that_refuses_is_named_and_loses_nothing(
    store: UPath, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.run().success
    before = objects(store)
    monkeypatch.setenv("NIANJIAN_TABLES", "s3://no-such-bucket/tables")
    result = project.run()
    assert not result.success
    assert "no-such-bucket" in str(result.get_step_failure_events()[0].step_failure_data.error)
    assert objects(store) == before
    assert read_table(store / "documents.parquet").height == 2
