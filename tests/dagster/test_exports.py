"""Exports and pictures as assets: made with the panel, shown in the UI, never half or incomplete."""

from __future__ import annotations

import base64
from typing import Any

import dagster as dg
import polars as pl
import pytest

from assets import exports
from assets.registry import FILE_ASSETS
from nianjian.exports import KINDS, export
from nianjian.exports.source import NEEDED, Source
from tests.dagster.conftest import Project, failed_checks, materialized

EXPORTS = [name for name in FILE_ASSETS if name.endswith("_export")]


def metadata(result: dg.ExecuteInProcessResult, asset: str) -> dict[str, Any]:
    (made,) = result.asset_materializations_for_node(f"make_{asset}")
    return {name: value.value for name, value in made.metadata.items()}


def contents(project: Project) -> dict[str, bytes]:
    folder = project.data / "exports"
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_exports_and_pictures_are_made_and_kept_while_nothing_changes(built: Project) -> None:
    result = built.run(selection=FILE_ASSETS)
    assert result.success
    assert materialized(result) == set(FILE_ASSETS)
    assert failed_checks(result) == set()
    assert {path.name for path in (built.data / "exports").iterdir()} == set(KINDS)
    assert {path.name for path in (built.data / "pictures" / "coverage").glob("*g")} == {
        "coverage.svg",
        "coverage.png",
    }
    first = contents(built)
    again = built.run(selection=FILE_ASSETS)
    assert [metadata(again, asset)["made"] for asset in FILE_ASSETS] == [False] * len(FILE_ASSETS)
    assert contents(built) == first


def test_the_ui_shows_the_picture_within_the_metadata(built: Project) -> None:
    shown = metadata(built.run(selection=["coverage_picture"]), "coverage_picture")["picture"]
    kind, _, data = shown.removeprefix("![picture](").removesuffix(")").partition(",")
    assert kind == "data:image/svg+xml;base64"
    svg = base64.b64decode(data)
    assert svg == (built.data / "pictures" / "coverage" / "coverage.svg").read_bytes()
    assert "嘉定区" in svg.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_of_a_thousand_sources_is_read_back(kind: str, built: Project) -> None:
    """Joined, its lists are longer than what the csv module takes for one field."""
    frames = {name: built.table(name) for name in NEEDED}
    many = [f"{number:016x}" for number in range(10_000)]
    listed = pl.Series("findings", [many] * frames[exports.PANEL].height)
    frames[exports.PANEL] = frames[exports.PANEL].with_columns(listed)
    assert exports.cells_in(kind, export(kind, Source.of(frames))) == frames[exports.PANEL].height


def test_an_export_that_was_touched_is_made_again(built: Project) -> None:
    built.run(selection=["parquet_export"])
    good = contents(built)
    path = built.data / "exports" / "parquet" / "panel.parquet"
    path.write_bytes(path.read_bytes()[:100])
    (path.parent / "left-over.parquet").write_bytes(b"of another version")
    assert metadata(built.run(selection=["parquet_export"]), "parquet_export")["made"]
    assert contents(built) == good


def test_a_change_of_the_panel_reaches_the_exports(built: Project) -> None:
    built.run(selection=["parquet_export"])
    (built.seeds / "jiading-2022.txt").unlink()
    assert built.run().success
    assert built.run(selection=["parquet_export"]).success
    panel = pl.read_parquet(built.data / "exports" / "parquet" / "panel.parquet")
    assert panel.equals(built.table("district_year_summaries"))


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_that_lost_a_cell_never_replaces_the_last_good_one(
    built: Project, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault is put in where the export is made: it gets a panel that is one cell short."""
    asset = f"{kind}_export"
    built.run(selection=[asset])
    good = contents(built)
    make = exports.export
    monkeypatch.setattr(
        exports,
        "export",
        lambda kind, source: make(
            kind, exports.Source(source.cells[1:], source.documents, source.facts, source.sections)
        ),
    )
    result = built.run(selection=[asset], tags={"nianjian/full": "true"})
    assert failed_checks(result) == {(asset, "complete")}
    assert not materialized(result)
    assert contents(built) == good
