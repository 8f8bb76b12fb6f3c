"""Period labels and the days they cover."""

from datetime import date

import pytest

from nianjian.quality.periods import days, is_simple, year_before

LABELS = [
    ("2020", "2020-01-01", "2020-12-31"),
    ("2020-H1", "2020-01-01", "2020-06-30"),
    ("2020-H2", "2020-07-01", "2020-12-31"),
    ("2020-Q1", "2020-01-01", "2020-03-31"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("2020-07-14", "2020-07-14", "2020-07-14"),
    ("2016/2020", "2016-01-01", "2020-12-31"),
    ("2020-02/2020-06", "2020-02-01", "2020-06-30"),
]


@pytest.mark.parametrize(("label", "start", "end"), LABELS)
def test_a_label_covers_days(label: str, start: str, end: str) -> None:
    assert days(label) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "label", ["", "20", "2020-H3", "2020-13", "2021-02-29", "2020-", "a/b", "2016/2018/2020"]
)
def test_other_words_are_no_labels(label: str) -> None:
    assert days(label) is None


def test_cells_have_simple_periods() -> None:
    assert [p for p in ("2020", "2020-H1", "2020-Q3", "2020-06", "2016/2020", None) if is_simple(p)] == [
        "2020",
        "2020-H1",
        "2020-Q3",
    ]
    assert year_before("2020-H1") == "2019-H1"
