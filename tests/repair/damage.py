"""Damage done to the clean text of the sample seeds: what careless programs, pages and portals do, forwards.

Every model knows only what it does to a text, nothing of how that is mended. The bytes of the slips are
Python's own `gbk`, Traditional script is OpenCC's, readings are a short list of our own. The same seed of
chance gives the same variants.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path

import opencc

from nianjian.catalogue import table
from nianjian.reading import read_seed, split_documents
from nianjian.repair import mend, repair

SEEDS = Path(__file__).parents[2] / "seeds"
BIG5 = "cp950"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", BIG5)
READINGS = dict(
    pair.split("=")
    for line in (
        "業=yè 發=fā 區=qū 創=chuàng 產=chǎn 質=zhì 規=guī 進=jìn 濟=jì 國=guó",
        "關=guān 動=dòng 會=huì 實=shí 設=shè 務=wù 現=xiàn 資=zī 長=zhǎng 開=kāi",
        "學=xué 來=lái 體=tǐ 對=duì 個=gè 過=guò 環=huán 續=xù 確=què 穩=wěn",
        "達=dá 總=zǒng 億=yì 萬=wàn 農=nóng 鎮=zhèn 鄉=xiāng 節=jié 經=jīng 場=chǎng",
        "戶=hù 數=shù 報=bào 點=diǎn 優=yōu 線=xiàn 類=lèi 電=diàn 雲=yún 東=dōng",
        "车=chē 业=yè 发=fā 区=qū 创=chuàng 产=chǎn 质=zhì 规=guī 进=jìn 济=jì",
        "国=guó 关=guān 动=dòng 会=huì 实=shí",
    )
    for pair in line.split()
)
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuüüüü")
_HAN = re.compile("[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Variant:
    """A damaged text, the text it was made of, and how many places were damaged."""

    mechanism: str
    raw: str
    clean: str
    places: int
    encoding: str = "utf-8"


Draft = tuple[str, str, int]
"""Damaged text, clean text, number of places."""
Model = Callable[[str, random.Random], Draft | None]


@cache
def bases() -> tuple[str, ...]:
    """The clean texts of the sample reports, without blank lines."""
    documents = [
        document
        for path in sorted(SEEDS.glob("*.txt"))
        for document in split_documents(read_seed(path.read_bytes(), path.name))
        if document.kind != "news"
    ]
    texts = (repair(document).text for document in documents)
    return tuple("\n".join(line.strip() for line in text.split("\n") if line.strip()) for text in texts)


def passage(chance: random.Random) -> str:
    """Some sentences of a sample that follow each other, such that mending leaves them alone."""
    while True:
        sentences = sentences_of(chance.choice(bases()))
        first, count = chance.randrange(len(sentences)), chance.randrange(6, 24)
        text = "".join(sentences[first : first + count]).strip()
        if len(text) > 200 and mend(text).text == text:
            return text


def medley(chance: random.Random) -> str:
    """Sentences of all samples in any order: characters meet that do so nowhere in them."""
    sentences = [sentence for base in bases() for sentence in sentences_of(base) if sentence.endswith("。")]
    while True:
        text = "".join(chance.sample(sentences, 10))
        if mend(text).text == text:
            return text


def sentences_of(text: str) -> list[str]:
    return re.findall("[^。\n]+(?:。|\n|$)", text)


@cache
def converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def traditional(text: str) -> tuple[str, str]:
    """A text in Traditional script, and what a conversion back makes of it."""
    spelled = converter("s2t").convert(text)
    return spelled, converter("t2s").convert(spelled)


def spelled(text: str, chance: random.Random) -> tuple[str, str]:
    """A text as it is, or in Traditional script, with the Simplified text that it says."""
    return traditional(text) if chance.random() < 0.5 else (text, text)


# Readings written behind characters.


def scraps(text: str, chance: random.Random) -> Draft | None:
    """Every occurrence of some characters annotated, with tone marks; Traditional script."""
    text, clean = traditional(text)
    return annotated(text, clean, chance, lambda reading: f"({reading})")


def plain_scraps(text: str, chance: random.Random) -> Draft | None:
    """The same without tone marks, in Simplified script."""
    return annotated(text, text, chance, lambda reading: f"({reading.translate(_TONES)})")


def annotated(text: str, clean: str, chance: random.Random, scrap: Callable[[str], str]) -> Draft | None:
    present = sorted(set(text) & set(READINGS))
    hosts = set(chance.sample(present, max(1, len(present) * 2 // 3)))
    places = sum(char in hosts for char in text)
    return "".join(c + scrap(READINGS[c]) if c in hosts else c for c in text), clean, places


# GBK bytes edited by programs that do not know where characters begin.


def decoded(data: bytes, orphan: str) -> str:
    """Pair by pair; what is no character is dropped, a byte left over before ASCII becomes `orphan`."""
    found = []
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            found.append(chr(data[at]))
            at += 1
        elif data[at + 1 : at + 2] < b"\x40":
            found.append(orphan)
            at += 1
        else:
            found.append(data[at : at + 2].decode("gbk", "ignore") if data[at + 1] >= 0x40 else "")
            at += 2
    return "".join(found)


def places_of(text: str, pattern: str, flags: int = 0) -> list[int]:
    return [hit.start() for hit in re.finditer(pattern, text, flags)]


def in_gbk(text: str) -> bytes:
    return text.encode("gbk", "ignore")


def lost_byte_of_an_indent(text: str, chance: random.Random) -> Draft | None:
    """The first byte of the blank that indents a numbered line is lost: 　（一） begins with 。ㄒ."""
    text, clean = spelled(text.replace("(", "（").replace(")", "）"), chance)
    at = places_of(text, "^(?=（[一二三四五六七八九十]）)", re.M)
    if not at:
        return None
    place = chance.choice(at)
    return slipped(text, clean, in_gbk(text[:place]) + in_gbk("　" + text[place:])[1:], "")


def lost_byte_behind_a_stop(text: str, chance: random.Random) -> Draft | None:
    """Of two equal bytes, the end of 。 and the beginning of a full-width mark, one is lost."""
    text, clean = spelled(text, chance)
    at = places_of(text, "。(?=[（，！？])")
    if not at:
        return None
    place = chance.choice(at) + 1
    return slipped(text, clean, in_gbk(text[:place]) + in_gbk(text[place:])[1:], "")


def lost_byte(text: str, chance: random.Random) -> Draft | None:
    """Any byte of any Han character is lost."""
    text, clean = spelled(text, chance)
    data = in_gbk(text)
    place = chance.choice(places_of(text, _HAN.pattern))
    at = len(in_gbk(text[:place])) + chance.randrange(2)
    return slipped(text, clean, data[:at] + data[at + 1 :], "")


def folded_byte(text: str, chance: random.Random) -> Draft | None:
    """Two bytes of two characters, which look like a full-width ？ or ！, are replaced by the ASCII mark."""
    text, clean = spelled(text, chance)
    data = in_gbk(text)
    at = [
        i
        for pair in (b"\xa3\xbf", b"\xa3\xa1")
        for i in range(len(data) - 1)
        if data[i : i + 2] == pair and in_phase(data, i)
    ]
    if not at:
        return None
    place = chance.choice(at)
    mark = b"?" if data[place + 1] == 0xBF else b"!"
    return slipped(text, clean, data[:place] + mark + data[place + 2 :], "")


def inserted_syllable(text: str, chance: random.Random) -> Draft | None:
    """A reading is written behind two bytes that look like a character and belong to two."""
    text, clean = traditional(text)
    data, across = in_gbk(text), read_across()
    at = [i for i in range(len(data) - 1) if data[i : i + 2] in across and in_phase(data, i)]
    if not at:
        return None
    place = chance.choice(at)
    cut = data[place + 1 : place + 3]
    own = f"({across[cut]})" if cut in across else ""
    # The first byte of the character cut in two is left over: it takes the bracket behind it along, or goes.
    head = decoded(data[: place + 1], "") + chance.choice(("?", "("))
    rest = decoded(data[place + 2 :], "")
    if own and data[place + 2] < 0x80:
        rest = rest[0] + own + rest[1:]
    return f"{head}{across[data[place : place + 2]]}){rest}", clean, 1


@cache
def read_across() -> dict[bytes, str]:
    """The reading of every character of Traditional script, by its bytes."""
    found = {}
    for row in table("pinyin"):
        for char in row["hosts"]:
            if converter("t2s").convert(char) != char:
                found[char.encode("gbk")] = row["id"]
    return found


def in_phase(data: bytes, at: int) -> bool:
    """Whether a character's second byte lies at an offset."""
    begin = at
    while begin > 0 and data[begin - 1] >= 0x80:
        begin -= 1
    return (at - begin) % 2 == 1


