"""The noun phrase that names what is measured, and the catalogue code where it is a headline figure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from nianjian.binding.area import Area
from nianjian.binding.forms import begins_a_form
from nianjian.binding.links import begins_a_word
from nianjian.binding.trimming import TRIM_LEFT, trimmed
from nianjian.catalogue import alternation, table, worded, words
from nianjian.catalogue.affixes import lexicon
from nianjian.catalogue.indicators import by_form, indicators, normal_form
from nianjian.places import has_any
from nianjian.values import value

if TYPE_CHECKING:
    from decimal import Decimal


@value(frozen=True, slots=True)
class Metric:
    """What a figure measures: its name, its code, and whose it is where it is not the whole area's.

    `growth` is the word that names the metric's rate of change (增速) where the phrase is about that.
    """

    name: str
    code: str | None = None
    subject: str | None = None
    growth: str = ""
    rule: str = "metric.phrase"

    @property
    def is_empty(self) -> bool:
        """Whether the phrase names nothing of its own."""
        return not self.name

    @property
    def is_rate(self) -> bool:
        """Whether the name is that of a rate (开工率, 满意度), whatever it is one of."""
        return self.name.endswith(words("rate"))


EMPTY = Metric("")
_NOBODYS = Area.named(None)

# 进出口总额因外需不振, 税收受政策影响: why it moved is no part of what did.
_WHY = re.compile(r"(?:因(?![素子地材])|受(?![理益灾训教让贿害众])|在(?=[^，,；;]+下$))[^，,；;]{2,16}$")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
# 完成投资XX亿元: an amount that the site masked.
_MASKED = re.compile(r"[XxＸ×*＊]{1,4}[万亿]*(?:元|美元|%|个|家|亩|吨|人|户)?\s*$")
_CARRIES = "«attains»(?!率|度|情况|了?$)"
# 企业累计完成产值: how it is summed says nothing of whose it is.
_SUMMED = re.compile(r"(?<=[一-龥]{2})(?:累计|合计|共计|总共|共)$")
# 议案3件、建议80件: the verb is the noun where nothing stands behind it.
_NOUN_TOO = ("建议",)
# 服务业, 创新型: a verb with these behind it is a noun; 业务 and 类似 are words of their own.
_MAKES_NOUN = re.compile("业(?![务态绩主余])|类(?!似)|型")
_SEATS = ("镇", "乡", "街道", "村")
_HALF_OF_BASE = 50
_RISING = ("持", "实现", "继续")
_REASONS = ("因", "受", "在")
_RISES = re.compile(
    r"与[^，,；;]{1,6}持平[^，,；;]{0,2}$|(?:实现|保持|持续|继续)(?:[一-龥]{0,4})(?:增长|倍增|翻番|突破|提升|跨越|下降|上升)[^，,；;]{0,4}$"
)


@cache
def relational_heads() -> dict[str, dict[str, str]]:
    """The nouns that take their meaning from the metric before them, each with its row."""
    return {row["word"]: row for row in table("relational_heads") if row["effect"] != "coda"}


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(row["suffix"] for row in table("subject_suffixes") if row["kind"] in ("place", "body"))


@cache
def _same_heads() -> tuple[str, ...]:
    """总量, 总数, 安排: heads that leave the indicator what it is, the longest first."""
    found = [row["word"] for row in table("relational_heads") if row["effect"] in ("same", "coda")]
    return tuple(sorted(found, key=len, reverse=True))


def action_at_end(phrase: str) -> str:
    """The action verb (新增, 建成) that closes a phrase, or an empty string."""
    word = lexicon("action_verbs").suffix(phrase, len(phrase))
    return word.text if word else ""


def action_at_start(phrase: str) -> str:
    """The action verb that opens a phrase, or an empty string; 服务业 and 建成区 are nouns."""
    if phrase.startswith("建成区") and not phrase.startswith("建成区域"):
        return ""
    word = lexicon("action_verbs").prefix(phrase, 0, len(phrase))
    return word.text if word and not _MAKES_NOUN.match(phrase, len(word.text)) else ""


@cache
def _form_ends() -> frozenset[str]:
    """The characters that a form or a head behind it ends with: most phrases end with another."""
    return frozenset(word[-1] for word in (*by_form(), *_same_heads()))


def code_of(phrase: str) -> str | None:
    """The catalogue code whose surface form the phrase is, whole."""
    if len(phrase) < 2 or ("一" <= phrase[-1] <= "龥" and phrase[-1] not in _form_ends()):
        return None
    forms = by_form()
    found = forms.get(phrase)
    if found is not None:
        return found
    # A phrase of Han and digits alone, without Latin letters or signs, is its own normal form.
    signs = not phrase.isalnum()
    if signs or phrase.isupper() != phrase.islower():
        found = forms.get(normal_form(phrase))
    if found is None and phrase.endswith(_same_heads()):
        head = next(head for head in _same_heads() if phrase.endswith(head))
        found = forms.get(phrase[: -len(head)])
    if found is None and "累计" in phrase[1:]:
        # 城镇累计新增就业: how it is summed is no part of its name.
        found = forms.get(phrase.replace("累计", "", 1))
    if found is None and signs and ("（" in phrase or "(" in phrase):
        found = forms.get(normal_form(_BRACKETS.sub("", phrase)))
    return found


@lru_cache(maxsize=1 << 13)
def read_phrase(phrase: str, area: Area) -> Metric:
    """A raw phrase in front of a numeral's tail -> the metric; EMPTY where nothing of it names one."""
    leads = lexicon("lead_words")
    text = trimmed(phrase)
    subject: str | None = None
    whole = text
    while text:
        code = code_of(text)
        if code is not None:
            return Metric(text, code, subject, rule="metric.form")
        if area.stems and text.startswith(area.stems):
            own = next(stem for stem in area.stems if text.startswith(stem))
            # 融水镇 is no 融水: the seat has the name of its county.
            if not text.startswith(_SEATS, len(own)):
                text = text[len(own) :].lstrip(TRIM_LEFT)
                continue
        word = leads.prefix(text, 0, len(text))
        if word is None or word.cls == "whole" or text in relational_heads() or text in _NOUN_TOO:
            break
        if len(word.text) == 1 and begins_a_word(text):
            break
        if word.cls != "verb" and begins_a_form(text, len(word.text)) and not code_of(text[len(word.text) :]):
            break
        if word.cls in ("level", "moves") and not _leaves_form(text[len(word.text) :], area):
            break
        if word.cls == "neutral" and text is whole and not area.is_neutral(word.text):
            subject = subject or word.text
        text = text[len(word.text) :].lstrip(TRIM_LEFT)
    return _indicator_inside(text, area, subject) or Metric(text, None, subject)


