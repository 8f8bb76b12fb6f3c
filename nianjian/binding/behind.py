"""What a figure measures where the noun stands behind the numeral: 新增4家发热门诊, 98%的事项."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from nianjian.binding import clauses, metrics
from nianjian.binding.metrics import Metric
from nianjian.catalogue import alternation, worded, words
from nianjian.levels import LEVELS
from nianjian.places import has_any
from nianjian.values import value

if TYPE_CHECKING:
    from nianjian.binding.tails import Tail
    from nianjian.quantities.scan import Quantity

_COUNTED = ("count", "measure", "time", "year", "score", "money", "")
# 对8家企业开展检查 is about the check, 支持8家企业获得贷款 about the loan.
_COVERBS = ("对", "向", "给", "为")
# 12个村、30个社区全部达标: what the whole list did.
_ALL_OF = re.compile("全部|均|都")
_ADVERBS = "«adverb»+$"
_NO_SUBJECT = re.compile(r"[、和与及等，,为对向从在以将]|[^一-龥“”A-Z]")
_LONGEST_SUBJECT = 10
# 民营经济贡献了全市62%的税收: who gives what part of it, whole and all left out.
_GIVES = rf"(?P<verb>«gives»)了?(?:全?[国{LEVELS}](?:近|的|约|超|超过)?)?$"
_GOAL = "的?«goal_kind»{0,2}«goal»"
_GOAL_REACH = 8
_WITHIN = "的?«goal_kind»{0,2}«goal»值?[之以]?内"
_WITHIN_REACH = 12


@value(frozen=True, slots=True)
class Gap:
    """The words that a quantity has to itself.

    `before`..quantity follows the quantity in front; `low`..`end` is the last clause of it without its
    tail; `limit` is where the next quantity or the sentence's end stands.
    """

    before: int
    low: int
    end: int
    limit: int


@value(frozen=True, slots=True)
class Named:
    """What a quantity is about, how that was found, and where the noun ends if it stood behind."""

    metrics: tuple[Metric, ...]
    rule: str = ""
    taken: int = 0

    @property
    def after(self) -> bool:
        """Whether the noun stood behind the numeral."""
        return self.taken > 0

    def saying(self, verb: str) -> Named:
        """Each of the metrics with the verb that is said of it: 小麦|种植."""
        if not verb:
            return self
        named = ((metric, metric.name + verb) for metric in self.metrics)
        told = (replace(metric, name=name, code=metrics.code_of(name)) for metric, name in named)
        return replace(self, metrics=tuple(told))


class Listed(NamedTuple):
    """What the sentence said so far: the metric of the last quantity, the verb in force, whether a list goes
    on whose items stand behind their numerals, and whether the counted ones now do something (20家企业获得).
    """

    current: Metric | None
    verb: str
    goes_on: bool
    acting: bool = False


def reaches(verb: str) -> bool:
    """Whether a verb tells whom something reaches: 覆盖, 惠及."""
    return alternation("phrase_words", "reaches").fullmatch(verb) is not None


def names_goal(text: str, at: int) -> bool:
    """Whether a goal is named right behind a value: 好于3%|的年度目标."""
    return has_any(text[at : at + _GOAL_REACH], words("goal")) and worded(_GOAL).match(text, at) is not None


def keeps_within(text: str, at: int) -> bool:
    """Whether a value named as a goal is its bound: 控制在4.5%|的预期目标以内."""
    return text.find("内", at, at + _WITHIN_REACH) >= 0 and worded(_WITHIN).match(text, at) is not None


def noun_behind(
    text: str, quantity: Quantity, tail: Tail, metric: Metric, gap: Gap, listed: Listed
) -> tuple[Named, str] | None:
    """新增4家发热门诊, 投入2亿元增配设备, 98%的事项: the noun behind the numeral, or None.

    `metric` is what the words in front name. Beside the name stands the verb that is in force from here on.
    """
    kind = quantity.kind
    if kind in ("percent", "permille"):
        named = _behind_percent(text, quantity, tail, metric, gap)
        return (named, listed.verb) if named else None
    # 减少40分钟等候时间, 新增发展12个村: what there is less or more of stands behind.
    acts = tail.changes and tail.base is None and (kind == "time" or (kind == "count" and metric.is_empty))
    if kind not in _COUNTED or tail.arrives or tail.share or (tail.changes and not acts):
        return None
    if tail.level and not (tail.object and metric.is_empty):
        return None
    if kind == "count":
        plain = clauses.without_place(metric.name)
        # 总量在全市12个县中排名第3: what is ranked is not what is counted.
        ranked = clauses.without_standing(plain) != plain
        plain = "" if plain in _COVERBS or ranked else plain
        metric = metric if plain == metric.name else replace(metric, name=plain)
    closing = metrics.action_at_end(metric.name)
    # 对甲小区等98万平方米老旧住房: the examples are no metric.
    examples = text[gap.low : quantity.start].endswith("等") and kind != "money"
    does = bool(closing) and listed.acting
    verb_only = metric.is_empty or closing == metric.name or examples or does
    ends = tail.lasting and metric.name in words("ends")
    verb_only = verb_only or (kind == "time" and (acts or ends or metric.name in words("takes")))
    if (kind not in ("count", "") and not verb_only) or (kind == "money" and not (closing or tail.object)):
        return None
    after = clauses.noun_after(text, quantity.tail_end, gap.limit, verbs=kind == "time" and not acts)
    if not after:
        return None
    if (kind == "time" and not acts) or (kind == "year" and tail.lasting):
        named = Named((_duration(tail, metric, after, listed.current),), "metric.duration")
        return named, listed.verb
    runs_on = clauses.runs_on(text, quantity.tail_end, gap.limit)
    noun = clauses.counted_noun(after) if runs_on else clauses.head_noun(after)
    if noun == after and kind == "count":
        noun += clauses.further_noun(text, quantity.tail_end + len(noun), gap.limit)
    verb = listed.verb
    if metric.is_empty and not tail.object and listed.goes_on:
        lead = verb
    else:
        lead = _doing(metric.name, closing) or (
            metric.name + tail.verb if acts else "" if verb_only else metric.name
        )
        verb = closing or metrics.action_at_start(metric.name)
    if examples or "、" in metric.name:
        lead = ""
    taken = max(quantity.tail_end, text.find(noun, quantity.tail_end, gap.limit)) + len(noun)
    if kind == "money" and (whole := clauses.listed_noun(text, taken, gap.limit)):
        noun = metrics.action_at_start(noun) + whole
    deed = clauses.happening(after, noun) if kind in ("count", "") and not runs_on else ""
    if deed and (not lead or alternation("phrase_words", "causes").fullmatch(lead)):
        of_all = listed.goes_on and _ALL_OF.match(after, len(noun))
        lead = lead if of_all else deed
    name = noun if noun.startswith(lead) else lead + noun
    code = metrics.code_of(name) if kind in ("count", "") else None
    if code is None and deed and listed.goes_on:
        code = metrics.code_of(noun)
    found = Metric(name, code, metric.subject, rule="metric.behind")
    return Named((found,), "metric.behind_numeral", taken), verb


def _doing(phrase: str, closing: str) -> str:
    """积分账户共覆盖 -> 积分账户覆盖: the verb before the numeral, with its subject where that is a thing."""
    if not reaches(closing):
        return closing
    subject = worded(_ADVERBS).sub("", phrase.removesuffix(closing)).rpartition("的")[2]
    plain = 2 <= len(subject) <= _LONGEST_SUBJECT and not _NO_SUBJECT.search(subject)
    does = metrics.action_at_start(subject) or metrics.action_at_end(subject)
    return subject + closing if plain and not does else closing


def _behind_percent(text: str, quantity: Quantity, tail: Tail, metric: Metric, gap: Gap) -> Named | None:
    moves = tail.changes or tail.arrives or tail.share or tail.rate or tail.improve
    # 乡镇和87%的村: the percentage is of the villages.
    beside = text[quantity.start - 1] in "和及与" and text.startswith("的", quantity.tail_end)
    of_it = text.startswith("的", quantity.tail_end)
    gives = worded(_GIVES).search(metric.name) if of_it else None
    if not (metric.is_empty or beside or gives) or moves or (tail.level and not tail.object):
        return None
    after = clauses.noun_after(text, quantity.tail_end, gap.limit)
    if not after or names_goal(text, quantity.tail_end):
        return None
    if gives:
        given = metric.name[: gives.end("verb")] + clauses.head_noun(after)
        return Named((replace(metric, name=given, code=None, rule="metric.behind"),), "metric.behind_percent")
    return Named((Metric(clauses.head_noun(after), rule="metric.behind"),), "metric.behind_percent")


def _duration(tail: Tail, metric: Metric, after: str, current: Metric | None) -> Metric:
    """连续54个月保持正增长, 仅用58天完成摘牌: how long something lasted or took."""
    if tail.lasting and current is not None and (metric.is_empty or metric.name in words("ends")):
        return Metric(f"{current.name}连续{after}", rule="metric.duration")
    if tail.lasting and metric.is_empty:
        return Metric(after, rule="metric.duration")
    if metric.is_empty or metric.name in words("takes"):
        return Metric(f"{clauses.head_noun(after.removeprefix('时间'))}用时", rule="metric.duration")
    return Metric(metric.name + after, rule="metric.duration")


def around(text: str, quantity: Quantity, gap: Gap) -> Named:
    """Something to call a figure that no phrase names: the words around it."""
    name = clauses.words_around(text, gap.before, quantity.start, quantity.tail_end, gap.limit)
    return Named((Metric(name, rule="metric.fallback"),))
