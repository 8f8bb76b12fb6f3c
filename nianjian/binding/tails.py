"""The words between a metric and its numeral, read from the right: what they say about the value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nianjian.binding import clauses
from nianjian.binding.comparisons import compare
from nianjian.binding.effects import say
from nianjian.binding.forms import form_before
from nianjian.catalogue import worded
from nianjian.catalogue.affixes import Word, lexicon
from nianjian.levels import EVERY, LEVELS

if TYPE_CHECKING:
    from nianjian.binding.times import TimeMark, TimeMarks


@dataclass(slots=True)
class Tail:
    """What stands between a metric and a numeral; `start` is where the metric ends.

    `direction` is +1 or -1 for a change and 0 for none; `arrives` marks a value that something went to;
    `whole` is what a share is a part of; `base` what a change is counted from; `done` the plan of which the
    value is the part that was fulfilled; `whose` the wider area that the value is of.
    """

    start: int
    level: bool = False
    object: bool = False
    lasting: bool = False
    verb: str = ""
    done: str = ""
    arrives: bool = False
    changes: bool = False
    direction: int = 0
    rate: bool = False
    falling: bool = False
    share: bool = False
    improve: bool = False
    qualifier: str | None = None
    cap: bool = False
    deal: str | None = None
    basis: str | None = None
    mean: bool = False
    whole: str | None = None
    base: str | None = None
    whose: str | None = None
    rules: list[str] = field(default_factory=list)

    @property
    def predicate(self) -> bool:
        """Whether any word said how the value relates to a metric."""
        return self.level or self.arrives or self.changes or self.share or self.rate or self.improve


_COMPARISON = re.compile(
    r"(?<![占对之相可评])(?:比(?!例|重|率|值)|较(?!快|大|好|高|强|多)|距离?|离(?=.{0,4}(?:目标|预期))|与)(?=[^比较，,；;。：:]{1,18}$)"
)
_PER_UNITS = "人户亩月年天日个"
_LONGEST_BASIS = 12
_SPACES = " \u3000"
_BLANKS = frozenset(_PER_UNITS + _SPACES + "-－−+＋")
# 每人每年, 连续五年: how it is counted and how long it went on are no part of what it is.
_IN_A_ROW = "连续(?:第?[一二两三四五六七八九十]{1,3}|多|数|几)个?[年月]"
_PER = re.compile(rf"(?:(?:每[{_PER_UNITS}]){{1,2}}|{_IN_A_ROW})$")
_SHARE_OF = re.compile(
    r"(?:占(?!比从$)|相当于|达到?(?=[^，,；;。：:]{1,8}(?:人口|总数|总量|总额)的?$))(?P<whole>(?:(?!占)[^，,；;。：:由]){0,24}?)(?:的)?(?:比重|比例|份额|总量|总数)?(?:的)?$"
)
_ADJUSTED = r"(?:«leaves_out»|不含)[^，,；;。：:]{2,16}?(?:因素(?:后|影响)?|后|影响|外)$"
_FOR_WHOM = rf"(?:«adverb»|«pace»|及时|有效|直接|依法|全[{LEVELS}])*"
# 税收增12%, but not 新增12%: what came to be is no change.
_MOVES = re.compile("(?<![新倍加])[增升涨减降跌]")
# 增速由负转正、达到5%: how it went, beside the figure.
_TURN = rf"(?:«turn»|(?:不低于|«above»)(?:上年|去年|同期|{EVERY}))、$"
_FALLING = r"«fall_rate»[^，,；;。：:]{0,14}$"


class _TailReader:
    """Strips words from the right of a phrase, one rule at a time, and notes what each says."""

    def __init__(self, text: str, low: int, at: int, kind: str, marks: TimeMarks) -> None:
        self.text = text
        self.low = low
        self.at = at
        self.end = at
        self.kind = kind
        self.marks = marks
        self.tail = Tail(at)
        self.words = lexicon("tail_words")
        self.weak: Word | None = None

    def read(self) -> Tail:
        text, low, tail = self.text, self.low, self.tail
        self.end = compare(text, low, self.at, self.kind, tail)
        while self.end > low and self._strip():
            pass
        if self.weak is not None and not tail.changes:
            tail.changes, tail.direction = True, 1 if self.weak.arg == "up" else -1
            tail.rules.append(self.weak.id)
        if text.find("幅", low, self.at) >= 0 and worded(_FALLING).search(text, low, self.at):
            tail.falling = True
        if tail.share and tail.whole is None and (match := _SHARE_OF.search(text, low, self.end)):
            tail.whole = text[match.start("whole") : self.at]
            self.end = match.start()
        if tail.changes and tail.basis is None and low and text[low - 1] in clauses.COMMAS:
            # 按可比价格计算，比上年增长6%
            word = self.words.suffix(text, low - 1, max(0, low - _LONGEST_BASIS))
            if word is not None and word.cls == "basis":
                tail.basis = word.arg
                tail.rules.append(word.id)
        tail.start = self.end
        return tail

    def _strip(self) -> bool:
        """Strip what one rule takes; most phrases end with a character that no rule begins with."""
        last = self.text[self.end - 1]
        if last in _BLANKS and self._blank(last):
            return True
        mark = self.marks.ending(self.end)
        if mark is not None and mark.start >= self.low:
            self._time(mark)
            return True
        if self.kind == "rank" and self.text.startswith("全", self.end - 2) and last in f"国{LEVELS}":
            # 增幅全省排第7位: among whom is no part of what.
            self.end -= 2
            return True
        if last in self.words.by_last and self._word():
            return True
        if (
            last == "、"
            and self.end < self.at
            and (turn := worded(_TURN).search(self.text, self.low, self.end))
        ):
            self.end = turn.start()
            return True
        if (self.tail.changes or self.weak) and self._base():
            return True
        return self.kind in ("percent", "permille") and self._whole()

    def _blank(self, last: str) -> bool:
        if last in _PER_UNITS:
            match = _PER.search(self.text, self.low, self.end)
            if match and (match.start() > self.low or match[0][0] == "连"):
                self.end = match.start()
                return True
            return False
        if last in _SPACES or self.end == self.at:
            self.end -= 1
            return True
        return False

    def _time(self, mark: TimeMark) -> None:
        """A time word at the end, with the 比, 较 or 到 in front of it."""
        self.end = mark.start
        if self.text.endswith("相当于", self.low, self.end):
            self.end -= 3
            return
        before = self.text[self.end - 1 : self.end]
        arrives = self.words.suffix(self.text, self.end, self.low)
        if arrives is not None and arrives.cls == "to":
            return
        if self.end > self.low and before in ("比", "较", "到", "至", "与", "距", "离", "同"):
            if before in ("比", "较", "距", "离"):
                self.tail.base = self.text[self.end - 1 : self.at]
                # 比前三年平均高1个百分点: the mean is what the value is held against.
                self.tail.mean = self.tail.mean and self.kind != "point"
            self.end -= 1

    def _word(self) -> bool:
        """A word of the table at the end, unless a form of the catalogue ends with it."""
        text, tail = self.text, self.tail
        word = self.words.suffix(text, self.end, self.low)
        if word is not None and "年" in word.text[:2] and (mark := self.marks.at(self.end - len(word.text))):
            # 2018年|均首次突破, 前三年|平均: the word would cut the time in front of it.
            word = self.words.suffix(text, self.end, mark.end) if mark.end < self.end else word
        if word is None or word.cls == "stop" or (word.text == "为" and self._serves()):
            return False
        if word.cls != "adv" and form_before(text, self.end, self.low):
            return False
        if self.kind != "money" and (word.arg == "money" or self._gains(word)):
            return False
        if word.cls == "rate" and text[self.end - len(word.text) - 1] in "、和与":
            # 总量、增速分别居第2位和第1位: the rate is a metric of the list.
            return False
        if word.cls == "weak":
            moves = self.kind in ("percent", "multiple") and _MOVES.fullmatch(text, self.end - 1, self.end)
            if tail.changes or not (moves or self.kind == "point" or self._compared()):
                return False
            self.weak = self.weak or word
        elif word.cls in ("above", "below") and self._held_against(word):
            # 比全市平均水平高出1800元: by how much, no bound.
            tail.changes, tail.direction = True, 1 if word.cls == "above" else -1
            tail.rules.append(word.id)
        else:
            say(tail, word, self.kind)
            tail.rules.append(word.id)
        self.end -= len(word.text)
        if tail.share and tail.whole is None and word.text == "占" and self.kind in ("percent", "permille"):
            tail.whole = text[self.end + 1 : self.at]
        return True

    def _gains(self, word: Word) -> bool:
        """Whether a verb tells of a gain in money alone: 增收, 短收30%; 多收 compares whatever it is."""
        grown = self.kind == "percent" or word.text[0] in "多少" or self._compared() or self._alone(word)
        return word.cls == "gain" and not grown

    def _held_against(self, word: Word) -> bool:
        """Whether an amount follows a word of comparing that has a base in front of it (比…, 较…)."""
        before = self.end - len(word.text)
        held = _COMPARISON.search(self.text, self.low, before)
        return held is not None and held[0][0] in "比较" and self.kind in ("money", "count", "measure")

    def _compared(self) -> bool:
        """Whether anything in front compares (比, 较)."""
        return any(self.text.find(word, self.low, self.end) >= 0 for word in "比较")

    def _alone(self, word: Word) -> bool:
        """建成区扩大到42平方公里，五年净增6平方公里: what grew by so much is what was measured before."""
        front = self.marks.cut_from(self.text, self.low, self.end - len(word.text))
        return self.kind == "measure" and not front.strip(_SPACES)

    def _serves(self) -> bool:
        """全年为N户企业减税: with nothing but a time and adverbs in front of it 为 says for whom."""
        if self.end - 1 == self.low:
            return True
        if self.kind != "count":
            return False
        words = self.marks.cut_from(self.text, self.low, self.end - 1).strip(" \u3000")
        return bool(worded(_FOR_WHOM).fullmatch(words))

    def _base(self) -> bool:
        """What a change is counted from (比上年, 较预期目标) or freed of (扣除减免因素后)."""
        text, tail = self.text, self.tail
        found = list(_COMPARISON.finditer(text, self.low, self.end)) if tail.base is None else ()
        if found and not (tail.deal == "each" and clauses.joins(text, found[-1], self.end)):
            tail.base = text[found[-1].start() : self.end]
            tail.rules.append("tail.comparison")
            self.end = found[-1].start()
            return True
        if match := worded(_ADJUSTED).search(text, self.low, self.end):
            tail.rules.append("tail.adjusted")
            self.end = match.start()
            return True
        if self.end < self.at and text[self.end - 1] in "比较距" and text[self.end - 2 : self.end] != "占比":
            tail.base = text[self.end - 1 : self.at]
            self.end -= 1
            return True
        return False

    def _whole(self) -> bool:
        """占规模以上工业总产值的: the whole that a share is of."""
        tail = self.tail
        if tail.share or tail.changes:
            return False
        match = _SHARE_OF.search(self.text, self.low, self.end)
        if match:
            form = form_before(self.text, self.end, self.low)
            if form and len(form) > self.end - match.start():
                return False
            tail.share, tail.whole = True, self.text[match.start("whole") : self.at]
            tail.rules.append("tail.share_of")
            self.end = match.start()
            return True
        return False


def read_tail(text: str, low: int, at: int, kind: str, marks: TimeMarks) -> Tail:
    """The words before the numeral at `at`, no further left than `low`; `kind` is its unit's kind."""
    return _TailReader(text, low, at, kind, marks).read()
