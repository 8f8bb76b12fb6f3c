"""General language data for the search of lost bytes: jieba's word counts, spelled in GBK.

A word that is read one byte late shows only the pairs between its characters; `Spellings` finds words by what
is left to see of them.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from nianjian.repair import gbk, script

RAREST = 30
LONGEST = 5
UNKNOWN = 20.0
# The dictionary counts characters as words far more often than running text uses them so.
SINGLE_EXTRA = 2.5
_PLAIN_WORDS = frozenset("的和在是不了为以与对有到等将把被我从新大中年月日个也都就多要及之各")
# Marks of punctuation and what each costs; the commonest ones are about as likely as a common word.
MARKS = (
    dict.fromkeys("。，、", 4.0)
    | dict.fromkeys("：；“”（）《》—", 5.5)
    | dict.fromkeys("　！？·…％－～＋．", 8.0)
)
_NUMERALS = (
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
)
_ENUMERATOR = 3.0
SHORTLIST = 24
ANY = -1
_HAN_FIRST, _HAN_LAST = 0x4E00, 0x9FFF


class Spelling(NamedTuple):
    """A word in the bytes of a script: its first byte, its last, and what reading it late leaves to see.

    `seen` are the characters that the pairs between its characters make, `hidden` counts the pairs that make
    none.
    """

    cost: float
    text: str
    plain: str
    lead: int
    last: int
    seen: str
    hidden: int


class Spellings(NamedTuple):
    """The spellings of a script, each list cheapest first and cut at SHORTLIST.

    `seen` is keyed by (lead, seen), `silent` (words of which nothing is seen) by (lead, last); ANY stands for
    any lead or last byte, gbk.ALWAYS_VANISHES for every last byte of the user-defined area. Not cut are
    `singles`, single characters by lead, and `starting`, words by their first character.
    """

    seen: dict[tuple[int, str], list[Spelling]]
    silent: dict[tuple[int, int], list[Spelling]]
    singles: dict[int, list[Spelling]]
    starting: dict[str, list[Spelling]]


@cache
def costs() -> dict[str, float]:
    """Cost (minus log probability) of every Simplified word of the dictionary.

    Raises FileNotFoundError where jieba's dictionary is missing.
    """
    counts: dict[str, int] = {}
    for line in _dictionary().read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if len(word) <= LONGEST and int(count) >= RAREST:
            counts[word] = int(count)
    total = math.log(sum(counts.values()))
    return {
        word: total - math.log(count) + (SINGLE_EXTRA if len(word) == 1 and word not in _PLAIN_WORDS else 0.0)
        for word, count in counts.items()
    }


def _dictionary() -> Path:
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the dictionary of jieba is missing: install the package jieba")
    return Path(next(iter(spec.submodule_search_locations))) / "dict.txt"


@cache
def spellings(traditional: bool) -> Spellings:
    """All spellings of a script, indexed.

    What Traditional script does not write is not in Big5; what Simplified does not write is not in GB 2312.
    """
    characters = gbk.characters()
    index = Spellings({}, {}, {}, {})
    for text, (plain, cost) in sorted(_spelled(traditional).items(), key=lambda row: (row[1][1], row[0])):
        data = text.encode("gbk")
        inner = [characters.get(data[i : i + 2], "") for i in range(1, len(data) - 1, 2)]
        seen = "".join(inner)
        word = Spelling(cost, text, plain, data[0], data[-1], seen, len(inner) - len(seen))
        if cost < UNKNOWN:
            index.starting.setdefault(text[0], []).append(word)
        if min(data[1:-1:2], default=0xFF) < 0x80:
            continue
        if len(text) == 1:
            index.singles.setdefault(word.lead, []).append(word)
        if seen:
            _shortlist(index.seen, (word.lead, seen), word)
            _shortlist(index.seen, (ANY, seen), word)
            continue
        last = gbk.ALWAYS_VANISHES if word.last in gbk.USER_DEFINED else word.last
        for lead in (word.lead, ANY):
            _shortlist(index.silent, (lead, last), word)
            _shortlist(index.silent, (lead, ANY), word)
    return index


def _shortlist(lists: dict[Any, list[Spelling]], key: tuple[int, object], word: Spelling) -> None:
    words = lists.setdefault(key, [])
    if len(words) < SHORTLIST:
        words.append(word)


def _spelled(traditional: bool) -> dict[str, tuple[str, float]]:
    """Every spelling with its Simplified form and its cost; marks and enumerators are spellings too."""
    words = costs()
    hosts = _hosts(traditional)
    found = {char: (plain, words.get(plain, UNKNOWN)) for char, plain in hosts.items()}
    written = set(hosts).issuperset
    if traditional:
        kept = {plain: plain if plain in hosts else char for char, plain in reversed(hosts.items())}
        listed = "\n".join(words)
        for spelled in (
            listed.translate({ord(plain): char for plain, char in kept.items()}),
            script.to_traditional(listed),
        ):
            rows = zip(spelled.split("\n"), words.items(), strict=True)
            found.update((text, row) for text, row in rows if written(text))
    else:
        found.update((word, (word, cost)) for word, cost in words.items() if written(word))
    found.update((mark, (mark, cost)) for mark, cost in MARKS.items())
    for numeral in _NUMERALS:
        found.update((text, (text, _ENUMERATOR)) for text in (f"（{numeral}）", f"{numeral}、"))
    return found


@cache
def _hosts(traditional: bool) -> dict[str, str]:
    """The Han characters a text of a script may hold, each with its Simplified form."""
    repertoire = "big5" if traditional else "gb2312"
    chars = "".join(char for char in gbk.characters().values() if _written(char, repertoire))
    return dict(zip(chars, simplified(chars) if traditional else chars, strict=True))


def simplified(chars: str) -> str:
    """Every character on its own in Simplified; neighbours that happen to make a word do not count."""
    return script.to_simplified("\n".join(chars))[::2]


def _written(char: str, repertoire: str) -> bool:
    if not _HAN_FIRST <= ord(char) <= _HAN_LAST:
        return False
    try:
        char.encode(repertoire)
    except UnicodeEncodeError:
        return False
    return True