def slipped(text: str, clean: str, data: bytes, orphan: str) -> Draft | None:
    raw = decoded(data, orphan)
    return None if raw == text else (raw, clean, 1)


# Lines and pages.


def wrapped(text: str, chance: random.Random) -> Draft | None:
    """Every line broken where the margin is."""
    lines = list(margin(text, chance.randrange(44, 84, 2)))
    return "\n".join(lines), text, len(lines) - text.count("\n") - 1


def margin(text: str, columns: int) -> Iterator[str]:
    """Lines no wider than so many half-width columns; no line begins with a mark that closes."""
    for line in text.split("\n"):
        begun, width = "", 0
        for character in line:
            wide = 1 if character.isascii() else 2
            if width + wide > columns and character not in "，。；：、！？）”%":
                yield begun
                begun, width = "", 0
            begun, width = begun + character, width + wide
        yield begun


def broken_number(text: str, chance: random.Random) -> Draft | None:
    """A line break between a number and its unit."""
    at = [hit.end() for hit in re.finditer(r"\d(?=[亿万]?[元户家个人吨])", text)]
    place = chance.choice(at)
    return text[:place] + "\n" + text[place:], text, 1


def page_break(text: str, chance: random.Random) -> Draft | None:
    """A page rule between blank lines in the middle of a sentence."""
    at = [hit.end() for hit in re.finditer("(?<=[㐀-鿿]{4})(?=[㐀-鿿]{4})", text)]
    at = [place for place in at if "。" in text[text.rfind("\n", 0, place) + 1 : place]]
    place = chance.choice(at)
    return text[:place] + "\n\n---\n\n" + text[place:], text, 1


