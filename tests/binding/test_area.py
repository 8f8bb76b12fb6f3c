"""Which words name the whole of an area."""

from __future__ import annotations

from nianjian.binding.area import Area

DISTRICT = Area.named("云水区")


def test_whole_areas_are_named_by_their_level():
    assert DISTRICT.is_neutral("全区")
    assert not DISTRICT.is_neutral("全市")
