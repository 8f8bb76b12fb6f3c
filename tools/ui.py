"""The real UI over folders of its own, for the screenshots and for the test that drives it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
GROUPS = ("1_reading", "2_text", "3_facts", "4_panel", "5_publication")
GRAPH = "/asset-groups?expanded=" + "%2C".join(f"global%40global%3A{group}" for group in GROUPS)
SETTINGS = """telemetry: {enabled: false}
nux: {enabled: false}
concurrency: {runs: {max_concurrent_runs: 1}}
"""
UP_SECONDS = 300
OVER = {"SUCCESS", "FAILURE", "CANCELED"}


def browser() -> str | None:
    """The system's Chromium (Debian: `apt-get install chromium fonts-noto-cjk`), or None."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), None)


def environment(folder: Path) -> dict[str, str]:
    """The environment of a project whose home and data lie in a folder, and no credentials of a store."""
    (folder / "home").mkdir(parents=True, exist_ok=True)
    (folder / "home" / "dagster.yaml").write_text(SETTINGS, encoding="utf-8")
    places = {"DAGSTER_HOME": str(folder / "home"), "NIANJIAN_DATA": str(folder / "data")}
    return os.environ | places | {"NIANJIAN_TABLES": ""}


@contextlib.contextmanager
def served(variables: dict[str, str], log: Path | None = None) -> Iterator[str]:
    """The address of the UI that `dg dev` serves, with its daemon; all of it is stopped at the end."""
    port = free_port()
    with contextlib.ExitStack() as stack:
        out: Any = stack.enter_context(log.open("wb")) if log else subprocess.DEVNULL
        server = subprocess.Popen(  # noqa: S603
            [str(ROOT / ".venv" / "bin" / "dg"), "dev", "--port", str(port)],
            cwd=ROOT,
            env=variables,
            stdout=out,
            stderr=out,
            start_new_session=True,
            # A shell may have told its children to ignore it; Dagster would then ignore SIGTERM too.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        stack.callback(_stop, server)
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server)
        yield address


def wait_for_runs(address: str, least: int, seconds: float = UP_SECONDS) -> list[str]:
    """Wait until there are so many runs and all are over; their states, newest first."""
    until = time.monotonic() + seconds
    while True:
        states = run_states(address)
        if len(states) >= least and set(states) <= OVER:
            return states
        if time.monotonic() > until:
            raise TimeoutError(f"after {seconds} s the runs are {states}")
        time.sleep(0.5)


def run_states(address: str) -> list[str]:
    """The states of all runs, newest first."""
    query = "{ runsOrError { ... on Runs { results { status } } } }"
    found = graphql(address, query)
    return [run["status"] for run in found["runsOrError"]["results"]]


def graphql(address: str, query: str) -> dict[str, Any]:
    """The data of a GraphQL answer."""
    request = urllib.request.Request(  # noqa: S310 (loopback)
        f"{address}/graphql",
        json.dumps({"query": query}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        data: dict[str, Any] = json.load(answer)["data"]
    return data


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + UP_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"`dg dev` ended with {server.returncode}")
        with contextlib.suppress(OSError, KeyError, TypeError):
            run_states(address)
            return
        time.sleep(0.5)
    raise TimeoutError(f"the UI was not ready after {UP_SECONDS} s")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(30)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait(30)
