"""What is computed again when seeds or rules change; the outcome is always that of a clean run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import assets.cleaned_text
import assets.consistency
import assets.district_year_summaries
import assets.metric_facts
import assets.raw_documents
import assets.section_trees
from assets.increments import key, plan
from assets.parts import StoredTable, renew
from assets.workspace import FULL_TAG
from nianjian import contract
from tests.dagster.conftest import FOLLOWER, REPORT, Project, clean_files
from tests.dagster.samples import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

STAGES = {
    "split_documents": assets.raw_documents,
    "repair": assets.cleaned_text,
    "outline": assets.section_trees,
    "read_figures": assets.metric_facts,
}
THIRD = FOLLOWER.replace("2022", "2023").replace("2021", "2022").replace("2790", "2801")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often each stage of the engine was called."""
    counts = dict.fromkeys(STAGES, 0)
    for name, module in STAGES.items():
        engine = getattr(module, name)

        def counting(*given: Any, _name: str = name, _engine: Any = engine) -> Any:
            counts[_name] += 1
            return _engine(*given)

        monkeypatch.setattr(module, name, counting)
    return counts


def rerun(project: Project, calls: dict[str, int]) -> dict[str, int]:
    """Run again; returns the calls of this run."""
    for name in calls:
        calls[name] = 0
    assert project.run().success
    return dict(calls)


@pytest.fixture(autouse=True)
def _always_as_a_clean_run(project: Project) -> Iterator[None]:
    yield
    if not project.data.exists():
        return
    assert project.files() == clean_files(project.seeds)


def each(count: int) -> dict[str, int]:
    return dict.fromkeys(STAGES, count)


def test_unchanged_seeds_are_not_computed_again(project: Project, calls: dict[str, int]) -> None:
    assert rerun(project, calls) == each(2)
    assert rerun(project, calls) == each(0)


def test_a_new_seed_alone_is_computed(built: Project, calls: dict[str, int]) -> None:
    (built.seeds / "a-third.txt").write_text(THIRD, encoding="utf-8")
    assert rerun(built, calls) == each(1)
    assert built.table("documents").height == 3


def test_an_edited_seed_replaces_its_rows(built: Project, calls: dict[str, int]) -> None:
    (built.seeds / "jiading-2021.txt").write_text(REPORT.replace("2600.5", "2601.5"), encoding="utf-8")
    assert rerun(built, calls) == each(1)
    assert built.table("documents").height == 2
    values = built.table("metric_facts").filter(indicator="gdp", period="2020")["value"]
    assert 2601.5e8 in values.to_list()
    assert 2600.5e8 not in values.to_list()


def test_a_deleted_seed_takes_its_rows_along(built: Project, calls: dict[str, int]) -> None:
    (built.seeds / "jiading-2021.txt").unlink()
    assert rerun(built, calls) == each(0)
    for name in ("documents", "text_repairs", "cleaned_text", "sections", "metric_facts", "number_ledger"):
        assert built.table(name)["document_id"].n_unique() <= 1


def test_a_renamed_seed_keeps_its_ids(built: Project, calls: dict[str, int]) -> None:
    before = {name: built.table(name) for name in ("documents", "metric_facts")}
    (built.seeds / "jiading-2021.txt").rename(built.seeds / "renamed.txt")
    assert rerun(built, calls) == each(1)
    for name, key_column in (("documents", "document_id"), ("metric_facts", "fact_id")):
        assert set(built.table(name)[key_column]) == set(before[name][key_column])
    assert set(built.table("metric_facts")["source_path"]) == {"jiading-2022.txt", "renamed.txt"}


def test_a_refused_seed_that_is_mended_leaves_quarantine(project: Project, calls: dict[str, int]) -> None:
    (project.seeds / "third.txt").write_bytes(b"")
    assert rerun(project, calls) == each(2)
    assert project.table("quarantine")["source_path"].to_list() == ["third.txt"]
    (project.seeds / "third.txt").write_text(THIRD, encoding="utf-8")
    assert rerun(project, calls) == each(1)
    assert project.table("quarantine").is_empty()


def test_a_refused_fact_stays_in_quarantine_until_its_seed_is_mended(
    built: Project, calls: dict[str, int]
) -> None:
    """Growth of -315 % cannot be: the row waits in quarantine, beside it the rest of the report."""
    seed = built.seeds / "jiading-2021.txt"
    seed.write_text(REPORT.replace("下降1.5%", "下降315%"), encoding="utf-8")
    assert rerun(built, calls) == each(1)
    (row,) = built.table("quarantine").to_dicts()
    assert (row["source_path"], row["reason"]) == ("jiading-2021.txt", "bounds.growth")
    assert row["fact_id"] not in built.table("metric_facts")["fact_id"]
    cell = built.table("district_year_summaries").filter(
        indicator="general_public_budget_revenue", period="2020"
    )
    assert cell["yoy_pct"].to_list() == [None]
    # Unchanged, the row stays, also where another seed comes.
    (built.seeds / "a-third.txt").write_text(THIRD, encoding="utf-8")
    assert rerun(built, calls) == each(1)
    assert built.table("quarantine").to_dicts() == [row]
    seed.write_text(REPORT, encoding="utf-8")
    assert rerun(built, calls) == each(1)
    assert built.table("quarantine").is_empty()


