"""Scoring says what it is said to say, and the same as the script that the gold came with."""

from __future__ import annotations

import importlib.util
import random
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from nianjian.evaluation import figures, read_gold, render_problems, render_scores, score, score_tables
from nianjian.evaluation.agreement import metrics_alike
from nianjian.evaluation.gold import GoldRow, GoldUnit, scored_codes

SAMPLES = Path(__file__).parents[1] / "gold"
FACTS = pl.Schema(
    {
        **dict.fromkeys(("fact_id", "source_path", "quote", "metric", "indicator", "measure"), pl.String),
        **dict.fromkeys(("unit", "period", "status", "qualifier", "scope", "rule"), pl.String),
        **dict.fromkeys(("raw_start", "raw_end"), pl.Int64),
        **dict.fromkeys(("value", "value_high"), pl.Float64),
    }
)
LEDGER = pl.Schema({"source_path": pl.String, "raw_start": pl.Int64, "role": pl.String})


ANSWER = {
    "metric": "一般公共预算收入",
    "indicator": "general_public_budget_revenue",
    "measure": "level",
    "value": 1.0,
    "value_high": None,
    "unit": "CNY",
    "period": "2020",
    "status": "actual",
    "qualifier": "exact",
    "scope": "district",
    "quote": "",
    "rule": "r",
}
READING = GoldRow(
    chinese=False,
    start=0,
    role="fact",
    metric="一般公共预算收入",
    codes=("general_public_budget_revenue",),
    measure="level",
    value=1.0,
    value_high=None,
    units=("CNY",),
    periods=("2020",),
    status="actual",
    qualifier="exact",
    scope="district",
)


def fact(start=0, file="a.txt", **other):
    """The right answer to `row(start)`, but for what is given."""
    place = {"fact_id": f"f{start}", "source_path": f"sub/{file}", "raw_start": start, "raw_end": start + 4}
    return ANSWER | place | other


def row(start=0, **other):
    """A headline figure as an annotator reads it, but for what is given."""
    return replace(READING, start=start, **other)


def scores_of(rows, facts, roles=()):
    unit = GoldUnit("u", "a.txt", 0, 1000, tuple(rows))
    ledger = [{"source_path": "a.txt", "raw_start": start, "role": role} for start, role in roles]
    tables = pl.DataFrame(list(facts), schema=FACTS), pl.DataFrame(ledger, schema=LEDGER)
    return score_tables(*tables, [unit], scored_codes(SAMPLES))


def test_a_right_fact_counts_everywhere():
    got = figures(scores_of([row()], [fact()], [(0, "fact")]).total)
    assert {name: value for name, value in got.items() if value != 1} == {}


@pytest.mark.parametrize(
    ("expected", "found", "wrong"),
    [
        ({}, {"value": 1 + 5e-7}, ()),  # rounding of floats
        ({}, {"value": -1.0}, ("value",)),  # the sign is part of the value
        ({"value_high": 2.0}, {}, ("value",)),  # half of a range
        ({}, {"value_high": 2.0}, ()),  # an upper end that nobody asked for
        ({"units": ("个月",)}, {"unit": "月"}, ()),
        ({"units": ("个",)}, {"unit": "家"}, ("unit",)),
        ({"units": ("户", "家")}, {"unit": "家"}, ()),
        ({"measure": "share", "units": ("%",), "codes": ("",)}, {"unit": "%", "indicator": None}, ()),
        ({"measure": "share", "units": ("%",)}, {"unit": "%"}, ("measure",)),  # a code settles the reading
        ({"periods": ("2020", "2020-12")}, {"period": "2020-12"}, ()),
        ({}, {"period": None}, ("period",)),
        ({"codes": ("",)}, {"indicator": "gdp_per_capita"}, ()),  # a code that the gold does not know
        ({"codes": ("",)}, {"indicator": "gdp"}, ("indicator",)),  # a code where none is right
        ({}, {"indicator": "gdp"}, ("indicator",)),
        ({}, {"status": "target"}, ("status",)),
        ({}, {"qualifier": "approx"}, ("qualifier",)),
        ({}, {"scope": "other"}, ("scope",)),
        ({}, {"metric": "固定资产投资"}, ("metric",)),
    ],
)
def test_attributes_that_are_wrong(expected, found, wrong):
    scores = scores_of([row(**expected)], [fact(**found)])
    assert tuple(name for problem in scores.problems for name in problem.wrong) == wrong
    assert scores.total.strict == (not set(wrong) - {"qualifier", "scope"})


