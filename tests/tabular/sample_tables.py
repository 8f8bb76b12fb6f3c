"""A table of a plan report, the layouts that it may lie in, and its facts in brief."""

from __future__ import annotations

from nianjian.binding.area import Area
from nianjian.binding.calendar import Calendar
from nianjian.tabular import read_tables

# A plan report given in January 2024 about a district.
CALENDAR = Calendar("2023", "2024", 2024)
AREA = Area.named("云水区")


def facts(text):
    """(metric, code, measure, value, unit, period, status, qualifier) of every cell, in order."""
    return [
        (
            cell.bound.metric.name,
            cell.bound.metric.code,
            cell.bound.measure,
            float(cell.bound.value),
            cell.bound.unit,
            cell.dating.period,
            cell.dating.status,
            cell.bound.qualifier,
        )
        for cell in read_tables(text, AREA, CALENDAR).cells
    ]


def brief(text, *places):
    """Some fields of every cell, by place in the row that `facts` gives."""
    return [tuple(fact[i] for i in places) for fact in facts(text)]


HEAD = ["序号", "指标名称", "单位", "2023年完成", "增速（%）", "2024年目标（%）"]
ROWS = [
    ["1", "规模以上工业总产值", "亿元", "412.7", "7.2", "6.5"],
    ["2", "规模以上工业增加值", "—", "—", "-8.1", "7左右"],
    ["3", "城镇常住居民人均可支配收入", "元", "53926", "4.5", "≥5"],
    ["4", "城镇登记失业率", "%", "3.1", "—", "3.5以内"],
]
OUTPUT, ADDED = "industrial_output_above_scale", "industrial_value_added_above_scale"
INCOME, IDLE = "disposable_income_urban", "registered_unemployment_rate"
MEANING = [
    ("规模以上工业总产值", OUTPUT, "level", 41270000000.0, "CNY", "2023", "actual", "exact"),
    ("规模以上工业总产值", OUTPUT, "change_pct", 7.2, "%", "2023", "actual", "exact"),
    ("规模以上工业总产值", OUTPUT, "change_pct", 6.5, "%", "2024", "target", "exact"),
    ("规模以上工业增加值", ADDED, "change_pct", -8.1, "%", "2023", "actual", "exact"),
    ("规模以上工业增加值", ADDED, "change_pct", 7.0, "%", "2024", "target", "approx"),
    ("城镇常住居民人均可支配收入", INCOME, "level", 53926.0, "CNY", "2023", "actual", "exact"),
    ("城镇常住居民人均可支配收入", INCOME, "change_pct", 4.5, "%", "2023", "actual", "exact"),
    ("城镇常住居民人均可支配收入", INCOME, "change_pct", 5.0, "%", "2024", "target", "at_least"),
    ("城镇登记失业率", IDLE, "level", 3.1, "%", "2023", "actual", "exact"),
    ("城镇登记失业率", IDLE, "level", 3.5, "%", "2024", "target", "at_most"),
]


def bars(rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


LAYOUTS = {
    "blanks": lambda rows: "\n".join(" ".join(row) for row in rows),
    "wide blanks": lambda rows: "\n".join("   ".join(row) for row in rows),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "bars": bars,
    "open bars": lambda rows: "\n".join(" | ".join(row) + " |" for row in rows),
    "full-width blanks": lambda rows: "\n".join("　" + "　".join(row) for row in rows),
    "one cell a line": lambda rows: "\n".join(cell for row in rows for cell in row),
    "blank lines between": lambda rows: "\n\n".join(" ".join(row) for row in rows),
    "spaced heads": lambda rows: (
        "\n".join(
            " ".join("  ".join(cell) if row is rows[0] and len(cell) == 2 else cell for cell in row)
            for row in rows
        )
        .replace("序  号", "序 号")
        .replace("单  位", "单 位")
    ),
    "no line breaks": lambda rows: " ".join(" ".join(row) for row in rows),
    "a page break": lambda rows: "\n".join(" ".join(row) for row in [*rows[:3], rows[0], *rows[3:]]),
    "groups between": lambda rows: "\n".join(" ".join(row) for row in [*rows[:3], ["二、民生"], *rows[3:]]),
}