PAGE_NUMBERS: tuple[Callable[[int], str], ...] = (
    "— {} —".format, "- {} -".format, "第 {} 页".format, "第{}页 共9页".format, "{} / 9".format, "{}".format,
)  # fmt: skip


def page_numbers(text: str, chance: random.Random) -> Draft | None:
    """Wrapped text, a page number after so many lines."""
    number, every = chance.choice(PAGE_NUMBERS), chance.randrange(9, 14)
    lines = list(margin(text, chance.randrange(44, 84, 2)))
    pages = [lines[first : first + every] for first in range(0, len(lines), every)]
    raw = "\n".join("\n".join([*page, number(i)]) for i, page in enumerate(pages, 1))
    return raw, text, len(pages)


PORTAL: tuple[tuple[str, str], ...] = (
    ("发布时间:2021-03-02 来源:某区政府网 浏览次数:1024\n", ""),
    ("当前位置:首页 > 政务公开 > 政府工作报告\n", ""),
    ("字体:大 中 小\n", ""),
    ("", "\n上一篇:某区统计公报\n下一篇:没有了"),
    ("", "\n相关链接"),
    ("", "\n版权所有 某区人民政府办公室"),
    ("", "\n打印本页 关闭窗口"),
    ("", "\n2021-03-09\n有想补充的信息?点我投稿\n- 联系我们\n- 企业入驻"),
    ("【某区招商】", ""),
)


def portal(text: str, chance: random.Random) -> Draft | None:
    """Lines of a portal above and below the report."""
    above, below = chance.choice(PORTAL)
    return above + text + below, text, (above + below).strip().count("\n") + 1


def fused_heading(text: str, chance: random.Random) -> Draft | None:
    """The line breaks behind some headings are gone."""
    at = [hit.end() for hit in re.finditer("(?m)^#* ?[（(]?[一二三四五][）)、][^。，；：:\n]{4,24}$", text)]
    if not at:
        return None
    places = set(chance.sample(at, chance.randrange(1, len(at) + 1)))
    return "".join(char for i, char in enumerate(text) if i not in places), text, len(places)


def stray_glyph(text: str, chance: random.Random) -> Draft | None:
    """A glyph of the margin before a title or a numbered heading."""
    del chance
    at = places_of(text, r"\A\d{4}年") or places_of(text, "(?m)^[（(][一二三四五][）)]")
    if not at:
        return None
    glyph = "0 " if at == [0] and text[0].isdecimal() else "角 "
    return text[: at[0]] + glyph + text[at[0] :], text, 1


# Characters.


def spaced(text: str, chance: random.Random) -> Draft | None:
    """A blank wherever a digit meets a Han character."""
    text = text.replace(" ", "")
    raw = re.sub("(?<=[㐀-鿿])(?=[0-9])|(?<=[0-9%])(?=[㐀-鿿])", " ", text)
    return raw, text, len(raw) - len(text)