def test_qualifier_and_scope_are_not_strict():
    scores = scores_of([row()], [fact(qualifier="approx", scope="other")])
    assert figures(scores.total)["strictF1"] == 1


def test_missed_and_spurious():
    scores = scores_of([row(0)], [fact(50)])
    assert [(problem.kind, problem.raw_start) for problem in scores.problems] == [
        ("missed", 0),
        ("spurious", 50),
    ]
    assert figures(scores.total)["F1"] == 0


def test_of_two_facts_on_one_numeral_the_better_counts_and_the_other_is_spurious():
    scores = scores_of([row()], [fact(measure="share"), fact()])
    assert scores.total.strict == 1
    assert [problem.kind for problem in scores.problems] == ["spurious"]


def test_two_metrics_of_one_numeral_may_be_two_facts():
    scores = scores_of(
        [row(metric="税收收入|一般公共预算收入")], [fact(), fact(metric="税收收入", indicator=None)]
    )
    assert scores.problems == ()
    assert scores.total.found == 1


def test_a_small_count_in_chinese_is_neither_asked_for_nor_wrong():
    small = row(chinese=True, units=("支",), value=3.0, codes=("",))
    for facts in ([], [fact()]):
        scores = scores_of([small], facts)
        assert (scores.total.expected, scores.total.found, scores.problems) == (0, 0, ())


def test_money_in_chinese_numerals_is_asked_for():
    assert scores_of([row(chinese=True, value=5.0)], []).total.expected == 1


@pytest.mark.parametrize(
    ("expected", "found", "accounted", "right"),
    [
        ("date", "date", 1, 1),
        ("date", "name", 1, 1),  # which other role it has is not scored
        ("date", "fact", 1, 0),
        ("part", "fact", 1, 1),  # both belong to a measurement
        ("fact", "unexplained", 0, 0),
        ("date", "unexplained", 0, 1),
        ("fact", None, 0, 0),
    ],
)
def test_ledger(expected, found, accounted, right):
    total = scores_of([row(role=expected)], [], [(0, found)] if found else []).total
    assert (total.accounted, total.role_right) == (accounted, right)


@pytest.mark.parametrize(
    ("expected", "found", "alike"),
    [
        ("增加值", "全区增加值", True),
        ("通过产融合作平台成功融资企业", "成功融资企业", True),
        ("新开办学校", "学校新开办", True),  # the same characters in another order
        ("居民人均可支配收入", "人均 可支配收入", True),  # blanks do not count
        (
            "一般公共预算收入",
            "一般公共预算支出",
            True,
        ),  # too lenient, and so is the script: codes tell these apart
        ("固定资产投资", "税收", False),
        ("人口", "口", True),
        ("城镇登记失业人数", "", False),
    ],
)
def test_metrics_alike(expected, found, alike):
    assert metrics_alike(expected, found) is alike


def right_tables(folder):
    """Tables that answer a gold folder without a mistake."""
    facts, ledger = [], []
    for unit in read_gold(folder):
        for gold in unit.rows:
            if not gold.chinese:
                ledger.append({"source_path": unit.file, "raw_start": gold.start, "role": gold.role})
            if gold.is_fact:
                facts.append(
                    fact(
                        gold.start,
                        unit.file,
                        metric=gold.metric.split("|")[0],
                        indicator=gold.codes[0] or None,
                        measure=gold.measure,
                        value=gold.value,
                        value_high=gold.value_high,
                        unit=gold.units[0],
                        period=gold.periods[0],
                        status=gold.status,
                        qualifier=gold.qualifier,
                        scope=gold.scope,
                        raw_end=gold.start + 1,
                    )
                )
    return facts, ledger


