"""Clauses: where they part, what follows a numeral, and how two numerals are linked."""

from __future__ import annotations

import re

from nianjian.catalogue.affixes import lexicon

SEPARATORS = "，,；;：:。！？!?\n"
_OPEN, _CLOSE = "（(《“", "）)》”"
_HARD = re.compile(r"[，,；;：:。！？!?、\n（(）)…—]")
_LINK = re.compile(r"(?:、|和|与|及|以及|，|,|或|；|;)?(?:分别)?(?:约|近|超过|超)?")
_NO_NOUN = re.compile(
    r"以上|以下|以内|左右|并|且|位居|居全|居第|列全|列第|位列|占|比上|比去|较|同比|等|已|均|全部|共|正|也|都|则|仍|将|和(?!谐|平)|与|及|或|的?(?:比例|标准|速度|目标|要求|任务|水平)"
)
_VERB_IN_NOUN = re.compile(
    r"通过|荣获|获得|获批|获评|获|列入|入选|纳入|实现|完成|落实|享受|接入|进入|达到|取得|得到|开展|参与|参加|竣工|投产|投用|建成|正式|成功|全面|全部|均|已|顺利|有序|加快|先后|用于|共同|签订|签约|落户|入驻|上市|被|率先|基本|同步|受益|进行|挂牌|新增|摘帽|脱贫|退出|如期|(?<!公)共(?!享|同|建|有)|完工|通车"
)


def cuts(text: str, start: int, end: int) -> list[int]:
    """Offsets of the separators between two places, brackets, quotes and book titles left whole."""
    found, depth = [], 0
    for at in range(start, end):
        c = text[at]
        if c in SEPARATORS:
            if depth <= 0:
                found.append(at)
        elif c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
    return found


def is_link(gap: str) -> bool:
    """Whether nothing but a comma, 和 or the like stands between two numerals."""
    return len(gap) <= 6 and bool(_LINK.fullmatch(gap))  # noqa: PLR2004 (the longest link)


def ends_in_list(gap: str) -> bool:
    """Whether a list goes on behind this gap: 、 or 和 closes it."""
    return gap.endswith(("、", "和", "与", "及"))


def noun_after(text: str, at: int, limit: int, verbs: bool = False) -> str:
    """The words that follow a counted numeral up to the next stop, or '' where no noun begins there.

    `verbs` lets them begin with a verb too (58天完成摘牌).
    """
    if at < limit and text[at] == "的":
        at += 1
    stop = _HARD.search(text, at, limit)
    end = stop.start() if stop else limit
    if at >= end or _NO_NOUN.match(text, at, end):
        return ""
    word = None if verbs else lexicon("tail_words").prefix(text, at, end)
    if word is not None and word.cls in ("to", "change", "level", "deal", "share", "rate"):
        return ""
    return text[at:end].strip(' ”"')


def head_noun(after: str) -> str:
    """家企业通过评审 -> 企业: the noun up to the first verb of happening."""
    verb = _VERB_IN_NOUN.search(after, 1)
    return (after[: verb.start()] if verb else after).rstrip("和与及等以")