def lost_character(text: str, chance: random.Random) -> Draft | None:
    """A long text that lacks one frequent character everywhere."""
    del text
    long = "\n".join(chance.sample(bases(), len(bases())) * 2)
    lost = chance.choice("以我是在的和为不人中")
    return long.replace(lost, ""), long, long.count(lost)


def script(text: str, chance: random.Random) -> Draft | None:
    """Traditional script, of one of three standards."""
    return converter(chance.choice(("s2t", "s2tw", "s2hk"))).convert(text), text, len(_HAN.findall(text))


ENTITIES = {"“": ("&ldquo;", "&#8220;", "&#x201C;"), "”": ("&rdquo;", "&#8221;"), "—": ("&mdash;", "&#8212;"),
            "（": ("&#65288;",), "%": ("&#37;",), "、": ("&#12289;",)}  # fmt: skip


def entities(text: str, chance: random.Random) -> Draft | None:
    """Marks written as HTML entities."""
    present = [mark for mark in ENTITIES if mark in text]
    if not present:
        return None
    mark = chance.choice(present)
    return text.replace(mark, chance.choice(ENTITIES[mark])), text, text.count(mark)


def full_width(text: str, chance: random.Random) -> Draft | None:
    """Digits in full width: evidence, which stays."""
    del chance
    wide = text.translate(str.maketrans("0123456789.%", "０１２３４５６７８９．％"))
    return wide, wide, 0


def masked(text: str, chance: random.Random) -> Draft | None:
    """The name of the area masked: it stays so and is marked."""
    named = re.search("嘉定|江山|诸城", text)
    if named is None:
        return None
    raw = text.replace(named[0], chance.choice(("xx", "XX", "××", "某某")))
    return raw, raw, text.count(named[0])


MODELS: dict[str, Model] = {
    "pinyin scraps": scraps,
    "pinyin scraps, plain": plain_scraps,
    "lost byte of an indent": lost_byte_of_an_indent,
    "lost byte behind a stop": lost_byte_behind_a_stop,
    "lost byte anywhere": lost_byte,
    "folded byte": folded_byte,
    "inserted syllable": inserted_syllable,
    "wrapped lines": wrapped,
    "number cut from its unit": broken_number,
    "page rule in a sentence": page_break,
    "page numbers": page_numbers,
    "stray glyphs": stray_glyph,
    "portal lines": portal,
    "fused headings": fused_heading,
    "blanks at digits": spaced,
    "character lost everywhere": lost_character,
    "Traditional script": script,
    "HTML entities": entities,
    "full-width digits": full_width,
    "masked names": masked,
}
# Some need certain bytes to meet, or a whole report with its headings.
SOURCES: dict[str, Callable[[random.Random], str]] = {
    "folded byte": medley,
    "inserted syllable": medley,
    "fused headings": lambda chance: chance.choice(bases()),
}
# Damage to lines and blanks, which Big5 has as Traditional text.
OF_EITHER_SCRIPT = (
    "wrapped lines", "number cut from its unit", "page rule in a sentence", "page numbers", "portal lines",
    "blanks at digits", "HTML entities",
)  # fmt: skip
PER_MODEL = 32


@cache
def variants(mechanism: str, count: int = PER_MODEL) -> tuple[Variant, ...]:
    """So many variants of one mechanism: of each sample text, then of passages; encodings take turns."""
    chance = random.Random(mechanism)
    model, texts, encodings = MODELS[mechanism], list(bases()), cycle(ENCODINGS)
    found: list[Variant] = []
    for i in range(20 * count):
        source = SOURCES.get(mechanism, passage)
        draft = model(texts[i] if i < len(texts) else source(chance), chance)
        if draft is None or draft[0] in {variant.raw for variant in found}:
            continue
        encoding = next(encodings)
        if encoding == BIG5 and mechanism in OF_EITHER_SCRIPT:
            turned = converter("s2tw").convert(draft[0])
            draft = (turned, *draft[1:]) if converter("t2s").convert(turned) == draft[0] else draft
        while not writes(encoding, draft[0]):
            encoding = next(encodings)
        found.append(Variant(mechanism, *draft, encoding))
        if len(found) == count:
            break
    return tuple(found)


def writes(encoding: str, text: str) -> bool:
    """Whether an encoding has all characters of a text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
