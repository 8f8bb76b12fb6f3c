"""The engine is light: importing it pulls no framework, no data frame library and no dictionary."""

import subprocess
import sys

HEAVY = ("dagster", "duckdb", "pandas", "pandera", "polars", "jieba", "opencc", "numpy")


def test_importing_the_engine_pulls_nothing_heavy() -> None:
    code = f"import sys, nianjian, nianjian.pipeline; print([m for m in {HEAVY!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert found.strip() == "[]"
