"""Pictures of the running UI for the README and docs/: `python tools/screenshots.py`.

Builds the samples in a temporary Dagster home, serves them with `dg dev`, and photographs the pages with the
system's Chromium (Debian: `apt-get install chromium fonts-noto-cjk`). Playwright comes from PyPI for the time
of the call.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
GROUPS = ("1_reading", "2_text", "3_facts", "4_panel", "5_publication")
GRAPH = "/asset-groups?expanded=" + "%2C".join(f"global%40global%3A{group}" for group in GROUPS)
UP_SECONDS = 240
SETTLE_MS = 6000


def main() -> None:
    """Make every picture; without Playwright it starts itself again under `uv run --with playwright`."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        command = ["uv", "run", "--with", "playwright", "python", __file__]
        done = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 (our own file)
        raise SystemExit(done.returncode) from None
    browser = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
    if browser is None:
        raise SystemExit("no Chromium: apt-get install chromium fonts-noto-cjk")
    with tempfile.TemporaryDirectory(prefix="nianjian-shots-") as folder, served(Path(folder)) as address:
        photograph(address, browser)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the UI over the samples, with one finished run; stopped and removed at the end."""
    settings = "telemetry: {enabled: false}\nnux: {enabled: false}\n"
    (folder / "dagster.yaml").write_text(settings, encoding="utf-8")
    environment = os.environ | {"DAGSTER_HOME": str(folder), "NIANJIAN_DATA": str(folder / "data")}
    subprocess.run([bin_path("nianjian"), "run"], cwd=ROOT, env=environment, check=True)  # noqa: S603
    port = free_port()
    server = subprocess.Popen(  # noqa: S603
        [bin_path("dg"), "dev", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        # A shell may have told its children to ignore it; Dagster would then ignore SIGTERM too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


def wait_for(address: str) -> None:
    """Until the server answers and the run that the sensor starts by itself is over."""
    until = time.monotonic() + UP_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            states = run_states(address)
            if len(states) >= 2 and set(states) <= {"SUCCESS", "FAILURE"}:
                return
        time.sleep(1)
    raise SystemExit(f"the UI was not ready after {UP_SECONDS} s")


def run_states(address: str) -> list[str]:
    """The states of all runs."""
    query = "{ runsOrError { ... on Runs { results { status } } } }"
    request = urllib.request.Request(  # noqa: S310 (loopback)
        f"{address}/graphql",
        json.dumps({"query": query}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)
    return [run["status"] for run in found["data"]["runsOrError"]["results"]]


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
        ):
            page.goto(address + path)
            page.wait_for_timeout(SETTLE_MS)
            save(page, name)
        chromium.close()


def save(page: Any, name: str) -> None:
    """Write a picture of the page into docs/."""
    page.screenshot(path=str(DOCS / name))
    sys.stdout.write(f"{DOCS / name}\n")


def bin_path(name: str) -> str:
    """A command of the project's environment."""
    return str(ROOT / ".venv" / "bin" / name)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
