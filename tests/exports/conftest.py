"""The sample reports as the source of all exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianjian.corpus import load
from nianjian.exports.source import Source
from nianjian.pipeline import extract


@pytest.fixture(scope="session")
def source(sample_seeds: Path) -> Source:
    return Source.of(extract(load(sample_seeds)).frames())


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """A report whose file name, title and clauses try to be formulas and terminal commands."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "=cmd|' !A0.txt").write_text(HOSTILE, encoding="utf-8")
    return Source.of(extract(load(folder)).frames())


HOSTILE = """嘉定区2021年政府\x07工作报告
——2021年1月12日在区六届人大八次会议上
区长 某某

各位代表：
一、2020年\x1b[31m工作回顾
=A1，全年地区生产总值2600.5亿元，同比增长3.2%。
+B2，一般公共预算收入280.6亿元\x08，下降1.5%。
@SUM(A1)，社会消费品零售总额100.5\x0b亿元。
-C3，固定资产投资\u202e300亿元\x85，\u2028增长2.5%。
二、2021年工作安排
地区生产总值增长6%左右，新增就业岗位2万个以上。
"""
