"""Clauses: where they part, what follows a numeral, and how two numerals are linked."""

from __future__ import annotations

import re

from nianjian.catalogue import alternation, worded, words
from nianjian.catalogue.affixes import lexicon
from nianjian.levels import EVERY, LEVELS
from nianjian.places import has_any
from nianjian.years import ARABIC_YEAR

_LONGEST_HAPPENING, _LONGEST_NAME, _SHORTEST = 16, 16, 2
COMMAS = ("，", ",", "；", ";")
SEPARATORS = "，,；;：:。！？!?\n•●■◆▪"
_OPEN, _CLOSE = "（(《“", "）)》”"
_PARTS = re.compile(f"[{SEPARATORS}{_OPEN}{_CLOSE}]")
_OPENS = re.compile(f"[{_OPEN}]")
_LAST_PART = re.compile(rf"(?s:.*)[{SEPARATORS}]")
_HARD = re.compile(r"[，,；;：:。！？!?、\n（(）)…—]|\.{3}")
_LINK = re.compile(
    r"(?:、|和|与|及|以及|，|,|或|；|;)?(?:分别)?(?:每[人户亩月年天]){0,2}(?:约|近|超过|超|力争)?[-－−+＋]?"
)


def last_clause(text: str, start: int, end: int) -> int:
    """Where the last clause of `start`..`end` begins, brackets, quotes and book titles left whole."""
    last = _LAST_PART.match(text, start, end)
    if last is None:
        return start
    if not _OPENS.search(text, start, end):
        return last.end()
    found, depth = start, 0
    for match in _PARTS.finditer(text, start, end):
        c = match[0]
        if c in SEPARATORS:
            if depth == 0:
                found = match.end()
        elif c in _OPEN:
            depth += 1
        else:
            depth = max(0, depth - 1)
    return found


# 剔除去年同期一次性入库3亿元因素: what a figure leaves out.
_LEFT_OUT = "«leaves_out»[^，,；;。]*$"
LINK_START = re.compile(r"(?:、|和|与|及|以及|，|,)")


def leaves_out(sentence: str) -> bool:
    """Whether a sentence says that something is left out of a figure."""
    return has_any(sentence, words("leaves_out"))


def is_left_out(text: str, start: int, end: int) -> bool:
    """Whether what stands at `end` is what the clause `start`..`end` leaves out."""
    return worded(_LEFT_OUT).search(text, start, end) is not None


def is_link(gap: str) -> bool:
    """Whether nothing but a comma, 和 or the like stands between two numerals."""
    return len(gap) <= 6 and bool(_LINK.fullmatch(gap))


def ends_in_list(gap: str) -> bool:
    """Whether a list goes on behind this gap: 、 or 和 closes it."""
    return gap.endswith(("、", "和", "与", "及"))


_AREAS = tuple(LEVELS)
_SCOPE_END = re.compile(rf"[全我本][{LEVELS}]$")


def without_scope(gap: str) -> str:
    """A gap without 全区 and the like in front of its numeral."""
    return _SCOPE_END.sub("", gap) if gap.endswith(_AREAS) else gap


def behind_landmark(text: str, at: int) -> int:
    """突破300亿元|大关、投资: where the words begin behind the mark that a value passed, or `at`."""
    if not text.startswith(words("landmark"), at):
        return at
    landmark = next(word for word in words("landmark") if text.startswith(word, at))
    end = at + len(landmark)
    return end + 1 if text.startswith("、", end) else at


_PLACE_OR_ORDER_ENDS = (*_AREAS, "内", "批")
_PLACE_OR_ORDER = re.compile(
    rf"(?:[全我本][{LEVELS}]|(?<![园景社厂校小灾矿林城])[区市县]内|辖区内?|境内|首批|第[一二三]批)$"
)


def without_place(phrase: str) -> str:
    """推动区内 -> 推动, 启动首批 -> 启动: what stands in front of a counted noun without naming any."""
    return _PLACE_OR_ORDER.sub("", phrase) if phrase.endswith(_PLACE_OR_ORDER_ENDS) else phrase


_STANDING = re.compile(r"(?:位居|稳居|跃居|位列|名列|排名|在|(?<=[速幅量额值])[居列])$")


