"""What each export holds, read back with other means than it was written with."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import polars as pl
import pytest

from nianjian.exports import KINDS, export, units
from nianjian.exports.observations import frequency, observations, time_period
from nianjian.exports.source import Source
from nianjian.spreadsheet import csv_cell, guarded, number, plain, unguarded

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def csv_rows(source: Source, kind: str, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(kind, source)[name].decode())))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_panel_gives_the_same_bytes(source: Source, kind: str) -> None:
    assert export(kind, source) == export(kind, source)


@pytest.mark.parametrize("kind", KINDS)
def test_a_panel_without_cells_still_makes_files(kind: str) -> None:
    made = export(kind, Source([], {}, {}, {}))
    assert made
    assert all(made.values())


def test_sdmx_has_a_row_for_every_figure_and_the_panel_once(source: Source) -> None:
    rows = csv_rows(source, "sdmx", "district_year.sdmx.csv")
    keys = ("REF_AREA", "INDICATOR", "MEASURE", "STATUS", "VINTAGE", "TIME_PERIOD")
    assert len({tuple(row[key] for key in keys) for row in rows}) == len(rows)
    shown = {(r["REF_AREA"], r["INDICATOR"], r["TIME_PERIOD"]) for r in rows if r["IN_PANEL"] == "Y"}
    assert shown == {(c.region_code, c.indicator, time_period(c.period)) for c in source.cells}


def test_sdmx_gives_money_in_hundred_millions_and_targets_a_dimension(source: Source) -> None:
    rows = csv_rows(source, "sdmx", "district_year.sdmx.csv")
    gdp = [r for r in rows if r["INDICATOR"] == "gdp" and r["TIME_PERIOD"] == "2020" and r["IN_PANEL"] == "Y"]
    gdp = [r for r in gdp if r["REF_AREA"] == "310114"]
    seen = {
        (r["MEASURE"], r["STATUS"], r["OBS_STATUS"]): (r["OBS_VALUE"], r["UNIT_MEASURE"], r["UNIT_MULT"])
        for r in gdp
    }
    assert seen == {
        ("LEVEL", "ACTUAL", "A"): ("2488.4", "CNY", "8"),
        ("YOY", "ACTUAL", "A"): ("-3.9", "PT", "0"),
        ("YOY", "TARGET", "F"): ("4", "PT", "0"),
    }


@pytest.mark.parametrize(
    ("period", "frequency_code", "notation"),
    [("2020", "A", "2020"), ("2020-H1", "S", "2020-S1"), ("2020-Q3", "Q", "2020-Q3")],
)
def test_periods_in_sdmx_notation(period: str, frequency_code: str, notation: str) -> None:
    assert (frequency(period), time_period(period)) == (frequency_code, notation)


def test_every_unit_of_the_catalogue_has_a_code_and_no_two_share_one() -> None:
    from nianjian.catalogue.indicators import indicators

    wanted = {unit for indicator in indicators().values() for unit in indicator.units}
    assert wanted - units.codes().keys() == set()
    codes = [code for code, _ in units.codes().values()]
    assert len(set(codes)) == len(codes)


def test_a_wide_column_never_mixes_units() -> None:
    assert units.series("imports_exports", "CNY") == "imports_exports"
    assert units.series("imports_exports", "USD") == "imports_exports__USD"
    assert units.series("new_green_area", "平方米") != units.series("new_green_area", "公顷")
    assert units.series("high_tech_firms", "户") == units.series("high_tech_firms", "家")
    assert units.series("gdp", "筐") == "gdp__U_7B50"


def test_parquet_holds_the_panel_and_its_wide_form(source: Source) -> None:
    made = {name: pl.read_parquet(io.BytesIO(data)) for name, data in export("parquet", source).items()}
    panel, wide = made["panel.parquet"], made["panel_wide.parquet"]
    assert panel.height == len(source.cells)
    for cell in source.cells:
        line = wide.filter((pl.col("region_code") == cell.region_code) & (pl.col("period") == cell.period))
        assert line.height == 1
        if cell.value is not None:
            assert line[units.series(cell.indicator, cell.unit)].item() == cell.value
        if cell.yoy_pct is not None:
            assert line[f"{cell.indicator}__yoy_pct"].item() == cell.yoy_pct


def test_a_datapackage_describes_every_column_of_every_file(source: Source) -> None:
    files = export("datapackage", source)
    package = json.loads(files["datapackage.json"])
    assert list(files)[-1] == "datapackage.json", (
        "it has the hashes of the others, so it is put in place last"
    )
    assert {r["path"] for r in package["resources"]} == files.keys() - {"datapackage.json"}
    for resource in package["resources"]:
        head = next(csv.reader(io.StringIO(files[resource["path"]].decode())))
        assert [field["name"] for field in resource["schema"]["fields"]] == head
        assert all(field["description"] for field in resource["schema"]["fields"])


def xlsx(source: Source) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(export("workbook", source)["nianjian-panel.xlsx"]))


def numbers(book: zipfile.ZipFile, sheet: int) -> dict[str, float]:
    """Address -> value of every number of a sheet."""
    tree = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    cells = tree.iter(f"{SHEET}c")
    return {
        str(cell.get("r")): float(str(cell.findtext(f"{SHEET}v"))) for cell in cells if cell.get("t") is None
    }


def notes(book: zipfile.ZipFile) -> dict[str, str]:
    tree = ElementTree.fromstring(book.read("xl/comments1.xml"))
    return {str(c.get("ref")): "".join(c.itertext()) for c in tree.iter(f"{SHEET}comment")}


def test_every_figure_of_the_workbook_has_its_evidence_as_a_note(source: Source) -> None:
    book = xlsx(source)
    figures = {address for address in numbers(book, 1) if address[0] in "EGIJ"}
    said = notes(book)
    assert figures == said.keys()
    row = next(
        n for n, c in enumerate(source.cells, 2) if (c.indicator, c.period) == ("gdp", "2020") and c.value
    )
    assert numbers(book, 1)[f"E{row}"] == 2488.4
    assert "2488.4" in said[f"E{row}"]
    assert "jiading-2021-markdown-pages.txt [" in said[f"E{row}"]


def test_the_header_of_the_workbook_stays_in_sight(source: Source) -> None:
    for sheet in (1, 2):
        pane = ElementTree.fromstring(xlsx(source).read(f"xl/worksheets/sheet{sheet}.xml")).find(
            f".//{SHEET}pane"
        )
        assert pane is not None
        assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "1")


def test_a_note_quotes_the_fact_that_is_shown(source: Source) -> None:
    said = notes(xlsx(source))
    for row, cell in enumerate(source.cells, 2):
        value = source.shown[cell.region_code, cell.period, cell.indicator].value
        if value is not None:
            assert f"[{value.raw_start}:{value.raw_end}]" in said[f"E{row}"]


GUARDS = [
    ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
    ("+86", "'+86"),
    ("-1+2", "'-1+2"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("'=1", "''=1"),
    ("'平常", "'平常"),
    ("3=2+1", "3=2+1"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "cell"), GUARDS)
def test_a_cell_is_no_formula_and_gives_its_text_back(text: str, cell: str) -> None:
    assert guarded(text) == cell
    assert unguarded(cell) == text


def test_numbers_are_not_guarded_and_have_no_exponent() -> None:
    assert [csv_cell(v) for v in (-3.9, 248840000000.0, 1e-7, True, None)] == [
        "-3.9", "248840000000", "0.0000001", "true", "",
    ]  # fmt: skip
    assert float(number(2.4884e22)) == 2.4884e22


def test_plain_text_is_one_line_without_control_characters() -> None:
    assert plain("税收\x1b[31m收入\x00\r\n 增长\u202e3%\u2028") == "税收 [31m收入  增长 3%"


def hostile_cells(source: Source) -> Iterator[str]:
    for kind, name in (
        ("sdmx", "district_year.sdmx.csv"),
        *(("datapackage", f"{n}.csv") for n in ("panel", "panel_wide", "observations", "documents")),
    ):
        for row in csv.reader(io.StringIO(export(kind, source)[name].decode())):
            yield from row
    book = xlsx(source)
    for part in ("xl/sharedStrings.xml", "xl/comments1.xml"):
        yield from (t.text or "" for t in ElementTree.fromstring(book.read(part)).iter(f"{SHEET}t"))


def test_text_of_a_hostile_report_does_nothing_in_a_spreadsheet(hostile: Source) -> None:
    assert len(hostile.cells) >= 5
    rows = csv_rows(hostile, "datapackage", "observations.csv")
    assert {row["quote"][0] for row in rows} >= {"'"}
    assert all(row["source_path"].startswith("'=cmd") for row in rows)
    for cell in hostile_cells(hostile):
        assert not any(
            (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c in "\u2028\u202e" for c in cell
        ), cell
    for name in ("panel", "panel_wide", "observations", "documents"):
        for row in csv_rows(hostile, "datapackage", f"{name}.csv"):
            bad = {k: v for k, v in row.items() if v[:1] in tuple("=+-@") and not _is_number(v)}
            assert bad == {}
    formulas = ElementTree.fromstring(xlsx(hostile).read("xl/worksheets/sheet1.xml")).iter(f"{SHEET}f")
    assert list(formulas) == []


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_observations_keep_every_vintage(source: Source) -> None:
    """A figure that two reports give is two observations, one of them shown."""
    kept = {observation.fact.fact_id for observation in observations(source)}
    lost = [fact for fact in source.facts.values() if fact.fact_id not in kept]
    identities = {o.identity for o in observations(source)}
    for fact in lost:
        same = (fact.region_code, fact.indicator, fact.status, fact.document_id, fact.period)
        assert any((i[0], i[1], i[3], i[4], i[5]) == same for i in identities), fact