def write(folder, facts, ledger):
    pl.DataFrame(facts, schema=FACTS).write_parquet(folder / "metric_facts.parquet")
    pl.DataFrame(ledger, schema=LEDGER).write_parquet(folder / "number_ledger.parquet")


def damage(facts, ledger, chance):
    """Mistakes of every kind in about half of the rows."""
    out = []
    for item in facts:
        fate = chance.randrange(16)
        changed = {
            0: {"value": (item["value"] or 0) * 10},
            1: {"unit": "个" + item["unit"]},
            2: {"measure": "share"},
            3: {"period": "1999"},
            4: {"status": "target"},
            5: {"indicator": "gdp"},
            6: {"indicator": "gdp_per_capita"},
            7: {"metric": item["metric"][chance.randrange(len(item["metric"])) :]},
            8: {"metric": "".join(chance.sample(item["metric"], len(item["metric"])))},
            9: {"raw_start": item["raw_start"] + 1, "raw_end": item["raw_end"] + 4},
            10: {"raw_start": max(0, item["raw_start"] - 2), "raw_end": item["raw_end"] + 3},
        }.get(fate, {})
        if fate != 11:
            out.append(item | changed)
        if fate in (0, 12):
            out.append(item | {"metric": "税收收入"})
    for item in ledger:
        if chance.randrange(5) == 0:
            item["role"] = chance.choice(["fact", "part", "date", "name", "unexplained"])
    return out, [item for item in ledger if chance.randrange(20)]


def test_right_answers_to_the_gold_of_the_samples_have_no_problem(tmp_path):
    write(tmp_path, *right_tables(SAMPLES))
    scores = score(tmp_path, SAMPLES)
    assert scores.problems == ()
    assert {v for k, v in figures(scores.total).items() if k not in ("numerals", "facts")} == {1}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("place", ["samples", "shared", "examples"])
def test_figures_equal_those_of_the_script(seed, place, gold, tmp_path):
    spec = importlib.util.spec_from_file_location("gold_score", gold / "score.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    folder = {"samples": SAMPLES, "shared": gold, "examples": gold / "examples"}[place]
    write(tmp_path, *damage(*right_tables(folder), random.Random(seed)))

    theirs, errors = script.score(tmp_path, script.load_gold(folder, None))
    ours = score(tmp_path, folder)

    assert {name: figures(tally) for name, tally in ours.units.items()} | {"ALL": figures(ours.total)} == {
        name: script.ratios(counts) for name, counts in theirs.items()
    }
    assert sorted((p.unit, p.raw_start, p.kind) for p in ours.problems) == sorted(
        (unit, start, kind.split(" ")[0]) for unit, start, kind, *_ in errors
    )
    assert 0.2 < figures(ours.total)["strictF1"] < 0.9, "the damage is neither none nor total"


def test_codes_that_are_scored_are_those_of_the_shared_list(gold):
    assert scored_codes(SAMPLES) == scored_codes(gold) == scored_codes(gold / "examples")


def test_score_names_the_table_that_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"metric_facts\.parquet is missing"):
        score(tmp_path, SAMPLES)


def test_gold_names_the_unit_that_it_does_not_have():
    with pytest.raises(ValueError, match="no unit nowhere"):
        read_gold(SAMPLES, ["nowhere"])


def test_rendered_table_has_a_line_per_unit_and_one_over_all():
    lines = render_scores(scores_of([row()], [fact()], [(0, "fact")])).splitlines()
    assert [line.split()[0] for line in lines] == ["unit", "u", "ALL"]
    assert len({len(line) for line in lines}) == 1


def test_rendered_problems_say_where_what_and_which_rule():
    text = render_problems(scores_of([row()], [fact(period="2019", rule="period.section", quote="今年……")]))
    assert text == (
        "u  a.txt:0  wrong period\n"
        "    expected  一般公共预算收入 · 2020\n"
        "    observed  一般公共预算收入 · 2019  [period.section]\n"
        "    in        今年……\n"
    )


def test_rendered_problems_count_what_is_left():
    scores = scores_of([row(start) for start in range(0, 50, 10)], [])
    assert render_problems(scores, limit=2).endswith("… and 3 more\n")
