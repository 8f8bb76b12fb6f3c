"""Whom a sentence is about, clause by clause."""

from __future__ import annotations

import pytest

from nianjian.binding.area import Area
from nianjian.binding.subjects import subject_at, subjects

CITY = Area.named("临川市")._replace(parts=(("青田县", "青田"), ("白沙区", "白沙"), ("长岭县", "长岭")))


def holder(sentence: str, numeral: str) -> str | None:
    at = sentence.index(numeral)
    found = subject_at(subjects(sentence, 0, len(sentence), CITY), at)
    return found.name if found else None


@pytest.mark.parametrize(
    ("sentence", "numeral", "name"),
    [
        ("青田县生产总值增长6.2%。", "6.2", "青田县"),
        ("青田、长岭生产总值分别增长6.2%和5.1%。", "5.1", "青田、长岭"),
        ("白沙、长岭两区县税收分别为3亿元和4亿元。", "4亿", "白沙、长岭"),
        ("柳溪镇、云台镇污水处理率达到83%和71%。", "71", "柳溪镇、云台镇"),
        ("甲峰药业集团完成产值26亿元，带动就业900人。", "900", "甲峰药业集团"),
        ("星沙湖（东岸）景区游客量60万人次，门票收入800万元。", "800", "星沙湖（东岸）景区"),
        ("平川铁路、凤山机场等重大项目累计到位资金9亿元。", "9亿", "凤山机场等重大项目"),
        ("沿江高速青田至长岭段改扩建完成投资7亿元。", "7亿", "沿江高速青田至长岭段改扩建"),
        ("②云栖小镇：位于柳溪镇北部，面积约8平方公里。", "8平", "云栖小镇"),
        ("数据中心坐落于柳溪镇，占地面积90亩。", "90", "数据中心"),
    ],
)
def test_somebody_is_named(sentence, numeral, name):
    assert holder(sentence, numeral) == name


@pytest.mark.parametrize(
    ("sentence", "numeral"),
    [
        ("青田、白沙、长岭等3个县区脱贫摘帽；高校毕业生就业率保持在95%，新增岗位700个。", "700"),
        ("支持青田、长岭3个县区开展试点，新建学校9所。", "9"),
        ("人均地区生产总值达到7.2万元。", "7.2"),
        ("我市位于平川中部，总面积3200平方公里。", "3200"),
        ("临川市地处平川中部，总面积3200平方公里。", "3200"),
        ("制药业产值增长9%。", "9"),
        ("重点产业园区完成投资64亿元。", "64"),
        ("沿江高速青田段完成投资7亿元，新建农村公路85公里。", "85"),
        ("凤山机场旅客吞吐量90万人次；新增停车位1200个。", "1200"),
        ("凤山机场旅客吞吐量90万人次，全市接待游客3000万人次。", "3000"),
        ("凤山机场旅客吞吐量90万人次；固定资产投资增长8%。", "8%"),
        ("甲峰工厂等一批重点项目投产，集聚企业150余家。", "150"),
        ("全市首个保税仓建成，新增外贸企业31家。", "31"),
    ],
)
def test_the_sentence_is_about_the_whole_area(sentence, numeral):
    assert holder(sentence, numeral) is None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("滨江新区2021年政府工作报告", "gdp"),
        ("某市滨江新区（甲区）政府工作报告", "gdp"),
        ("某区关于滨江新区建设情况的报告", None),
        ("某区政府工作报告", None),
    ],
)
def test_a_zone_that_reports_for_itself_calls_itself_by_its_kind(read, title, code):
    (fact,), _ = read("新区生产总值增长6%。", title=title)

    assert fact.indicator == code
