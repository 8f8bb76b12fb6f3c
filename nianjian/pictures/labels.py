"""What is written in a picture, in Chinese or, where no font has Chinese characters, in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.catalogue.indicators import indicators
from nianjian.exports import units

if TYPE_CHECKING:
    from nianjian.model import Cell

_WORDS = {
    "actual": ("实际", "actual"),
    "estimate": ("预计", "estimate"),
    "target": ("目标", "target"),
    "implied": ("目标（按增幅推算）", "target, from its growth rate"),
    "data": ("有数据", "figure"),
    "conflict": ("来源矛盾", "sources disagree"),
    "target only": ("仅有目标", "target only"),
    "headlines": ("主要指标：实际与目标", "Headline indicators: actuals and targets"),
    "coverage": ("覆盖情况", "Coverage"),
    "empty": ("没有数据", "no figures"),
    "annual": ("仅全年数据", "full years only"),
    "more regions": ("另有{}个地区未列", "{} more regions are left out"),
    "more indicators": ("另有{}项指标未列", "{} more indicators are left out"),
    "more periods": ("另有{}个地区时期未列", "{} more regions and periods are left out"),
}


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language; `english` also writes regions by code and units by English name."""

    english: bool = False

    def word(self, name: str, *given: object) -> str:
        """A word or sentence of the picture itself."""
        return _WORDS[name][self.english].format(*given)

    def indicator(self, code: str) -> str:
        """The name of an indicator."""
        known = indicators()[code]
        return known.name_en if self.english else known.name_zh

    def region(self, cell: Cell) -> str:
        """The name of a region."""
        return cell.region_code if self.english else cell.region_name

    def unit(self, code: str, unit: str) -> str:
        """The unit that `units.human` gives."""
        if not self.english:
            return units.human_unit(code, unit)
        name = units.codes().get(unit, ("", units.code(unit)))[1]
        name = name.encode("ascii", "ignore").decode().replace(" ()", "")
        return f"{name}, 100 million" if units.power(code, unit) else name


ENGLISH = Labels(english=True)
