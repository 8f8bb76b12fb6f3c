"""How an area is named, and names of regions that begin like a link."""

from __future__ import annotations

import pytest

from nianjian.binding import metrics
from nianjian.binding.area import Area, opens_with_a_place

DISTRICT = Area.named("云水区")


@pytest.mark.parametrize("phrase", ["和田玉产量", "于都脐橙产量", "从江香猪出栏", "将乐县税收"])
def test_a_place_keeps_its_first_character(phrase):
    assert metrics.read_phrase(phrase, DISTRICT).name == phrase


@pytest.mark.parametrize("phrase", ["和县城居民", "和乡村旅游", "于年底", "将新增"])
def test_what_only_begins_like_a_place(phrase):
    assert not opens_with_a_place(phrase)


def test_whole_areas_are_named_by_their_level():
    assert DISTRICT.is_neutral("全区")
    assert not DISTRICT.is_neutral("全市")
