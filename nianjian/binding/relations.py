"""Metrics that lean on the one before them: 总量, 产值, 占比, and the halves 城镇 and 农村."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nianjian.binding.metrics import (
    Metric,
    action_at_end,
    action_at_start,
    code_of,
    relational_heads,
    with_shared_head,
)
from nianjian.catalogue import worded, words

if TYPE_CHECKING:
    from collections.abc import Sequence

THREE_SECTORS = ("第一产业比重", "第二产业比重", "第三产业比重")

_SECTORS_NAMED = re.compile(r"三次产业|产业结构|三产|产业比|^结构比")
_NAMES_RATIO = re.compile("结构|比|构成")
_FIGURE = re.compile(
    r"(?:(?:年初|年度|调整|变动)?预算|决算|执行|完成|实际)数|(?:年初|年度|调整|变动)预算|(?:执行|决算|完成)结果|实绩"
)
# 占年度计划投资|125亿元|的57%
_PLANNED = "(?:占|为|达到?)?(?:全年|年度|年初|当年|年)*«plan»(?:«plan_figure»|(?P<noun>投资|收入|支出))?"
_SHARE_BEHIND = re.compile("的(?:约|近|超过?)?[0-9.]+%")
_PER_HEAD = "人均"
_PER_MANY = re.compile(
    "(?P<many>(?:每[百千万][名户]?|[千万])(?:常住)?(?:人口?|居民|户))(?P<held>拥有[量数]?)?"
)
_PRODUCT = re.compile("(?:年产(?P<made>.{2,})|(?P<grown>.{2,})产量)$")
_MONEY = "(?:余额|«amount»)$"
# 蔬菜播种面积9万亩，产量30万吨: the harvest is of what was sown, not of its area.
_SOWN = re.compile(r"(?<=[一-龥])(?:(?:播种|种植|栽培|养殖|采收|收获)(?:总?面积)?|总?面积)$")
_FLOWS = ("新", "净", "续", "增")


def is_relational(name: str) -> bool:
    """Whether a noun names a side of the metric before it: 总数, 产量, 占比."""
    return name in relational_heads()


def leans_on_another(name: str) -> bool:
    """Whether a metric of this name may take its meaning from the one before it."""
    if (
        name == _PER_HEAD
        or name in relational_heads()
        or (name[:1] in "每千万" and _PER_MANY.fullmatch(name))
    ):
        return True
    return name in (*words("half"), *words("earned"))


def without_books(name: str, behind: str) -> str:
    """A noun without what says of which books a figure is, and nothing of what it measures: 决算数, 调整预算.

    So does 年度任务 with a share of it `behind` the figure; 年度计划投资 leaves 投资.
    """
    if _FIGURE.fullmatch(name):
        return ""
    planned = worded(_PLANNED).fullmatch(name) if _SHARE_BEHIND.match(behind) else None
    return planned["noun"] or "" if planned else name


def is_side(name: str) -> bool:
    """Whether a relational noun names a further figure of the metric before it: 产值, 面积."""
    return name in relational_heads() and relational_heads()[name]["effect"] == "part"


def is_same(name: str) -> bool:
    """Whether a noun names the metric before it once more: 总数, 累计."""
    return is_relational(name) and relational_heads()[name]["effect"] == "same"


def relate(metric: Metric, current: Metric | None) -> Metric:
    """A relational head (总量, 产量, 成交金额) takes its meaning from the metric before it."""
    if current is None:
        return metric
    row = relational_heads().get(metric.name)
    effect = row["effect"] if row else ""
    if effect == "part":
        current = _stem_of(current)
    for leaning in (_half, _per_head, _per_many, _earned):
        if (related := leaning(metric, current)) is not None:
            return related
    if not effect or current.is_empty:
        return metric
    if metric.name == current.name:
        # 28万辆的产量比上年…: the noun behind the numeral once more.
        return current
    if metric.code is not None:
        return _of_sector(metric, current)
    if metric.is_rate and current.is_rate:
        # 诉求办结率99%，满意率98%: another rate of the same.
        rated = without_rate(current)
        return replace(rated, name=rated.name + metric.name, code=None) if rated else metric
    if effect == "growth":
        return replace(current, growth=metric.name, rule="metric.growth_of")
    return _the_same(current) if effect == "same" else _part(metric, current)


def _half(metric: Metric, current: Metric) -> Metric | None:
    """居民人均可支配收入…，其中城镇81740元; 工业增加值…，其中规模以上150亿元: a part of the metric before."""
    if not current.code or metric.name not in words("half"):
        return None
    half = with_shared_head(metric.name, current.name)
    return replace(metric, name=half, code=code_of(half), rule="metric.half") if code_of(half) else metric


def _per_head(metric: Metric, current: Metric) -> Metric | None:
    """生产总值860亿元，人均3万元; 人均可支配收入2万元，人均增加900元 is the same metric."""
    if metric.name != _PER_HEAD:
        return None
    if _PER_HEAD in current.name:
        return current
    name = metric.name + without_action(current.name)
    if current.code is None and not worded(_MONEY).search(current.name):
        return None
    return replace(metric, name=name, code=code_of(name), rule="metric.part_of_current")


def _per_many(metric: Metric, current: Metric) -> Metric | None:
    """发明专利832件，万人拥有量25件; 执业医师820人，每千人拥有2.3人: how many there are to so many people."""
    many = _PER_MANY.fullmatch(metric.name)
    if many is None:
        return None
    held = many["held"] or ""
    name = many["many"] + without_action(current.name).removesuffix(held or "拥有量") + held
    code = code_of(name) or code_of(name + "拥有量")
    return replace(metric, name=name, code=code, rule="metric.part_of_current")


def _earned(metric: Metric, current: Metric) -> Metric | None:
    """茶叶产量2万吨，出口创汇1260万美元: the product's; behind a headline figure the area's."""
    if current.code or metric.name not in words("earned"):
        return None
    product = _PRODUCT.match(current.name)
    if product is None:
        return metric
    name = (product["made"] or product["grown"]) + metric.name
    return replace(metric, name=name, code=None, rule="metric.part_of_current")


def _the_same(current: Metric) -> Metric:
    """新增高新技术企业62家，总数486家: the stock, or the metric once more."""
    stock = without_action(current.name)
    code = code_of(stock) or current.code
    return replace(current, name=stock if code else current.name, code=code, rule="metric.same")


def _part(metric: Metric, current: Metric) -> Metric:
    """A further figure of the metric before: its output, its money, its rate."""
    stock = without_action(current.name)
    if sibling := _sibling(stock, metric.name):
        # 苹果产量…，产值: the head gives way to the other.
        return replace(current, name=sibling, code=code_of(sibling), rule="metric.part_of_current")
    # 医保覆盖村民5万人，覆盖率: the rate is of what the verb in it says, not of the ones it reached.
    reached = stock.find(metric.name[:-1], 1) if metric.is_rate else -1
    if reached > 0:
        name = stock[:reached] + metric.name
        return replace(current, name=name, code=code_of(name), rule="metric.part_of_current")
    code = code_of(stock + metric.name) or code_of(current.name + metric.name)
    if code is None and current.code and (sector := _of_sector(metric, current)) is not metric:
        # 旅游接待人次和总收入: the head of the one gives way to that of the other.
        return sector
    # 低保救助…, 金额: the action is the noun that the head goes with; 续建8个, 投资: 续建 only counts.
    noun = stock if metric.name in words("invested") else _without_verb(current.name)
    name = f"{stock if action_at_end(noun).startswith(_FLOWS) else noun}{metric.name}"
    return replace(current, name=name, code=code, rule="metric.part_of_current")


def _stem_of(current: Metric) -> Metric:
    """企业注册资本, then 户数: both are of the companies, so the head of the one gives way to the other."""
    if current.rule != "metric.part_of_current":
        return current
    head = next((head for head in relational_heads() if current.name.endswith(head)), "")
    stem = current.name[: -len(head)] if head else ""
    return replace(current, name=stem, code=code_of(stem)) if len(stem) > 1 else current


def without_rate(rate: Metric) -> Metric | None:
    """重点项目开工率 -> 重点项目: what a rate is one of, or None where it does not say."""
    stem = next((rate.name.removesuffix(end) for end in words("rate") if rate.name.endswith(end)), rate.name)
    stem = stem.removesuffix(action_at_end(stem))
    return replace(rate, name=stem, code=code_of(stem)) if len(stem) > 1 else None


def relate_all(listed: Sequence[Metric], current: Metric | None) -> list[Metric]:
    """Each of a list in its relation to the metric before, but none behind a headline figure of the list."""
    parts: list[Metric] = []
    for metric in listed:
        alone = any(part.rule == "metric.form" for part in parts)
        parts.append(metric if alone else relate(metric, current))
    return parts


def _sibling(name: str, head: str) -> str:
    """The name with its last head of output or money replaced by another one, or an empty string."""
    invested = words("invested")
    if head in invested:
        # 项目总投资80亿元，完成投资20亿元: both of the projects.
        last = next((other for other in invested if name.endswith(other)), "")
        stem = name[: -len(last)] if last else ""
        return stem + head if len(stem) > 1 and code_of(name) is None else ""
    if head in words("output") and (sown := _SOWN.search(name)):
        return name[: sown.start()] + head
    results = words("results")
    if head not in results:
        return ""
    last = next((other for other in results if name.endswith(other) and other != head), "")
    stem = name[: -len(last)] if last else ""
    return stem + head if len(stem) > 1 else ""


def _of_sector(metric: Metric, current: Metric) -> Metric:
    """规模以上工业总产值…，增加值…: the sector goes on where it makes another form with the head."""
    for cut in range(len(current.name) - 1, 1, -1):
        code = code_of(current.name[:cut] + metric.name)
        if code is not None and code != metric.code:
            return replace(metric, name=current.name[:cut] + metric.name, code=code, rule="metric.of_sector")
    return metric


def of_verb(noun: str, verb: str) -> Metric:
    """安置房开工5万平方米、竣工2万平方米: what a verb says of the noun before it.

    政府性基金收入7亿元，支出6亿元 are the two sides of the fund; 完成造林 has a noun of its own.
    """
    if verb.endswith(words("own_noun")):
        return Metric(verb, rule="metric.verb_of_current")
    if verb == "支出":
        noun = noun.removesuffix("收入")
    return Metric(noun + verb, code_of(noun + verb), rule="metric.verb_of_current")


def without_action(name: str) -> str:
    """新增高新技术企业 -> 高新技术企业: the stock behind a flow."""
    return _without_verb(name.removesuffix(action_at_end(name)) or name)


def _without_verb(name: str) -> str:
    """实施低保救助 -> 低保救助: what an action verb has as its object; 孵化器 and 开发区 are no verbs."""
    verb = action_at_start(name)
    while (
        verb
        and len(name) > len(verb) + 1
        and name[len(verb)] not in "器区"
        and name[len(verb) :] not in words("bare_money")
    ):
        name = name[len(verb) :]
        verb = action_at_start(name)
    return name


def of_structure(metric: Metric, current: Metric | None) -> Metric:
    """What the first term of a:b:c measures; that of the three sectors has a name of its own."""
    whole = metric.name or (current.name if current else "")
    # 由9:41:50调整优化为8:42:50: the verb names nothing.
    again = current is not None and current.name in THREE_SECTORS and not _NAMES_RATIO.search(metric.name)
    return Metric(
        THREE_SECTORS[0] if again or _SECTORS_NAMED.search(whole) else whole, rule="metric.structure"
    )
