"""Every numeral of a clean text: a quantity that may measure something, or the role of one that does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.ledger.roles import NameSpans, Role, role_of
from nianjian.quantities.chinese import chinese_quantities
from nianjian.quantities.ratios import rank_quantities, ratio_quantities
from nianjian.quantities.scan import NUMERAL, Quantity, down_to_zero, quantity_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.binding.times import TimeMarks
    from nianjian.model import Section
    from nianjian.tabular import Tables

_INDEX = re.compile(
    r"(?:指数|系数|死亡率|得分|评分|性别比)(?:[（(][^（）()]{0,12}[）)])?(?:为|是|达到?|提高到|提升到|升至|降至|[：:])$|(?:(?:综合|消费价格(?:总)?)指数|死亡率|系数|性别比)$"
)
# 城乡收入比2.31:1，比上年缩小0.04: by how much a figure without a unit moved.
_INDEX_MOVES = re.compile(
    r"(?:指数|系数|收入比|收入之比|倍差)[^。；;]{0,30}(?:缩小|扩大|下降|降低|减少|上升|提高|回落)了?$"
)
_CLASS = re.compile(
    r"的?“[^”]{2,8}”[0-9]|的?(?:固定资产投资|(?:[一-龥]{0,10}?)(?:项目|企业|单位|大户|工程|商户|农户|专业村|用户|纳税|养殖|锅炉|村(?!民(?!小组))))"
)
# 10吨以下燃煤锅炉23台, 500平方米以上超市6家: a size that names a class, whose members are counted.
_MEMBERS_BEHIND = re.compile(r"的?[一-龥]{2,10}(?:达到?|共|有)?[0-9]+[台座辆艘个家户条处]")
_HEADS = frozenset("头只羽匹株户")
_THRESHOLD = re.compile(r"[超过破上]$")
_COUNTED_BEHIND = re.compile(
    r"的?[一-龥]{0,10}?(?:企业|项目|县|镇|乡|村|园区|产业|集群)?(?:达到?|共|有)?[0-9]+[个家户]"
)
# 超10亿元企业: a kind of them, whatever is said of it.
_KIND_BEHIND = re.compile("的?(?:企业|产业|集群|园区|乡镇|项目)(?!建设|资金|投|总)")
# 收入达到30万元以上的52个: those of which it is so.
_HOW_MANY = "(?:达到?|共|有|约|近|超过|不少于|不低于)?"
_OF_WHICH = re.compile(rf"的(?:企业|项目|单位|村|户|农户|乡镇)?{_HOW_MANY}[0-9]+[个家户项](?!百分点)")
# 其中10亿元以上不少于45个
_COUNT_BEHIND = re.compile(rf"的?(?:项目|企业)?{_HOW_MANY}[0-9]+[个家户项](?!百分点|月)")
# 10亿元至50亿元12个, 5—10亿元项目8个: both ends of a range name the class that is counted.
_RANGE_BEFORE = re.compile("[0-9][万亿]*元?[至到—–~～-]$")
_REACHED = re.compile(
    r"(?:达到?|超过?|突破|增长|下降|完成|实现|低于|少于|高于|[至到为是]|约|近|占比|占|率|度)$"
)
_YEAR_FACT = re.compile(r"(?:连续|提前|延长|缩短|推迟)(?:了|近|第)?(?:[0-9]{1,2}年[、和])*$")
_ROW_NUMBER = Role("enumerator", "table.row_number")
_UNREAD = Role("unexplained", "table.unread")
_FIRM = frozenset(("money", "percent", "permille", "point", "measure", "multiple"))


class Sorter:
    """Sorts the numerals of one text by what its time words, names and tables say about them."""

    def __init__(self, text: str, marks: TimeMarks, names: NameSpans, tables: Tables) -> None:
        self.text = text
        self.marks = marks
        self.names = names
        self.tables = tables

    def sort(self, sections: Sequence[Section]) -> tuple[list[Quantity], dict[int, Role]]:
        """The numerals that may measure something, in order, and the roles of the others by clean offset."""
        text = self.text
        roles = dict.fromkeys(self.tables.numbers, _ROW_NUMBER)
        roles.update((at, _UNREAD) for at in self.tables.unread)
        found: list[Quantity] = []
        markers = {
            at: section
            for section in sections
            if section.marker
            for at in range(section.start, section.start + len(section.marker))
        }
        found += ratio_quantities(text)
        found += rank_quantities(text)
        found = [q for q in found if q.start not in self.tables.claimed]
        taken = {at for q in found for at in range(q.start, q.end)} | self.tables.claimed
        at = 0
        for match in NUMERAL.finditer(text):
            start = match.start()
            if start < at or start in taken:
                continue
            mark = self.marks.at(start)
            if mark is not None:
                roles[start] = Role("date", mark.rule)
                continue
            if start in markers:
                roles[start] = Role("enumerator", "role.section_marker")
                continue
            quantity = down_to_zero(text, quantity_at(text, match), found[-1] if found else None)
            role = self._role(quantity)
            if role is not None:
                roles[start] = role
                continue
            found.append(quantity)
            # The 10 of 98.6/10万 is no figure of its own.
            at = quantity.end if quantity.unit_text.startswith("/") else quantity.number_end
        found += [q for q in chinese_quantities(text) if q.start not in taken]
        return sorted(found, key=lambda q: q.start), roles

    def _role(self, quantity: Quantity) -> Role | None:
        firm = quantity.kind in _FIRM
        grip = "firm" if firm else "loose" if quantity.unit_text else "bare"
        role = role_of(self.text, quantity.start, grip)
        if role is not None:
            return role
        role = self.names.role_at(quantity.start)
        if role is not None and (not firm or self._in_short_name(quantity)):
            return role
        lasts = "." in quantity.value_text or _YEAR_FACT.search(
            self.text, max(0, quantity.start - 12), quantity.start
        )
        if quantity.kind == "year" and not lasts:
            return Role("date", "role.years")
        if self._is_class(quantity):
            return Role("name", "role.threshold")
        if quantity.kind == "" and not quantity.unit_text and not self._is_index(quantity):
            return Role("unexplained", "role.bare")
        return None

    def _in_short_name(self, quantity: Quantity) -> bool:
        """“两个100%” is a slogan; a quoted “增长7%左右” is a figure all the same."""
        at = quantity.start
        return self.names.is_short(at) and not _REACHED.search(self.text, max(0, at - 3), at)

    def _is_index(self, quantity: Quantity) -> bool:
        text, at = self.text, quantity.start
        moves = "." in quantity.value_text and _INDEX_MOVES.search(text, max(0, at - 48), at)
        return bool(moves or _INDEX.search(text, max(0, at - 16), at))

    def _is_bracket(self, quantity: Quantity) -> bool:
        """Whether an amount is the one end of a range, or both, in which so many things lie."""
        at, behind = quantity.start, quantity.tail_end
        if not (_COUNT_BEHIND.match(self.text, behind) or _OF_WHICH.match(self.text, behind)):
            return False
        return quantity.high is not None or bool(_RANGE_BEFORE.search(self.text, max(0, at - 8), at))

    def _is_class(self, quantity: Quantity) -> bool:
        """投资3000万元以上项目95个: the amount names a class of things, it measures none of them."""
        if quantity.kind == "money" and self._is_bracket(quantity):
            return True
        if quantity.kind == "money" and _THRESHOLD.search(
            self.text, max(0, quantity.start - 2), quantity.start
        ):
            behind = quantity.tail_end
            return bool(_COUNTED_BEHIND.match(self.text, behind) or _KIND_BEHIND.match(self.text, behind))
        bounded = quantity.qualifier in ("at_least", "at_most") and quantity.tail_end > quantity.end
        if not bounded or not (quantity.kind in ("money", "measure") or quantity.unit in _HEADS):
            return False
        at, behind = quantity.start, quantity.tail_end
        if quantity.kind == "money" and _OF_WHICH.match(self.text, behind):
            return True
        members = _MEMBERS_BEHIND if quantity.kind == "measure" else _COUNT_BEHIND
        named = _CLASS.match(self.text, behind) or (
            quantity.kind in ("money", "measure") and members.match(self.text, behind)
        )
        return bool(named) and not _REACHED.search(self.text, max(0, at - 3), at)
