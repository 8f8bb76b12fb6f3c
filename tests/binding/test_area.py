"""Which words name the whole of an area."""

from __future__ import annotations

from nianjian.binding.area import Area

DISTRICT = Area.named("云水区")


def test_whole_areas_are_named_by_their_level():
    assert DISTRICT.is_neutral("全区")
    assert not DISTRICT.is_neutral("全市")


def test_the_towns_of_a_county_are_known_by_any_kind(read):
    """A 乡 of an old report may be a 镇 or a 街道 of the table."""
    facts, _ = read("其中马陆乡栽种葡萄1.2万亩。", region="310114")
    elsewhere, _ = read("其中马陆乡栽种葡萄1.2万亩。", region="310100")

    assert [fact.subject for fact in (*facts, *elsewhere)] == ["马陆乡", None]
