"""Traditional to Simplified, character by character."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import opencc

RULE = "traditional"
CERTIFICATE = "opencc:t2s"
# The commonest characters that stand in Traditional text only; counting them tells the script of a text.
_TELLING = re.compile(
    "[個們來對時會為這過發後經說學當還進現動開長問業產從與關國東車員報場務區縣鎮鄉農網數據質優戰態環穩醫聯續協"
    "衛統節養貿監執創設計劃總級體標項資額達億萬歲點線電單準導層廣應實證黨眾團圍圖給結約紅純終組織維緊練"
    "縮績繼親觀覺規視覽觸認識議論調請諸課談讓證護譽變負責財貧貨費貴買資賽贏趕較輕載輪輸轉辦農運違遠適選遺鄰醫"
    "鐵銀銷鏈鋪錄門閉開間隊階際險隨難電靈靜響頂順須預領頭題願類顯風飛飯館駐驗體鬥魚齊龍]"
)
_SHARE = 0.01
_ENOUGH = 40
# 著 is the right Simplified form only in these words; everywhere else Simplified writes 着.
_ZHE = re.compile("著(?<![名显卓昭编原专论译遗巨土拙合执所撰]著)(?![名作称述者录书有])")


def is_traditional(text: str) -> bool:
    """Whether a text, or a sizeable part of it, is in Traditional script."""
    telling = len(_TELLING.findall(text))
    return telling >= _ENOUGH or telling > _SHARE * len(text)


def to_simplified(text: str) -> str:
    """A text in Simplified script.

    OpenCC's t2s changes characters only; it leaves 著力 and 著手, which Simplified writes with 着. Who maps
    offsets asserts the length, should a phrase table ever change it.
    """
    simplified: str = _converter().convert(text)
    return _ZHE.sub("着", simplified) if "著" in simplified else simplified


@cache
def _converter() -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC("t2s")


def to_traditional(text: str) -> str:
    """Words in Traditional script, as OpenCC's s2t spells them: for searching, never for a text."""
    spelled: str = _speller().convert(text)
    return spelled


@cache
def _speller() -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC("s2t")
