"""Words and names of regions that begin like a link."""

from __future__ import annotations

import pytest

from nianjian.binding import metrics
from nianjian.binding.area import Area
from nianjian.binding.links import begins_a_word

DISTRICT = Area.named("云水区")


@pytest.mark.parametrize("phrase", ["和田玉产量", "于都脐橙产量", "从江香猪出栏", "将乐县税收"])
def test_a_place_keeps_its_first_character(phrase):
    assert metrics.read_phrase(phrase, DISTRICT).name == phrase


@pytest.mark.parametrize("phrase", ["和县城居民", "和乡村旅游", "于年底", "将新增"])
def test_what_only_begins_like_a_place(phrase):
    assert not begins_a_word(phrase)


@pytest.mark.parametrize("phrase", ["共享单车投放量", "再循环利用量", "并发症病例", "使馆面积"])
def test_a_word_of_the_dictionary_keeps_its_first_character(phrase):
    assert metrics.read_phrase(phrase, DISTRICT).name == phrase


@pytest.mark.parametrize(("phrase", "name"), [("在全区旅游收入", "旅游收入"), ("与工业投资", "工业投资")])
def test_a_link_goes(phrase, name):
    assert metrics.read_phrase(phrase, DISTRICT).name == name
