"""Tables -> files for other tools: Parquet, SDMX, a data package, an Excel workbook, and pictures."""

import base64
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import version
from typing import Any
from xml.etree import ElementTree

import dagster as dg
import polars as pl

from assets import files
from assets.increments import key
from assets.metadata import records
from assets.registry import ASSET_OF_TABLE, OWNERS, PUBLICATION_GROUP
from assets.storage import open_table
from assets.versions import stage_version
from assets.workspace import Workspace
from nianjian import tables
from nianjian.exports import KINDS, export
from nianjian.exports.source import NEEDED, Source
from nianjian.model import Cell
from nianjian.pictures import NAMES, draw

COMPLETE, DRAWN = "complete", "drawn"
PANEL = "district_year_summaries"
Made = dg.AssetCheckResult | dg.MaterializeResult[None]

DESCRIPTIONS = {
    "parquet": "Panel, panel_wide, observations (all vintages, with clause), documents and indicators",
    "sdmx": "Every vintage as SDMX-CSV 2.0 with its data structure definition (SDMX-JSON 2.0)",
    "datapackage": "The panel as CSV files, every column typed and explained in datapackage.json",
    "workbook": "The panel as an Excel workbook for people: evidence as notes on the figures",
    "headlines": "The headline indicators by region and year, actuals and targets",
    "coverage": "Which indicator has a figure, a conflict or only a target, by region and period",
}
_LIBRARIES = ("altair", "polars", "vl-convert-python", "xlsxwriter")


def cells_in(kind: str, made: Mapping[str, bytes]) -> int:
    """How many cells of the panel an export holds, read back from its bytes."""
    if kind == "parquet":
        return pl.read_parquet(io.BytesIO(made["panel.parquet"])).height
    if kind == "sdmx":
        rows = pl.read_csv(io.BytesIO(made["district_year.sdmx.csv"]), infer_schema=False)
        shown = rows.filter(pl.col("IN_PANEL") == "Y")
        return shown.select("REF_AREA", "INDICATOR", "TIME_PERIOD").n_unique()
    if kind == "datapackage":
        for resource in json.loads(made["datapackage.json"])["resources"]:
            if resource["hash"] != f"sha256:{sha256(made[resource['path']]).hexdigest()}":
                return -1
        return pl.read_csv(io.BytesIO(made["panel.csv"]), infer_schema=False).height
    with zipfile.ZipFile(io.BytesIO(made["nianjian-panel.xlsx"])) as book:
        # Parsed, the sheet of 2,000 reports would take a second.
        return book.read("xl/worksheets/sheet1.xml").count(b"<row ") - 1


def export_asset(kind: str) -> dg.AssetsDefinition:
    """The asset of one kind of export; its files are judged before they are put in place."""
    name = f"{kind}_export"

    def judge(made: Mapping[str, bytes], cells: int) -> dg.AssetCheckResult:
        found = cells_in(kind, made)
        said = None if found == cells else f"{found} cells in the export for {cells} of the panel"
        return _judged(name, COMPLETE, said, {"cells": found})

    def make(frames: Mapping[str, pl.DataFrame]) -> Mapping[str, bytes]:
        return export(kind, Source.of(frames))

    check = dg.AssetCheckSpec(
        COMPLETE,
        asset=name,
        blocking=True,
        description="Before it is put in place: read back, it has every cell of the panel",
    )
    return _file_asset(name, kind, f"exports/{kind}", NEEDED, "nianjian.exports", check, make, judge)


def picture_asset(picture: str) -> dg.AssetsDefinition:
    """The asset of one picture, which its metadata show."""
    name = f"{picture}_picture"

    def judge(made: Mapping[str, bytes], cells: int) -> dg.AssetCheckResult:
        drawn = ElementTree.fromstring(made[f"{picture}.svg"])  # noqa: S314
        marks = sum(1 for element in drawn.iter() if element.tag.endswith("}path"))
        said = None if marks or not cells else "nothing is drawn for a panel that has cells"
        return _judged(name, DRAWN, said, {"paths": marks})

    def make(frames: Mapping[str, pl.DataFrame]) -> Mapping[str, bytes]:
        return draw(picture, tables.rows(frames[PANEL], Cell))

    check = dg.AssetCheckSpec(
        DRAWN,
        asset=name,
        blocking=True,
        description="Before it is put in place: the SVG parses and has marks",
    )
    where = f"pictures/{picture}"
    return _file_asset(name, picture, where, (PANEL,), "nianjian.pictures", check, make, judge)


def _judged(asset: str, check: str, wrong: str | None, metadata: dict[str, Any]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=wrong is None, asset_key=asset, check_name=check, metadata=metadata, description=wrong
    )


def _file_asset(
    name: str,
    what: str,
    folder: str,
    needed: tuple[str, ...],
    stage: str,
    check: dg.AssetCheckSpec,
    make: Callable[[Mapping[str, pl.DataFrame]], Mapping[str, bytes]],
    judge: Callable[[Mapping[str, bytes], int], dg.AssetCheckResult],
) -> dg.AssetsDefinition:
    """An asset that is a set of files in `folder` of the data, made from the tables `needed`.

    Files that were made from the same tables by the same code stay.
    """
    made_by = key(stage_version(stage), *(f"{library} {version(library)}" for library in _LIBRARIES))

    @dg.multi_asset(
        name=f"make_{name}",
        specs=[
            dg.AssetSpec(
                name,
                deps=[ASSET_OF_TABLE[table] for table in needed],
                description=f"{DESCRIPTIONS[what]}. Files in `data/{folder}`.",
                group_name=PUBLICATION_GROUP,
                kinds={"python", "file"},
                owners=list(OWNERS),
                tags={"stage": "publication"},
                code_version=made_by,
                skippable=True,
            )
        ],
        check_specs=[check],
    )
    def publish(workspace: Workspace) -> Iterator[Made]:
        target = workspace.data_folder / folder
        stored = {table: open_table(workspace.table(table)) for table in needed}
        source = key(made_by, *(table.sha256 for table in stored.values()))
        sizes = files.standing(target, source) if workspace.reuse else None
        stays = sizes is not None
        if sizes is None:
            made = make({name: table.frame() for name, table in stored.items()})
        else:
            made = {file: (target / file).read_bytes() for file in sizes}
        verdict = judge(made, stored[PANEL].rows)
        yield verdict
        if not verdict.passed:
            return
        if sizes is None:
            sizes = files.put_in_place(target, made, source)
        yield dg.MaterializeResult(
            asset_key=name,
            metadata={
                "path": dg.MetadataValue.path(str(target)),
                "made": not stays,
                "files": records({"file": file, "bytes": size} for file, size in sizes.items()),
                **({"picture": shown(made[f"{what}.svg"])} if f"{what}.svg" in made else {}),
            },
            data_version=dg.DataVersion(source),
        )

    return publish


def shown(svg: bytes) -> dg.MarkdownMetadataValue:
    """A picture as the UI shows it: within the metadata, its text in the fonts of the browser."""
    return dg.MetadataValue.md(f"![picture](data:image/svg+xml;base64,{base64.b64encode(svg).decode()})")


EXPORTS = [export_asset(kind) for kind in KINDS]
PICTURES = [picture_asset(picture) for picture in NAMES]