def without_standing(phrase: str) -> str:
    """增幅位居 -> 增幅: what is ranked, without the words that lead to the list it stands in."""
    return _STANDING.sub("", phrase)


# 6万平方米各类绿化: here 各 deals nothing out; 12件为民办实事项目: whom they serve is part of the noun.
_NOUN_ALL_THE_SAME = re.compile("各[类项种级界族]|[为惠]民")
_ASIDE = re.compile(r"[（(][^（）()，,；;。0-9]{1,12}[)）](?=[一-龥])")
# 人才(团队)资助 stays, 小区(含安置房)改造 does without what the brackets add.
# 1200户居民二十天内签约: in what time says nothing of what is counted.
_WITHIN_TIME = re.compile("[半一二两三四五六七八九十百]+个?(?:工作日|小时|天|日|月|年)内(?=.)")
_LONG_ASIDE = re.compile(r"[（(][^（）()]{4,}[)）]")
_CONJUNCTS = tuple("和与及等以")
# 与上年, 与全国平均水平: no second metric.
_MEASURED_AGAINST = re.compile(rf"[全该本][国{LEVELS}]|年|同期|平均|水平|目标|预期|计划|相|期末|期初")
_CONJUNCT_LEFT = re.compile("(?:[和及等以]|与(?<!参与))+$")
_NEXT_CONJUNCT = re.compile(rf"(?:和|与(?<!参与)|及|以及)(?:全[{LEVELS}]|[一-龥])?$")

# 28万辆的产量比上年增长: against what it grew is no part of its name.
_COMPARED = re.compile(
    rf"(?<=[一-龥]{{2}})(?:同比|环比|[比较](?:上年|去年|同期|年初|上月|{EVERY}|{ARABIC_YEAR}年)).*"
)


def joins(text: str, match: re.Match[str], end: int) -> bool:
    """进口与出口分别增长: whether 与 joins what values are dealt to; no time, no place is behind it."""
    return match[0] == "与" and _MEASURED_AGAINST.search(text, match.end(), end) is None


def noun_after(text: str, at: int, limit: int, verbs: bool = False) -> str:
    """The words that follow a counted numeral up to the next stop, or '' where no noun begins there.

    `verbs` lets them begin with a verb too (58天完成摘牌).
    """
    if at < limit and text[at] == "的":
        at += 1
    end = noun_end(text, at, limit)
    if at >= end or alternation("phrase_words", "no_noun").match(text, at, end):
        return ""
    plain = verbs or _NOUN_ALL_THE_SAME.match(text, at, end)
    word = None if plain else lexicon("tail_words").prefix(text, at, end)
    if word is not None and word.cls in ("to", "change", "level", "deal", "share", "rate"):
        return ""
    noun = _NEXT_CONJUNCT.sub("", _WITHIN_TIME.sub("", _LONG_ASIDE.sub("", text[at:end].lstrip(' ”"'))))
    return noun if verbs else _COMPARED.sub("", noun)


def noun_end(text: str, at: int, limit: int) -> int:
    """The next stop, or `limit`; a quotation and a short aside inside the noun are part of it."""
    while (stop := _HARD.search(text, at, limit)) is not None:
        begin = stop.start()
        closing = text.find("”", begin, limit)
        if closing > begin and text.rfind("“", at, begin) > text.rfind("”", at, begin):
            at = closing
        elif begin > at and text[begin] in "（(" and (aside := _ASIDE.match(text, begin, limit)):
            at = aside.end()
        else:
            return begin
    return limit


_FURTHER = re.compile(r"、(?P<noun>[一-龥]{2,6})(?=[，,；;。])")
_ADVERBS = "^(?:«adverb»|«pace»|的)+"
_ADVERBS_LEFT = "(?:«adverb»|«pace»)+$"


# 加快建设, 有序推进: how the work goes on is nothing that the things did.
_PROGRESS = "«pace»{0,2}(?:«carries_out»(?<!完成|启动)|建设|施工)?中?"
# 外立面整治等环境工作: 等 closes what was named; 高等, 等级 are words.
_AND_OTHERS = re.compile(r"(?<=[一-龥]{2})(?<![中高初同平均对优一二三何特上])等(?![级次候待额距效着于位奖])")
# 12项指标中，8项达标: out of them is no part of their name.
_OF_THEM = re.compile("中(?<=[一-龥]{2}中)(?<![高初职集]中)$")
# 8家参与银行涵盖…: what they are is nothing that they did.
_DEFINES = ("等", "指", "涵盖", "包括", "来自")


