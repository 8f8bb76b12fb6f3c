"""The UI as its user has it: `dg dev`, a browser, the graph, a run, its checks, a preview."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assets.registry import TABLE_ASSETS
from tests.dagster.conftest import write_seeds
from tools.ui import GRAPH, browser, environment, served, wait_for_runs

if TYPE_CHECKING:
    from pathlib import Path

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: uv sync --group services")
PATIENCE_MS = 120_000


def test_a_user_materializes_everything_and_sees_checks_and_preview(tmp_path: Path) -> None:
    chromium = browser()
    if chromium is None:
        pytest.skip("no Chromium: apt-get install chromium")
    write_seeds(tmp_path / "seeds")
    variables = environment(tmp_path) | {"NIANJIAN_SEEDS": str(tmp_path / "seeds")}
    with served(variables, tmp_path / "log.txt") as address, playwright.sync_playwright() as driver:
        window = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = window.new_page(viewport={"width": 1600, "height": 1200})
        page.set_default_timeout(PATIENCE_MS)
        expect = playwright.expect
        expect.set_options(timeout=PATIENCE_MS)

        # The graph shows the assets by their names.
        page.goto(address + GRAPH)
        for name in ("raw_documents", "metric_facts", "warehouse"):
            expect(page.get_by_text(name, exact=True).first).to_be_visible()

        page.get_by_role("button", name="Materialize all").click()
        expect(page.get_by_text(re.compile("Launched run")).first).to_be_visible()
        # The sensor may have asked for a run too; they wait for each other.
        assert set(wait_for_runs(address, 1)) == {"SUCCESS"}
        page.goto(f"{address}/runs")
        expect(page.get_by_text("Success").first).to_be_visible()
        expect(page.get_by_text("Manually launched").first).to_be_visible()

        # Every check of the facts has passed; one that does not block may warn.
        page.goto(f"{address}/assets/metric_facts?view=checks&checkDetail=schema")
        expect(page.get_by_text("This is a blocking asset check.").first).to_be_visible()
        expect(page.get_by_text("Passed").first).to_be_visible()
        expect(page.get_by_text("Failed")).to_have_count(0)

        # The materialization shows the first cells of the panel.
        page.goto(f"{address}/assets/district_year_summaries?view=events")
        expect(page.get_by_text(re.compile("Materialized in run")).first).to_be_visible()
        expect(page.get_by_text("preview", exact=True).first).to_be_visible()
        expect(page.get_by_role("cell", name="地区生产总值", exact=True).first).to_be_visible()
        expect(page.get_by_role("cell", name="嘉定区", exact=True).first).to_be_visible()

        # Columns say what they mean, and lead to the rules they are read by.
        page.goto(f"{address}/assets/metric_facts?view=overview")
        meaning = TABLE_ASSETS["metric_facts"].table.columns[0].doc
        expect(page.get_by_text(meaning).first).to_be_visible()
        expect(page.get_by_text("units.tsv").first).to_be_attached()
        window.close()
