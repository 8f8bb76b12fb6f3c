"""Two small reports in a folder of their own, and the whole graph over them on a temporary instance."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg
import polars as pl
import pytest

from assets.parts import StoredTable
from assets.registry import FILE_ASSETS, NAMED_BY
from assets.storage import part_name, read_table
from nianjian.contract import TABLES
from nianjian.corpus import load, seed_files
from nianjian.pipeline import extract
from orchestration.definitions import JOB, build_defs
from orchestration.execute import failures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dagster import ExecuteInProcessResult

REPORT = """嘉定区2021年政府工作报告
——2021年1月12日在区六届人大八次会议上
区长 某某

各位代表：
一、2020年工作回顾
全年地区生产总值2600.5亿元，同比增长3.2%。一般公共预算收入280.6亿元，下降1.5%。
二、2021年工作安排
地区生产总值增长6%左右，新增就业岗位2万个以上。
"""
FOLLOWER = """嘉定区2022年政府工作报告
——2022年1月11日在区七届人大一次会议上
区长 某某

各位代表：
一、2021年工作回顾
全年地区生产总值2790亿元，同比增长7.1%。一般公共预算收入300.2亿元，增长7.0%。
二、2022年工作安排
地区生产总值增长5.5%左右。
"""


@dataclass
class Project:
    """A folder of seeds and a data folder of a test, and the graph over them."""

    seeds: Path
    data: Path
    instance: dg.DagsterInstance

    def run(
        self, *, selection: Any = None, tags: dict[str, str] | None = None, **overrides: Any
    ) -> ExecuteInProcessResult:
        """The selected assets, else all but exports and pictures, which take seconds."""
        definitions = build_defs(self.seeds, self.data, **overrides)
        if selection is None:
            made = definitions.resolve_asset_graph().materializable_asset_keys
            selection = {key.to_user_string() for key in made} - set(FILE_ASSETS)
        return definitions.resolve_job_def(JOB).execute_in_process(
            instance=self.instance,
            asset_selection=[dg.AssetKey(name) for name in sorted(selection)],
            raise_on_error=False,
            tags=tags,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )

    def table(self, name: str) -> pl.DataFrame:
        return read_table(self.data / "tables" / f"{name}.parquet")

    def files(self) -> dict[str, bytes]:
        """The parts of the tables, byte for byte."""
        folder = self.data / "tables"
        return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.glob("*.parquet/*"))}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two reports that were never read."""
    seeds = tmp_path / "seeds"
    write_seeds(seeds)
    with dg.DagsterInstance.ephemeral() as instance:
        yield Project(seeds, tmp_path / "data", instance)


@pytest.fixture(scope="session")
def good_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder after one good run over the two reports."""
    folder = tmp_path_factory.mktemp("good")
    write_seeds(folder / "seeds")
    with dg.DagsterInstance.ephemeral() as instance:
        result = Project(folder / "seeds", folder / "data", instance).run()
    assert result.success, [line.plain for line in failures(result)]
    return folder / "data"


@pytest.fixture
def built(project: Project, good_data: Path) -> Project:
    """The project after one good run."""
    shutil.copytree(good_data, project.data)
    return project


def write_seeds(folder: Path) -> None:
    folder.mkdir()
    (folder / "jiading-2021.txt").write_text(REPORT, encoding="utf-8")
    (folder / "jiading-2022.txt").write_text(FOLLOWER, encoding="utf-8")


def clean_files(seeds: Path) -> dict[str, bytes]:
    """The parts of the tables that the engine alone makes of a folder of seeds, byte for byte."""
    frames = extract(load(seeds)).frames()
    sources = [source for source, _ in seed_files(seeds)]
    documents = frames["documents"]["document_id"].to_list()
    regions = frames["documents"].select(pl.coalesce("region_code", "document_id")).to_series().to_list()
    refused = frames["quarantine"].filter(pl.col("document_id").is_null())["source_path"].to_list()
    named = {
        ("source_path",): sources,
        ("document_id",): documents,
        ("document_id", "source_path"): [*documents, *refused],
    }
    found = {}
    for name, frame in sorted(frames.items()):
        names = named.get(NAMED_BY[name], regions)
        stored = StoredTable.whole(TABLES[name], frame, dict.fromkeys(names, ""))
        for number, part in enumerate(stored.parts):
            found[f"{name}.parquet/{part_name(number)}"] = part.data
    return found


def failed_checks(result: ExecuteInProcessResult) -> set[tuple[str, str]]:
    """(asset, check) of every check that did not pass."""
    return {
        (check.asset_key.to_user_string(), check.check_name)
        for check in result.get_asset_check_evaluations()
        if not check.passed
    }


def materialized(result: ExecuteInProcessResult) -> set[str]:
    """Names of the assets that a run wrote."""
    return {
        event.asset_key.to_user_string()
        for event in result.get_asset_materialization_events()
        if event.asset_key is not None
    }
