"""Language data for the search of lost bytes: jieba's word counts and the catalogues' terms, in GBK.

A word that is read one byte late shows only the pairs between its characters; `Spellings` finds words by what
is left to see of them.
"""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from nianjian.catalogue import table
from nianjian.repair import gbk, script

RAREST = 50
LONGEST = 8
UNKNOWN = 20.0
# The dictionary counts characters as words far more often than running text uses them so.
SINGLE_EXTRA = 3.0
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
SHORTLIST = 12
ANY = -1
# What a term of the field costs: a little more than the commonest words, and more the longer it is.
TERM, TERM_PER_CHARACTER = 8.0, 0.4
_TERM = re.compile("[㐀-鿿]{2,8}")
# The last lead byte of Big5's common characters.
_BIG5_COMMON = 0xC6


# A word in the bytes of a script: its cost, its text, its last byte (reading late leaves
# it over), and how many of the pairs between its characters make no character. Plain tuples: there are many,
# and the garbage collector forgets plain ones.
Spelling = tuple[float, str, int, int]


class Spellings(NamedTuple):
    """The spellings of a script by what is seen of them when they are read late, cheapest first.

    `seen` is keyed by first byte and the characters seen; `silent`, words of which nothing is seen, by first
    byte and last; ANY stands for any byte, gbk.ALWAYS_VANISHES for each of the user-defined area. `halved`
    holds words of which one byte is lost, keyed by the characters before the halved one, the byte left of it
    and what is seen of the rest. All are cut at SHORTLIST. `singles`, characters by first byte, are not.
    """

    seen: dict[tuple[int, str], tuple[Spelling, ...]]
    silent: dict[tuple[int, int], tuple[Spelling, ...]]
    halved: dict[tuple[str, int, str], tuple[Spelling, ...]]
    singles: dict[int, tuple[Spelling, ...]]


@cache
def costs() -> dict[str, float]:
    """Cost (minus log probability) of every Simplified word of the dictionary and of the catalogues' terms.

    Raises FileNotFoundError where jieba's dictionary is missing.
    """
    counts: dict[str, int] = {}
    for line in _dictionary().read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if len(word) <= LONGEST and int(count) >= RAREST:
            counts[word] = int(count)
    total = math.log(sum(counts.values()))
    found = {
        word: total - math.log(count) + (SINGLE_EXTRA if len(word) == 1 and word not in _PLAIN_WORDS else 0.0)
        for word, count in counts.items()
    }
    for term in _terms():
        found[term] = min(found.get(term, math.inf), TERM + TERM_PER_CHARACTER * len(term))
    return found


def _terms() -> set[str]:
    """The terms of the field, of which other catalogues are made: indicators, headings, parts of a report."""
    columns = [row[name] for row in table("indicators") for name in ("name_zh", "forms")]
    columns += [row["pattern"] for name in ("heading_words", "section_roles") for row in table(name)]
    return {term for column in columns for term in _TERM.findall(column)}


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
    by_seen: dict[Any, list[Spelling]] = {}
    silent: dict[Any, list[Spelling]] = {}
    halved: dict[Any, list[Spelling]] = {}
    singles: dict[Any, list[Spelling]] = {}
    for text, cost in sorted(_spelled(traditional).items(), key=lambda row: (row[1], row[0])):
        data = text.encode("gbk")
        if len(data) > 2 and min(data[1:-1:2]) < 0x80:
            continue
        inner = [characters.get(data[i : i + 2], "") for i in range(1, len(data) - 1, 2)]
        seen = "".join(inner)
        word = (cost, text, data[-1], len(inner) - len(seen))
        if cost < UNKNOWN:
            _halve(halved, word, data, inner)
        if len(text) == 1:
            singles.setdefault(data[0], []).append(word)
        if seen:
            for lead in (data[0], ANY):
                _shortlist(by_seen, (lead, seen), word)
            continue
        last = gbk.ALWAYS_VANISHES if data[-1] in gbk.USER_DEFINED else data[-1]
        for lead in (data[0], ANY):
            _shortlist(silent, (lead, last), word)
            _shortlist(silent, (lead, ANY), word)
    return Spellings(_frozen(by_seen), _frozen(silent), _frozen(halved), _frozen(singles))


