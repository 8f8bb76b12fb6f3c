"""Pictures of the running UI for the README and docs/: `python tools/screenshots.py`.

Builds the samples in a temporary Dagster home, serves them with `dg dev`, and photographs the pages with the
system's Chromium (Debian: `apt-get install chromium fonts-noto-cjk`).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.ui import GRAPH, ROOT, browser, environment, served, wait_for_runs

DOCS = ROOT / "docs"
SETTLE_MS = 6000


def main() -> None:
    """Make every picture; without Playwright it starts itself again with the services group."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        command = ["uv", "run", "--group", "services", "python", __file__]
        done = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 (our own file)
        raise SystemExit(done.returncode) from None
    chromium = browser()
    if chromium is None:
        raise SystemExit("no Chromium: apt-get install chromium fonts-noto-cjk")
    with tempfile.TemporaryDirectory(prefix="nianjian-shots-") as folder:
        variables = environment(Path(folder))
        command = [str(ROOT / ".venv" / "bin" / "nianjian"), "run"]
        subprocess.run(command, cwd=ROOT, env=variables, check=True)  # noqa: S603
        with served(variables) as address:
            # The sensor asks for a run by itself.
            wait_for_runs(address, 2)
            photograph(address, chromium)


def photograph(address: str, browser: str) -> None:
    """The asset graph, the panel's preview and the checks of the facts."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        graph = chromium.new_page(viewport={"width": 1780, "height": 1420})
        graph.goto(address + GRAPH)
        graph.wait_for_timeout(SETTLE_MS)
        graph.get_by_text("Hide navigation").click()
        # The gear of the graph is the third button from below at the right edge.
        graph.mouse.click(1780 - 27, 1420 - 109)
        graph.get_by_text("vertical orientation").click()
        graph.goto(address + GRAPH)
        graph.wait_for_timeout(SETTLE_MS)
        save(graph, "asset-graph.png")
        page = chromium.new_page(viewport={"width": 1400, "height": 1000})
        for path, name in (
            ("/assets/district_year_summaries?view=events", "asset-panel.png"),
            ("/assets/metric_facts?view=checks&checkDetail=schema", "asset-checks.png"),
            ("/assets/metric_facts?view=overview", "asset-columns.png"),
        ):
            page.goto(address + path)
            page.wait_for_timeout(SETTLE_MS)
            save(page, name)
        chromium.close()


def save(page: Any, name: str) -> None:
    """Write a picture of the page into docs/."""
    page.screenshot(path=str(DOCS / name))
    sys.stdout.write(f"{DOCS / name}\n")


if __name__ == "__main__":
    main()
