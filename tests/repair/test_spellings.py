"""Words are found by what the damage leaves of them, as the forward model leaves it."""

from __future__ import annotations

import pytest

from nianjian.repair import gbk
from nianjian.repair.spellings import ANY, SHORTLIST, Spellings

COSTS = {
    "区": 6.0,
    "产业": 9.0,
    "全面发展": 11.5,
    "改革开放": 10.0,
    "发展": 7.0,
    "的": 4.0,
    "工业园区": 12.0,
    "。": 4.0,
}


def late(data: bytes) -> str:
    """What is seen of bytes that are read one byte late; the last one is left over."""
    return gbk.decode(data[:-1])


@pytest.mark.parametrize("word", COSTS)
def test_a_word_is_found_by_what_is_seen_of_it(word: str) -> None:
    spellings = Spellings(COSTS)
    data = word.encode("gbk")
    seen = late(data[1:])
    spelling = (COSTS[word], word, data[-1], len(word) - 1 - len(seen))
    for lead in (data[0], ANY):
        if seen:
            assert spelling in spellings.seen(lead, seen)
            assert spelling not in spellings.silent(lead, ANY)
        else:
            left_over = gbk.ALWAYS_VANISHES if data[-1] in gbk.USER_DEFINED else data[-1]
            assert spelling in spellings.silent(lead, left_over)
            assert spelling in spellings.silent(lead, ANY)


LOSSES = [(word, lost) for word in COSTS for lost in range(min(4, 2 * len(word)))]


@pytest.mark.parametrize(("word", "lost"), LOSSES)
def test_a_word_is_found_when_a_byte_is_lost(word: str, lost: int) -> None:
    """One of the four bytes of its first two characters."""
    data = word.encode("gbk")
    before, behind = word[: lost // 2], gbk.lose_byte(data, lost)[lost // 2 * 2 :]
    found = Spellings(COSTS).halved(before, behind[0], late(behind))
    assert (COSTS[word], word, behind[-1]) in [spelling[:3] for spelling in found]


def test_what_comes_back_into_step_within_is_not_found() -> None:
    """The second byte of 丂 is ASCII: read late, nothing behind it is misread."""
    data = "丂业".encode("gbk")
    assert data[1] < 0x80
    assert not Spellings({"丂业": 5.0}).halved("", data[0], late(gbk.lose_byte(data, 1)))
    assert Spellings({"丂": 5.0}).singles(data[0])


def test_the_cheapest_come_first_and_few_are_enough() -> None:
    """Of all these words the same is seen, for their first and last bytes are left over."""
    words = [bytes((lead, 0xC4, 0xD0, 0xA1)).decode("gbk") for lead in range(0xB0, 0xD0)]
    spellings = Spellings({word: 30.0 - place for place, word in enumerate(words)})
    assert [text for _, text, *_ in spellings.seen(ANY, late(words[0].encode("gbk")[1:]))] == (
        words[: -SHORTLIST - 1 : -1]
    )
    chars = [bytes((0xB0, trail)).decode("gbk") for trail in range(0xA1, 0xC1)]
    spellings = Spellings({char: 30.0 - place for place, char in enumerate(chars)})
    assert [text for _, text, *_ in spellings.silent(0xB0, ANY)] == chars[: -SHORTLIST - 1 : -1]
    assert [text for _, text, *_ in spellings.singles(0xB0)] == chars[::-1]
