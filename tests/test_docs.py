"""Generated pages are those that their sources give now, and links lead somewhere."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assets.table_docs import tables_markdown
from nianjian.cli import app
from nianjian.quality_docs import rules_markdown

ROOT = Path(__file__).parent.parent
WRITTEN = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


PAGES = {
    "tables.md": (tables_markdown, "assets.table_docs"),
    "consistency.md": (rules_markdown, "nianjian.quality_docs"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    made, module = PAGES[name]
    found = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert found == made(), f"stale: run `uv run python -m {module}`"


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    missing = [t for t in targets if not t.startswith("http") and not (page.parent / t).exists()]
    assert missing == []


def test_the_commands_of_the_readme_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What they print is put into the page by tools/refresh_readme.py."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\$ uv run nianjian ([^|\n]+)", page, re.MULTILINE)
    assert len(commands) >= 4
    for command in commands:
        result = CliRunner().invoke(app, shlex.split(command))
        assert result.exit_code == 0, f"{command}: {result.output}"