def _indicator_inside(text: str, area: Area, subject: str | None) -> Metric | None:
    """The indicator in front of its course or its cause, or behind who attained it; else None."""
    if has_any(text, _RISING) and (motion := _RISES.search(text)):
        head = read_phrase(text[: motion.start()], area)
        if head.code:
            return replace(head, subject=head.subject or subject)
    if has_any(text, _REASONS) and (why := _WHY.search(text, 2)):
        head = read_phrase(text[: why.start()].rstrip("却则但仍也"), area)
        if head.code:
            return replace(head, subject=head.subject or subject)
    # 当年财力安排一般公共预算支出: whose money pays for it says nothing of what it is.
    if "安排" in text and (code := code_of(spent := text.rpartition("安排")[2])):
        return Metric(spent, code, subject, rule="metric.form")
    carried = list(worded(_CARRIES).finditer(text)) if has_any(text, words("attains")) else None
    if carried and carried[-1].start():
        inner = read_phrase(text[carried[-1].end() :].lstrip("了" + TRIM_LEFT), area)
        if not inner.is_empty:
            return _joined(text[: carried[-1].start()], inner, area, subject)
    return None


def names_nobody(phrase: str) -> bool:
    """Whether a phrase is but a word for the whole of an area (全市, 我县) or for how much of it."""
    return read_phrase(phrase, _NOBODYS).is_empty


def _leaves_form(rest: str, area: Area) -> bool:
    """Whether what is left is a form, all of the area in front of it or not: 带动|全市|工业投资."""
    if code_of(rest):
        return True
    word = lexicon("lead_words").prefix(rest, 0, len(rest))
    whole = word is not None and word.cls == "neutral" and area.is_neutral(word.text)
    return whole and word is not None and code_of(rest[len(word.text) :]) is not None


def _joined(head: str, inner: Metric, area: Area, subject: str | None) -> Metric:
    """X完成Y: Y is the metric, X whose it is: 规模以上工业|产值 is a form, 安亭镇|税收收入 is the town's."""
    owner = read_phrase(_SUMMED.sub("", head), area)
    subject = subject or owner.subject
    if owner.is_empty or action_at_start(owner.name):
        return replace(inner, subject=subject or inner.subject)
    whole = code_of(owner.name + inner.name)
    if whole:
        return Metric(owner.name + inner.name, whole, subject, rule="metric.form.joined")
    if inner.name in relational_heads() or inner.code is None:
        return Metric(owner.name + inner.name, None, subject, rule="metric.joined")
    subject = subject or (owner.name if owner.name.endswith(_bodies()) else None)
    return replace(inner, code=None, subject=subject, name=owner.name + inner.name)


def allows(code: str | None, unit: str, measure: str, size: Decimal) -> bool:
    """Whether a figure with this unit and of this size can be the level of the indicator.

    消费价格指数102.3% has the year before for its hundred, where the indicator is the growth over it.
    """
    if code is None or measure not in ("level", "change_abs"):
        return True
    indicator = indicators()[code]
    of_hundred = indicator.aggregation == "index" and abs(size) > _HALF_OF_BASE
    return unit in indicator.units and not of_hundred


def in_context(phrase: str) -> tuple[tuple[str, str], ...]:
    """(cue, code) of the short forms that mean an indicator only behind a cue."""
    return _contextual().get(phrase, ())


@cache
def _contextual() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for indicator in indicators().values():
        for form, cue in indicator.in_context:
            found.setdefault(form, []).append((cue, indicator.code))
    return {form: tuple(pairs) for form, pairs in found.items()}


@lru_cache(maxsize=1 << 12)
def opening_noun(clause: str, area: Area) -> Metric:
    """The noun that a clause without a numeral opens with: before 增速快于 and other words of motion."""
    metric = read_phrase(_MASKED.sub("", clause), area)
    if metric.code:
        return metric
    if metric.name.startswith("位于"):
        # Where something lies is not what is measured of it.
        return EMPTY
    motion = alternation("phrase_words", "motion").search(metric.name, 2)
    name = metric.name[: motion.start()] if motion else metric.name
    return replace(metric, name=name, code=code_of(name), rule="metric.clause_before")


def with_shared_head(piece: str, last: str) -> str:
    """城镇 beside 农村居民人均可支配收入: the head that makes a known form of the piece."""
    if code_of(piece):
        return piece
    for cut in range(1, len(last) - 1):
        if code_of(piece + last[cut:]):
            return piece + last[cut:]
    return piece
