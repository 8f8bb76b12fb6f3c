"""The exports as the standards' own readers see them: pysdmx and frictionless.

They bring pandas and pyarrow, so they live in a dependency group and an environment of their own, which uv
makes from the lock file (the first time it needs the network).
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from nianjian.exports import export
from nianjian.exports.source import Source

ROOT = Path(__file__).parents[2]
READER = Path(__file__).with_name("read_standards.py")


@pytest.fixture(scope="module")
def read(source: Source, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        pytest.skip("uv is not here to make the environment of pysdmx and frictionless")
    folder = tmp_path_factory.mktemp("exports")
    for kind in ("sdmx", "datapackage"):
        for name, data in export(kind, source).items():
            (folder / name).write_bytes(data)
    command = [uv, "run", "--isolated", "--frozen", "--only-group", "standards", "python", str(READER)]
    done = subprocess.run([*command, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode and "Failed to fetch" in done.stderr:
        pytest.skip("the environment of pysdmx and frictionless cannot be made without the network")
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_pysdmx_reads_the_data_with_their_structure(read: dict[str, Any]) -> None:
    own = ["MEASURE", "STATUS", "VINTAGE"]
    assert read["dimensions"] == ["FREQ", "REF_AREA", "INDICATOR", *own, "TIME_PERIOD"]
    assert read["columns"] == [*read["dimensions"], "OBS_VALUE", *read["attributes"]]
    assert read["attributes"][:3] == ["UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS"]
    assert {"DataStructureDefinition", "Dataflow", "ConceptScheme", "Codelist"} <= set(read["artefacts"])


def test_every_code_in_the_data_stands_in_its_code_list(read: dict[str, Any]) -> None:
    assert len(read["uncoded"]) >= 10
    assert {name: codes for name, codes in read["uncoded"].items() if codes} == {}


def test_no_two_observations_share_their_dimensions(read: dict[str, Any]) -> None:
    assert read["duplicates"] == 0


def test_pysdmx_reads_the_figures_that_the_panel_shows(read: dict[str, Any], source: Source) -> None:
    levels = {
        (row["REF_AREA"], row["INDICATOR"], row["TIME_PERIOD"]): float(row["OBS_VALUE"])
        * 10 ** int(row["UNIT_MULT"])
        for row in read["rows"]
        if (row["MEASURE"], row["IN_PANEL"]) == ("LEVEL", "Y") and row["STATUS"] != "TARGET"
    }
    wanted = {
        (c.region_code, c.indicator, c.period.replace("-H", "-S")): c.value
        for c in source.cells
        if c.value is not None
    }
    assert levels == pytest.approx(wanted)


def test_frictionless_finds_the_data_package_valid(read: dict[str, Any], source: Source) -> None:
    """Types, closed lists, primary and foreign keys, sizes and hashes of the files."""
    assert read["errors"] == []
    assert read["package"]["panel"] == len(source.cells)
    assert set(read["package"]) == {"indicators", "documents", "panel", "observations", "panel_wide"}
