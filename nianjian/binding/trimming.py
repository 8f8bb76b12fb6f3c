"""A phrase without what stands around its noun and is no part of it: marks of items, labels, causes."""

from __future__ import annotations

import re

from nianjian.levels import LEVELS
from nianjian.places import has_any

_CAUSE = re.compile(r"^受[^，,；;]{1,16}?(?:影响|拖累|带动|拉动)[，,]?")
# 今年的预期目标是生产总值增长: the goal is named by what it is about.
_GOAL_LEAD = re.compile(r"^[^，,；;。]{0,16}目标(?:任务)?[是为]")
# 县人大三次会议批准的一般公共预算收入: who approved it says nothing of what it is.
_APPROVED = re.compile(r"^[^，,；;。]{0,24}(?:人大|人代会|代表大会|会议)(?:审议|审查)?(?:批准|通过|确定)的")
# 经济概况 全市…: a yearbook's label in front of its text.
_LABEL = re.compile(rf"^[一-龥]{{2,6}}[ \u3000]+(?=全[年{LEVELS}]|年末|年底)")
# 按户籍人口计算人均: how it is reckoned says nothing of what it is.
_RECKONED = re.compile(r"^按[^，,；;。]{2,12}?(?:计算|测算|统计|核算)的?[，,]?(?=.)")
_APPROVES = ("批准的", "通过的", "确定的")
# 1.引进项目, (含园区: the number of an item, and what opens an aside.
_FRONT = re.compile(
    r"^(?:[0-9]{1,2}[.．、)）](?![0-9])\s*|[（(][0-9]{1,2}[）)]\s*|[（(](?:其中|包括|含)?(?=[^（）()]*$))"
)
_FRONTS = frozenset("0123456789（(")
_CIRCLED = "".join(map(chr, range(0x2460, 0x2474)))
_TRIM_RIGHT = ' \u3000的、，,：:。；;“"（(—-之在' + _CIRCLED
TRIM_LEFT = ' \u3000、，,：:。；;”"）)—-─·▪●■◆#*' + _CIRCLED


def trimmed(phrase: str) -> str:
    """A phrase without its list mark, its label, the goal, the approval or the cause in front of it."""
    text = phrase.strip().rstrip(_TRIM_RIGHT).lstrip(TRIM_LEFT)
    if text[:1] in _FRONTS:
        text = _FRONT.sub("", text, count=1)
    if " " in text or "\u3000" in text:
        text = _LABEL.sub("", text)
    if "目标" in text:
        text = _GOAL_LEAD.sub("", text) or text
    if has_any(text, _APPROVES):
        text = _APPROVED.sub("", text, count=1)
    if text.startswith("按"):
        text = _RECKONED.sub("", text, count=1)
    if text.startswith("受"):
        text = _CAUSE.sub("", text, count=1)
    return text