def _halve(lists: dict[Any, list[Spelling]], word: Spelling, data: bytes, inner: list[str]) -> None:
    """Enter a word under each way in which one of its first two characters can lose one byte.

    With its first byte lost a character shows what it shows when read late; with its second one lost, its
    first pairs with the next character's.
    """
    cost, text, end, _ = word
    for at in range(min(2, len(text))):
        rest = inner[at:]
        lead, trail = data[2 * at], data[2 * at + 1]
        paired = gbk.characters().get(bytes((lead, data[2 * at + 2])), "") if rest else ""
        ways = ((trail, rest, end), (lead, [paired, *rest[1:]] if rest else [], end if rest else lead))
        for kept, shown, last in ways:
            seen = "".join(shown)
            _shortlist(lists, (text[:at], kept, seen), (cost, text, last, len(shown) - len(seen)))


def _shortlist(lists: dict[Any, list[Spelling]], key: tuple[object, ...], word: Spelling) -> None:
    words = lists.setdefault(key, [])
    if len(words) < SHORTLIST:
        words.append(word)


def _frozen(lists: dict[Any, list[Spelling]]) -> dict[Any, tuple[Spelling, ...]]:
    return {key: tuple(words) for key, words in lists.items()}


def _spelled(traditional: bool) -> dict[str, float]:
    """Every spelling with its cost; marks and enumerators are spellings too."""
    words = costs()
    hosts = _hosts(traditional)
    found = {char: words.get(plain, UNKNOWN) for char, plain in hosts.items()}
    written = set(hosts).issuperset
    if traditional:
        kept = {plain: plain if plain in hosts else char for char, plain in reversed(hosts.items())}
        listed = "\n".join(words)
        for spelled in (
            listed.translate({ord(plain): char for plain, char in kept.items()}),
            script.to_traditional(listed),
        ):
            rows = zip(spelled.split("\n"), words.values(), strict=True)
            found.update((text, cost) for text, cost in rows if written(text))
    else:
        found.update((word, cost) for word, cost in words.items() if written(word))
    found.update(MARKS)
    for numeral in _NUMERALS:
        found.update(dict.fromkeys((f"（{numeral}）", f"{numeral}、"), _ENUMERATOR))
    return found


@cache
def _hosts(traditional: bool) -> dict[str, str]:
    """The Han characters a text of a script may hold, each with its Simplified form.

    A text converted character by character keeps some Simplified forms, but only such as are common
    characters of Traditional script too.
    """
    repertoire, last = ("big5", _BIG5_COMMON) if traditional else ("gb2312", 0xFF)
    chars = [char for char in gbk.characters().values() if "\u4e00" <= char <= "\u9fff"]
    codes = [char.encode(repertoire, "ignore") for char in chars]
    found = "".join(char for char, code in zip(chars, codes, strict=True) if code)
    if not traditional:
        return dict(zip(found, found, strict=True))
    kept = script.to_traditional("\n".join(found))[::2]
    leads = [code[0] for code in codes if code]
    rows = zip(found, simplified(found), kept, leads, strict=True)
    return {char: plain for char, plain, spelled, lead in rows if char == spelled or lead <= last}


def simplified(chars: str) -> str:
    """Every character on its own in Simplified; neighbours that happen to make a word do not count."""
    return chars.translate(_plain_forms())


@cache
def _plain_forms() -> dict[int, str]:
    """By code point, the Simplified form of every character of GBK that has another one."""
    chars = [char for char in gbk.characters().values() if "\u4e00" <= char <= "\u9fff"]
    # One to a line, or neighbours that happen to make a word would be converted as a word.
    plain = script.to_simplified("\n".join(chars))[::2]
    return {ord(char): form for char, form in zip(chars, plain, strict=True) if char != form}
