"""The version of a stage follows the code and the rule tables that it can reach, and nothing else."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from assets import versions
from assets.versions import reach, stage_version

MODULES = {
    "nianjian/__init__.py": "",
    "nianjian/model.py": "X = 1",
    "nianjian/unrelated.py": "X = 1",
    "nianjian/catalogue/__init__.py": "def table(name): return name",
    "nianjian/catalogue/units.tsv": "id\n元\n",
    "nianjian/catalogue/towns.tsv.gz": "packed",
    "nianjian/catalogue/other.tsv": "id\nx\n",
    "nianjian/stage/__init__.py": """
        from typing import TYPE_CHECKING
        from nianjian.catalogue import table
        if TYPE_CHECKING:
            from nianjian.unrelated import X

        def lazily():
            from nianjian import model
            import jieba
            return table("units"), model
    """,
    "nianjian/stage/part.py": "from . import deeper",
    "nianjian/stage/deeper.py": """
        from importlib.util import find_spec
        TOWNS = "towns.tsv.gz"
        LAYOUTS = find_spec("docx")
    """,
}


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in MODULES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    monkeypatch.setattr(versions, "_root", lambda: tmp_path / "nianjian")
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    stage_version.cache_clear()
    versions.rule_tables.cache_clear()


def test_a_stage_reaches_what_it_imports_also_inside_functions(engine: Path) -> None:
    found = reach("nianjian.stage")
    assert found.modules == {
        "nianjian",
        "nianjian.catalogue",
        "nianjian.model",
        "nianjian.stage",
        "nianjian.stage.deeper",
        "nianjian.stage.part",
    }
    assert found.tables == {"units", "towns"}
    assert found.libraries == {"docx", "jieba"}


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("nianjian/stage/__init__.py", True),
        ("nianjian/stage/deeper.py", True),
        ("nianjian/model.py", True),
        ("nianjian/catalogue/units.tsv", True),
        ("nianjian/catalogue/towns.tsv.gz", True),
        ("nianjian/catalogue/other.tsv", False),
        ("nianjian/unrelated.py", False),
    ],
)
def test_a_change_counts_where_it_can_be_reached(engine: Path, path: str, counts: bool) -> None:
    before = stage_version("nianjian.stage")
    with (engine / path).open("a", encoding="utf-8") as stream:
        stream.write("\n# changed\n")
    forget()
    assert (stage_version("nianjian.stage") != before) is counts


def test_a_name_that_is_put_together_means_all_tables(engine: Path) -> None:
    (engine / "nianjian/stage/deeper.py").write_text(
        "def f(table, x): return table(f'o{x}')", encoding="utf-8"
    )
    before = stage_version("nianjian.stage")
    (engine / "nianjian/catalogue/other.tsv").write_text("id\ny\n", encoding="utf-8")
    forget()
    assert stage_version("nianjian.stage") != before


def test_every_stage_of_the_engine_has_a_version_of_its_own() -> None:
    stages = ("reading", "repair", "outline", "ledger", "summary", "quality")
    assert len({stage_version(f"nianjian.{stage}") for stage in stages}) == len(stages)


def test_the_facts_depend_on_units_and_the_text_does_not() -> None:
    assert "units" in reach("nianjian.ledger").tables
    assert not {"units", None} & reach("nianjian.repair").tables