def happening(after: str, noun: str) -> str:
    """What the counted things did: 企业通过评审 -> 通过评审."""
    rest = _without_conjunct(worded(_ADVERBS).sub("", after[len(noun) :]).rstrip("、"))
    if rest.startswith(_DEFINES) or worded(_PROGRESS).fullmatch(after, len(noun)):
        return ""
    return rest if 2 <= len(rest) <= _LONGEST_HAPPENING else ""


def predicate(text: str, at: int, limit: int) -> str:
    """What some of the counted things did, up to the next stop: 6项|未达到计划进度."""
    words = worded(_ADVERBS).sub("", text[at : noun_end(text, at, limit)])
    return words if _SHORTEST <= len(words) <= _LONGEST_HAPPENING and words.isalpha() else ""


def runs_on(text: str, at: int, limit: int) -> bool:
    """Whether nothing parts the words behind a numeral from the next one at `limit`: 20家企业投资|3亿元."""
    return limit < len(text) and not ends_in_list(text[at:limit]) and noun_end(text, at, limit) == limit


# 8项指标中有3项, 12件实事9月底前完成六成: what says of which part, and until when, is no noun.
_LEADS_ON = re.compile(r"(?:(?<![初高职])中有?|(?:中[^，,；;。]{0,4})?第|年|[0-9]{1,2}月底?前?(?:完成)?)$")


def counted_noun(after: str) -> str:
    """楼宇税务登记率提升至 -> 楼宇: the counted noun in front of the words that lead to the next numeral."""
    rest = _LEADS_ON.sub("", after)
    for name in ("tail_words", "action_verbs", "relational_heads"):
        words = lexicon(name)
        while (word := words.suffix(rest, len(rest))) is not None and len(rest) - len(word.text) >= _SHORTEST:
            rest = rest[: -len(word.text)]
    return head_noun(rest)


def further_noun(text: str, at: int, limit: int) -> str:
    """18个学区、集团: the second noun that a numeral counts, with the 、 in front of it; else ''."""
    match = _FURTHER.match(text, at, limit)
    if match is None or lexicon("action_verbs").prefix(match["noun"], 0, len(match["noun"])):
        return ""
    return "" if alternation("phrase_words", "happening").search(match["noun"]) else match[0]


# 实施供水、供气等五项工程: 等 closes the list, and what it is a list of stands behind.
_CLOSED_LIST = re.compile(
    "(?:、[一-龥“”]{2,12}?)+等(?:[一二三四五六七八九十几多]{1,2}[大项个类种])?(?P<whole>[一-龥]{2,14})"
)


def listed_noun(text: str, at: int, limit: int) -> str:
    """What a list that goes on at `at` is a list of, or '' where none is closed by 等."""
    match = _CLOSED_LIST.match(text, at, limit)
    return head_noun(match["whole"]) if match else ""


def head_noun(after: str) -> str:
    """家企业通过评审 -> 企业: the noun up to the first verb of happening."""
    if "等" in after and (others := _AND_OTHERS.search(after)):
        after = after[: others.start()]
    if after.endswith("中"):
        after = _OF_THEM.sub("", after)
    verb = alternation("phrase_words", "happening").search(after, 1)
    if verb is None:
        return _without_conjunct(after)
    # 贫困人口稳定脱贫: how they did it is no part of who did.
    return _without_conjunct(worded(_ADVERBS_LEFT).sub("", after[: verb.start()]))


def _without_conjunct(words: str) -> str:
    return _CONJUNCT_LEFT.sub("", words) if words.endswith(_CONJUNCTS) else words


def words_around(text: str, before: int, start: int, end: int, limit: int) -> str:
    """The last words of `before`..`start`, in front of a figure, or the first of `end`..`limit` behind it."""
    for clause in reversed(re.split(r"[，,；;：:。、]", text[before:start])):
        if name := clause.strip(SEPARATORS + " 的"):
            return name[-_LONGEST_NAME:]
    return text[end:limit].strip(SEPARATORS)[:_LONGEST_NAME]
