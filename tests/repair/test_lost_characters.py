"""以 dropped from a whole text comes back where a number leaves room for nothing else."""

from __future__ import annotations

import pytest

from nianjian.repair.lost import lost_characters

LONG = "推进城市更新和乡村建设，办好民生实事。" * 260


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("失业率控制在4%下，", "失业率控制在4%以下，"),
        ("新增年产值500万元上企业12家。", "新增年产值500万元以上企业12家。"),
        ("开展3岁下幼儿照护，", "开展3岁以下幼儿照护，"),
        ("服务60岁上老人900名。", "服务60岁以上老人900名。"),
        # Children go to school at six, and a bus goes down a slope of two metres.
        ("孩子6岁上小学，", "孩子6岁上小学，"),
        ("公交沿2米下坡行驶。", "公交沿2米下坡行驶。"),
    ],
)
def test_numbers_tell_where_yi_was_lost(damaged, whole):
    # Two closed phrases are the least that tells a lost character from one that the text happens to lack.
    text = f"坚持人民为中心，{damaged}团结在习近平同志为核心的党中央周围，{LONG}"
    for proposal in sorted(lost_characters(text), key=lambda proposal: -proposal.start):
        text = text[: proposal.start] + proposal.after + text[proposal.end :]
    assert whole in text
