"""Line breaks: which ones a page or a printer made, and which ones the author meant."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from nianjian.boundaries import boundaries
from nianjian.repair.apart import numbers_apart, stands_alone
from nianjian.repair.furniture import BARE_NUMBER, Furnishing, furniture
from nianjian.repair.layout import Line, Rhythm, ended, lines_of, wrap_rhythm
from nianjian.repair.page import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nianjian.repair.page import Page

_NUMERAL = "[一二三四五六七八九十百]"
# What only the first line of a paragraph or a heading begins with.
_OPENS = re.compile(
    rf"#|\||>|{_NUMERAL}+[、.．]|[(（]{_NUMERAL}+[)）]|\d{{1,2}}[.．、](?!\d)|[(（]\d{{1,2}}[)）]"
    rf"|第{_NUMERAL}+(?:方面|部分|章|节|篇|条|[，,、])|[①-⑳■◆●◎★▲]|[—─–-]{{2}}|[-*•·] "
    rf"|各位(?:代表|委员|领导)|主任[、，]|同志们|附[件表注录][：:\d]|注[：:]|\[\d+\]|目 *录$|序号|【"
)
_MARKED = re.compile(
    rf"#+ |{_NUMERAL}+[、.．]|[(（]{_NUMERAL}+[)）]|\d{{1,2}}[.．、](?!\d)|[(（]\d{{1,2}}[)）]"
    rf"|第{_NUMERAL}+(?:方面|部分|章|节|篇)"
)
_HANGING = frozenset("，,、（(《〈「『“‘")
_CANNOT_BEGIN = re.compile("[，、。；：！？）》〉」』”’％‰%)](?!$)|的(?!确|士)")
# A full stop with a phonetic sign behind it is what is left of an indent and a bracket that were misread.
_MISREAD_INDENT = re.compile("。[ㄅ-ㄩāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜň]")
_LAST_SYLLABLES = re.compile("[㐀-鿿](?:[，。、；]|[㐀-鿿]。)")
_SENTENCE = re.compile("[，。；！？,]")
_CUT_NUMBER = re.compile(r"[㐀-鿿、，；：—－~～-] ?\d[\d,，.．]*$")
_REST_OF_NUMBER = re.compile(r"[.．]?\d[\d.．,]*(?=[㐀-鿿%％‰]|$)|[%％‰]")
# 亿元 3125.⏎7 7.2: a full line that ends with a decimal point, in the row of a table too.
_CUT_DECIMAL = re.compile(r"\d[.．]$")
_CUT_RATIO = re.compile(r"\d(?:\.\d+|[:：∶]\d+)[:：∶]$")
_UNIT = re.compile(
    "(?:[十百千万亿]+|亿?(?:美元|欧元|元)|个百分点|个|家|户|人|名|项|条|件|倍|亩|吨|公里|公顷|平方|立方|千瓦|辆|套|所|张|年|月|日)"
)
# 同比增长⏎12.3%: the word in front of the break asks for the value behind it.
_AWAITS = re.compile(r"(?:增长|下降|上升|上涨|达到|突破|分别为|比重为)$")
_AWAITED = re.compile(rf"{_AWAITS.pattern[:-1]} ?\d[\d.．,]*$")
_VALUE = re.compile(r"[-－]?\d[\d.．]*(?:%|％|个百分点|[万亿]*美?元|万[吨亩人户])")
_CELLS = re.compile(r"(?:^|\s)[-—]?[\d.．,%％]+\s+[-—]?(?:[\d.．,%％]+|[-—])(?:\s|$)|\t|\|")
_MEETING = re.compile(r"[—─–-]{1,2} ?\d{4} ?年.*在|[（(]\d{4} ?年.*在|[—─–-]{1,2} ?二[〇○O0零].{2}年.*在")
_MEETING_END = re.compile("上[)）]?$|会议[)）]$")
_LETTERS_LEFT, _LETTERS = re.compile("[A-Za-z]{2,}$"), re.compile("[A-Za-z]+")
_HAN = re.compile("[㐀-鿿]+")
_LONG, _ROW, _WORD = 80, 240, 6
_NEARLY_FULL = 0.85


def line_repairs(page: Page) -> Iterator[Proposal]:
    """Furniture out, broken lines joined; paragraphs and headings keep their own lines."""
    lines = lines_of(page)
    if not lines:
        return
    known = furniture(lines)
    kept = [i for i in range(len(lines)) if i not in known]
    apart = numbers_apart([lines[i] for i in kept])
    rhythm = None if apart else wrap_rhythm([lines[i] for i in kept])
    if rhythm is not None and (within := _page_numbers_within(lines, kept, rhythm)):
        known |= within
        kept = [i for i in kept if i not in within]
    for i in sorted(known.keys() - _between(kept)):
        yield _removed(lines[i], known[i])
    for place, (i, j) in enumerate(pairwise(kept)):
        follower = lines[kept[place + 2]] if place + 2 < len(kept) else None
        between = range(i + 1, j)
        portal = any(known[k].kind == "portal_boilerplate" for k in between)
        certificate = None if portal else _joined(lines[i], lines[j], follower, rhythm, apart)
        if certificate:
            yield from _closed(lines, i, j, {k: known[k] for k in between}, certificate)
        else:
            for k in between:
                yield _removed(lines[k], known[k])


def _page_numbers_within(lines: Sequence[Line], kept: Sequence[int], rhythm: Rhythm) -> dict[int, Furnishing]:
    """Bare numbers between two lines of a wrapped text that are one: no sentence breaks off for a number."""
    found = {}
    for i, k, j in zip(kept, kept[1:], kept[2:], strict=False):
        if BARE_NUMBER.fullmatch(lines[k].body) and not _CUT_NUMBER.search(lines[i].tail):
            certificate = _joined(lines[i], lines[j], None, rhythm)
            if certificate:
                found[k] = Furnishing("page_junk", "page_number_within", f"within:{certificate}")
    return found


def _between(kept: Sequence[int]) -> set[int]:
    return {k for i, j in pairwise(kept) for k in range(i + 1, j)}


def _removed(line: Line, why: Furnishing) -> Proposal:
    return Proposal(line.head, line.after, "", why.kind, why.rule, why.certificate)


def _closed(
    lines: Sequence[Line], i: int, j: int, between: dict[int, Furnishing], certificate: str
) -> Iterator[Proposal]:
    """Close the gap between two lines that are one; what stood between goes with its own reason."""
    left, right = lines[i], lines[j]
    stop = " " if _parts_words(left.tail, right.body) else ""
    kind = "page_break" if right.head - left.end > 1 else "broken_line"
    rules = {why.rule for why in between.values()}
    if rules <= {"rule", "form_feed"}:
        yield Proposal(
            left.end, right.start, stop, kind, "page_break" if between else "broken_line", certificate
        )
        return
    at = left.end
    for k, why in sorted(between.items()):
        if at < lines[k].start:
            yield Proposal(at, lines[k].start, "", kind, "page_break", certificate)
        yield Proposal(lines[k].start, lines[k].end, "", why.kind, why.rule, why.certificate)
        at = lines[k].end
    yield Proposal(at, right.start, stop, kind, "page_break", certificate)


def _parts_words(before: str, after: str) -> bool:
    """Whether a break stands between two words in Latin letters; GD⏎P is one abbreviation."""
    first, second = _LETTERS_LEFT.search(before), _LETTERS.match(after)
    return first is not None and second is not None and not (first[0] + second[0]).isupper()


def _joined(
    left: Line, right: Line, follower: Line | None, rhythm: Rhythm | None, apart: str | None = None
) -> str | None:
    """Why two lines are one, or None where the break is the author's.

    `apart` certifies that the text has its numbers on lines of their own.
    """
    meeting = _MEETING.match(left.body) and not _MEETING_END.search(left.tail)
    if meeting and _MEETING_END.search(right.tail) and right.width <= _LONG:
        return "meeting_line"
    if apart and (stands_alone(left) or stands_alone(right)):
        return None if ended(left.body) or _OPENS.match(right.body) else apart
    if BARE_NUMBER.fullmatch(left.body) or BARE_NUMBER.fullmatch(right.body):
        return None
    if (
        ended(left.body)
        or right.indented
        or _MISREAD_INDENT.match(right.body)
        or _OPENS.match(right.body)
        or left.body.startswith(("#", "|"))
    ):
        return None
    if rhythm and rhythm.fills(left) and _CUT_DECIMAL.search(left.tail) and right.body[0].isdigit():
        return "number:decimal"
    if _CELLS.search(left.body[:_ROW]) or _CELLS.search(right.body[:_ROW]):
        return None
    if _CUT_NUMBER.search(left.tail) and (reason := _number(left, right, bool(rhythm or apart))):
        return reason
    if _AWAITS.search(left.tail) and _VALUE.match(right.body):
        return "number:awaited"
    if _CUT_RATIO.search(left.tail) and right.body[0].isdigit():
        return "number:ratio"
    if _CANNOT_BEGIN.match(right.body) and left.body[-1] not in "：:；;":
        return f"cannot_begin:{right.body[0]}"
    if left.body[-1] == "的" and _SENTENCE.search(left.body):
        return "cannot_end:的"
    if left.body[-1] in _HANGING:
        return f"open:{left.body[-1]}"
    if left.body[-1] in "：:":
        return None
    if rhythm is not None:
        return _wrapped(left, right, follower, rhythm)
    return _unwrapped(left, right)


def _number(left: Line, right: Line, wrapped: bool) -> str | None:
    rest = _REST_OF_NUMBER.match(right.body)
    running = _SENTENCE.search(left.body) or _AWAITED.search(left.tail)
    if rest and (wrapped or (running and len(right.body) > rest.end())):
        return "number:cut"
    if _UNIT.match(right.body) and (wrapped or left.width > _LONG or _SENTENCE.search(right.body)):
        return "number:unit"
    return None


def _wrapped(left: Line, right: Line, follower: Line | None, rhythm: Rhythm) -> str | None:
    """In a wrapped text a full line in mid-sentence runs on; a heading's tail is short and bare.

    Headings are set larger or indented, so one of several clauses counts as full a little earlier.
    """
    if _MARKED.match(left.body) and "。" not in left.body:
        full = rhythm.fills(left) or (rhythm.fullness(left) >= 0.8 and "，" in left.body)
        tail = rhythm.fullness(right) <= 0.5 and not _SENTENCE.search(right.body)
        body = follower is not None and (_SENTENCE.search(follower.body) or rhythm.fills(follower))
        return f"wrap:{rhythm}:heading" if full and tail and body else None
    # 一般预算收入⏎增长9%，: narrow signs and indents leave a line short of the margin, but clauses on both
    # sides of the break and no mark tell prose from a heading.
    prose = (
        rhythm.fullness(left) >= _NEARLY_FULL and _SENTENCE.search(left.body) and _SENTENCE.search(right.body)
    )
    return f"wrap:{rhythm}" if rhythm.fills(left) or (prose and left.body[-1] not in "；;") else None


def _unwrapped(left: Line, right: Line) -> str | None:
    """Among whole paragraphs a long one that stops in mid-sentence was cut by a page."""
    if left.body[-1] in "；;":
        return None
    if _LAST_SYLLABLES.match(right.body) and not _MARKED.match(left.body):
        return "cannot_begin:one_syllable"
    if not _SENTENCE.search(left.body):
        return None
    inner = "。" in left.body or "；" in left.body
    if inner or left.width > 2 * _LONG:
        return "unended_sentence"
    if left.width > _LONG and (word := _cut_word(left.tail[-_WORD:], right.body[:_WORD])):
        return f"within:{word}"
    return None


def _cut_word(before: str, after: str) -> str:
    """The word that a break cuts in two: 城镇调⏎查失业率; '' where it stands between two words."""
    at = len(before)
    cuts = sorted(boundaries(before + after) | {0})
    begin = max(cut for cut in cuts if cut <= at)
    end = next(cut for cut in cuts if cut > at)
    word = (before + after)[begin:end]
    return word if begin < at and _HAN.fullmatch(word) else ""