@pytest.mark.parametrize("changed", STAGES)
def test_a_change_of_rules_recomputes_that_stage_onwards(
    built: Project, calls: dict[str, int], monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    order = list(STAGES)
    module = STAGES[changed]
    version = module.stage_version  # type: ignore[attr-defined]
    monkeypatch.setattr(module, "stage_version", lambda name: version(name) + "+")
    expected = {name: 2 if order.index(name) >= order.index(changed) else 0 for name in order}
    assert rerun(built, calls) == expected


@pytest.mark.parametrize(
    ("table", "damage"),
    [
        ("documents", "table cut"),
        ("cleaned_text", "manifest corrupt"),
        ("sections", "manifest gone"),
        ("number_ledger", "table cut"),
    ],
)
def test_a_damaged_table_is_made_again(
    built: Project, calls: dict[str, int], table: str, damage: str
) -> None:
    path = built.data / "tables" / f"{table}.parquet" / "part-000.parquet"
    manifest = built.data / "tables" / f"{table}.manifest.json"
    if damage == "table cut":
        path.write_bytes(path.read_bytes()[:200])
    elif damage == "manifest gone":
        manifest.unlink()
    else:
        manifest.write_text("{}", encoding="utf-8")
    assert any(rerun(built, calls).values())
    assert rerun(built, calls) == each(0)


SONGJIANG = """松江区2021年政府工作报告
——2021年1月13日在区五届人大六次会议上

各位代表：
全年地区生产总值1637亿元，增长3.0%。社会消费品零售总额612亿元。
"""


def test_a_region_is_judged_again_when_one_of_its_documents_changes(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The panel and the findings of the others stay: a report changes nothing outside its region."""
    judged: list[set[str | None]] = []
    for module, name in ((assets.district_year_summaries, "summarize"), (assets.consistency, "check")):
        engine = getattr(module, name)

        def watching(documents: Any, *given: Any, _engine: Any = engine) -> Any:
            judged.append({document.region_name for document in documents})
            return _engine(documents, *given)

        monkeypatch.setattr(module, name, watching)
    (built.seeds / "songjiang.txt").write_text(SONGJIANG, encoding="utf-8")
    assert built.run().success
    assert judged == [{"松江区"}, {"松江区"}]
    assert built.table("district_year_summaries")["region_name"].n_unique() == 2
    judged.clear()
    (built.seeds / "jiading-2021.txt").unlink()
    assert built.run().success
    assert judged == [{"嘉定区"}, {"嘉定区"}]
    judged.clear()
    (built.seeds / "jiading-2022.txt").unlink()
    assert built.run().success
    assert judged == []
    assert built.table("district_year_summaries")["region_name"].unique().to_list() == ["松江区"]


def test_a_full_run_computes_everything(built: Project, calls: dict[str, int]) -> None:
    for name in calls:
        calls[name] = 0
    assert built.run(tags={FULL_TAG: "true"}).success
    assert calls == each(2)


def test_one_stage_materialized_alone_is_not_taken_for_newer_than_it_is(
    built: Project, calls: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """New repair rules, but only the facts are made again, over the old text: their keys must say so."""
    version = assets.cleaned_text.stage_version
    monkeypatch.setattr(assets.cleaned_text, "stage_version", lambda name: version(name) + "+")
    for name in calls:
        calls[name] = 0
    assert built.run(selection=["metric_facts", "number_ledger", "quarantine"]).success
    assert calls == each(0)
    assert rerun(built, calls) == {"split_documents": 0, "repair": 2, "outline": 2, "read_figures": 2}


def test_plan_and_renew_by_themselves() -> None:
    old = StoredTable.whole(
        contract.QUARANTINE,
        rows("quarantine", {"source_path": "a"}, {"source_path": "b"}, {"source_path": "d"}),
        {"a": "1", "b": "1", "d": "1"},
    )
    made = plan({"a": "1", "b": "2", "c": "1"}, [old])
    assert (made.new, made.changed, made.unchanged, made.removed) == (("c",), ("b",), ("a",), ("d",))
    fresh = rows("quarantine", {"source_path": "c"}, {"source_path": "b", "detail": "new"})
    wanted = {"a": "1", "b": "2", "c": "1"}
    merged = renew(contract.QUARANTINE, old, wanted, made.unchanged, fresh)
    assert merged.keys == wanted
    assert merged.frame()["source_path"].to_list() == ["a", "b", "c"]
    assert merged.frame()["detail"].to_list()[1] == "new"
    # A stage of two tables trusts a row only when both have it.
    assert plan({"a": "1"}, [old, None]).unchanged == ()
    assert plan({"a": "1"}, [old, replace(old, keys={"a": "0"})]).changed == ("a",)


def test_a_key_depends_on_every_part_and_their_order() -> None:
    assert len({key("a", "b"), key("b", "a"), key("ab"), key("a"), key("a", "b", "")}) == 5
