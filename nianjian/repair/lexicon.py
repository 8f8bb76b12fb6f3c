"""Language data for the search of lost bytes: jieba's word counts and the catalogues' terms, in a script."""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from nianjian.catalogue import table
from nianjian.repair import gbk, script

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
# What a term of the field costs: a little more than the commonest words, and more the longer it is.
TERM, TERM_PER_CHARACTER = 8.0, 0.4
_TERM = re.compile("[㐀-鿿]{2,8}")
# A row of the dictionary is word, count and tag; words that are counted less than 50 times are left out.
_COUNTED = re.compile(rb"\n([^ ]+ (?:[5-9]\d|\d{3,})) ")
# The last lead byte of Big5's common characters.
_BIG5_COMMON = 0xC6


@cache
def costs() -> dict[str, float]:
    """Cost (minus log probability) of every Simplified word of the dictionary and of the catalogues' terms.

    Raises FileNotFoundError where jieba's dictionary is missing.
    """
    rows = b"\n".join(_COUNTED.findall(_dictionary().read_bytes())).decode().split()
    counts = {word: n for word, n in zip(rows[::2], rows[1::2], strict=True) if len(word) <= LONGEST}
    total = math.log(sum(map(int, counts.values())))
    cost = {n: total - math.log(int(n)) for n in set(counts.values())}
    found = {word: cost[n] for word, n in counts.items()}
    for char in found.keys() - _PLAIN_WORDS:
        if len(char) == 1:
            found[char] += SINGLE_EXTRA
    for term in sorted(_terms()):
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


def spelled(traditional: bool) -> dict[str, float]:
    """Every spelling of a script with its cost; marks and enumerators are spellings too.

    What Traditional script does not write is not in Big5; what Simplified does not write is not in GB 2312.
    """
    words = costs()
    hosts = _hosts(traditional)
    found = {char: words.get(plain, UNKNOWN) for char, plain in hosts.items()}
    listed = "\n".join(words)
    spellings = [listed]
    if traditional:
        kept = {ord(plain): plain if plain in hosts else char for char, plain in reversed(hosts.items())}
        # A character that is not in the mapping costs an exception.
        kept[ord("\n")] = "\n"
        spellings = [listed.translate(kept), script.to_traditional(listed)]
    for spelling in spellings:
        foreign = {*spelling} - hosts.keys() - {"\n"}
        rows = zip(spelling.split("\n"), words.values(), strict=True)
        found.update({text: cost for text, cost in rows if foreign.isdisjoint(text)})
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
