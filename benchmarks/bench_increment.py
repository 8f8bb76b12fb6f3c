"""What one new report costs beside many old ones: seconds of a run, and of each of its steps.

    uv run python benchmarks/bench_increment.py [--documents 2000] [--characters 1000] [--keep DIR]

The corpus is made from the samples of seeds/: each under the name of another district, with other figures,
its body repeated until it has about the number of characters asked for. Reported are a clean run, one in
which nothing changed, one with a new report, one with a report changed and one removed, each in a process
of its own as `nianjian run` has it; `in the run` counts from the first event of the run to its last, without
the import of Dagster and the printing of the panel. `own share` is what of it is spent in functions of this
project, and not in what Dagster does between them. The tables of the last run are held against those of a
clean run, byte for byte.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = {
    "jiading-2021-markdown-pages.txt": "嘉定",
    "jiangshan-2021-run-on.txt": "江山",
    "zhucheng-2023h1-half-year.txt": "诸城",
}
SEED = 20260101
# Every 2 ms: is a function of ours on the stack? Then what the main thread has used since is ours.
RUN = """
import json, sys, threading, time
from pathlib import Path
import dagster as dg
from orchestration.definitions import build_defs

job = build_defs(Path(sys.argv[1]), Path(sys.argv[2])).resolve_job_def("everything")
config = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
ours = tuple(str(Path.cwd() / package) for package in ("assets", "nianjian"))
main, done = threading.main_thread().ident, threading.Event()
spent = []

def watch():
    clock = time.pthread_getcpuclockid(main)
    last = time.time(), time.clock_gettime(clock)
    while not done.wait(0.002):
        frame = sys._current_frames()[main]
        while frame and not frame.f_code.co_filename.startswith(ours):
            frame = frame.f_back
        now = time.time(), time.clock_gettime(clock)
        if frame:
            spent.append((now[0], now[0] - last[0], now[1] - last[1]))
        last = now

with dg.DagsterInstance.local_temp(sys.argv[3]) as instance:
    threading.Thread(target=watch, daemon=True).start()
    started, used = time.perf_counter(), time.process_time()
    result = job.execute_in_process(instance=instance, run_config=config)
    seconds, cpu = time.perf_counter() - started, time.process_time() - used
    done.set()
    told = instance.get_run_step_stats(result.run_id)
    steps = {s.step_key: s.end_time - s.start_time for s in told}
stands = next(s.end_time for s in told if s.step_key == "publish_warehouse")
own = {
    "own share": sum(wall for _, wall, _ in spent),
    "its CPU": sum(cpu for _, _, cpu in spent),
    "own share until the warehouse stands": sum(wall for at, wall, _ in spent if at <= stands),
    "CPU of that": sum(cpu for at, _, cpu in spent if at <= stands),
}
print(json.dumps({"in the run": seconds, "CPU in the run": cpu} | own | steps))
"""


def corpus(count: int, characters: int) -> Iterator[tuple[str, str]]:
    """(file name, text) of `count` reports, all different; the same ones at every call."""
    chance = random.Random(SEED)
    names = districts()
    chance.shuffle(names)
    for number in range(count):
        sample, district = sorted(SAMPLES.items())[number % len(SAMPLES)]
        text = (ROOT / "seeds" / sample).read_text(encoding="utf-8")
        body = text[len(text) // 3 :]
        parts = [text] + [body] * ((characters - len(text)) // len(body) if characters > len(text) else 0)
        own = "\n".join(_other_figures(part, chance) for part in parts)
        yield f"report-{number:05d}.txt", own.replace(district, names[number % len(names)])


def districts() -> list[str]:
    """Short names of districts that stand today and lie in no more than one place."""
    lines = (ROOT / "nianjian/catalogue/regions.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line[:1].isdigit()]
    shorts = [row[2] for row in rows if not row[5] and not row[0][:6].endswith("00") and len(row[2]) == 2]
    return sorted({short for short in shorts if shorts.count(short) == 1})


def _other_figures(text: str, chance: random.Random) -> str:
    return re.sub(r"(?<=\.)\d", lambda _: str(chance.randrange(1, 10)), text)


def run(seeds: Path, data: Path, home: Path) -> dict[str, float]:
    """One run in a process of its own; seconds by step, and in all."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(seeds), str(data), str(home)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {"process": time.perf_counter() - started} | seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--characters", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="folder to work in, and to leave; else a temporary one")
    parser.add_argument("--no-compare", action="store_true", help="without the clean run at the end")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nianjian-bench-") as temporary:
        folder = args.keep or Path(temporary)
        seeds, data, home = folder / "seeds", folder / "data", folder / "dagster"
        for part in (seeds, home):
            part.mkdir(parents=True, exist_ok=True)
        reports = dict(corpus(args.documents + 1, args.characters))
        new, text = reports.popitem()
        (seeds / new).unlink(missing_ok=True)
        for name, report in reports.items():
            (seeds / name).write_text(report, encoding="utf-8")
        characters = sum(map(len, reports.values())) // len(reports)
        print(f"{len(reports)} reports of {characters} characters")
        show("clean" if not data.exists() else "as it was left", run(seeds, data, home))
        show("nothing changed", run(seeds, data, home))
        (seeds / new).write_text(text, encoding="utf-8")
        show("one new", run(seeds, data, home))
        first = seeds / min(reports)
        first.write_text(first.read_text(encoding="utf-8").replace("。", "。 ", 1), encoding="utf-8")
        show("one changed", run(seeds, data, home))
        (seeds / max(reports)).unlink()
        show("one removed", run(seeds, data, home))
        if not args.no_compare:
            with tempfile.TemporaryDirectory(prefix="nianjian-clean-") as clean:
                show("clean again", run(seeds, Path(clean), home))
                print("tables as those of a clean run:", tables(data) == tables(Path(clean)))


def tables(data: Path) -> dict[str, bytes]:
    """The Parquet tables of a data folder, byte for byte."""
    folder = data / "tables"
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}


def show(what: str, seconds: dict[str, float]) -> None:
    """One line for each step."""
    print(f"\n{what}")
    for name, value in seconds.items():
        print(f"  {name:<40}{value:>8.2f} s", flush=True)


if __name__ == "__main__":
    main()
