"""GBK read out of phase: found by its signs, read by search, believed if the damage can be done again."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from nianjian.repair import gbk, lexicon, realign, script
from nianjian.repair.page import Proposal
from nianjian.repair.pinyin import LATIN, SCRAP, agrees
from nianjian.repair.suspects import suspects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nianjian.repair.realign import Reading

KIND, RULE = "gbk_slip", "gbk_slip"
BEFORE, LONGEST = 8, 120
# A reading must be this much likelier than the text as it stands (in nats), and than the next reading.
GAIN, MARGIN, TAGGED_MARGIN = 18.0, 1.0, 8.0
# How unlikely a strong sign is in a text that is as it was, beyond what its characters cost.
SIGN = 20.0
LEAST_SHARED = 4
_SYLLABLE = re.compile(rf"\(([{LATIN}]{{1,6}})\)")
_INSERTED = re.compile(rf"([㐀-鿿])(?:\?|\()([{LATIN}]{{1,6}})\)([@-~]?)(?:\(([{LATIN}]{{1,6}})\))?")
_DOUBLE = re.compile(r"[^\x00-\x7f]+")


class Window(NamedTuple):
    """A stretch of text to be searched, with the signs of damage in it.

    `[start, end)` is the stretch; it ends with the ASCII character behind the damage, where there is one on
    the line; `syllable` is the pinyin scrap that follows at once, `first` and `last` are the outer signs.
    """

    start: int
    end: int
    syllable: str
    strong: int
    first: int
    last: int


def gbk_slips(text: str) -> Iterator[Proposal]:
    """`。ㄒ唬┰谛掳l(fā)`: a program that edits GBK byte by byte lost one, or folded two that belonged to two
    characters, and what follows was read one byte late, up to the next ASCII byte.

    The repair is the likeliest text that a forward model damages into exactly what is there; it is certified
    where every byte is known, `inferred` where language had to choose. Where nothing explains the text, it
    is marked `unrepaired`.
    """
    yield from _lost_for_good(text)
    traditional = script.is_traditional(text)
    signs = sorted(suspects(text, traditional))
    if not signs:
        return
    taken = 0
    for proposal in inserted_syllables(text):
        yield proposal
        signs = [sign for sign in signs if not proposal.start <= sign[0] < proposal.end]
    known: Callable[[str, float], float] | None = None
    for window in _windows(text, signs):
        if window.start < taken:
            continue
        known = known or _own_words(text, traditional)
        found = list(_mended(text, window, traditional, known))
        yield from found
        taken = max([taken, *(proposal.end for proposal in found)])


def _lost_for_good(text: str) -> Iterator[Proposal]:
    """`�` and what a second wrong decoding makes of it: bytes that no search can bring back."""
    if "�" in text or "锟斤" in text:
        for hit in re.finditer("(?:�|锟斤拷|锟斤|斤拷锟)+", text):
            yield Proposal(
                hit.start(), hit.end(), hit[0], "unrepaired", "replacement_character", "bytes_gone"
            )


def inserted_syllables(text: str) -> Iterator[Proposal]:
    """`入?yún)^(qū)`: the program that wrote readings behind characters saw one across the border of two.

    In 入區 (C8 EB, 85 5E) it saw 雲 (EB 85) and wrote (yún) into 區. What is left of 區 is `?` or nothing,
    and its second byte. Both syllables are checksums: the pair across the border must read as the first, the
    character put together again as the second. Only a single solution is taken.
    """
    for hit in _INSERTED.finditer(text):
        if not hit[4] and not hit[3]:
            continue
        if agrees(hit[1], hit[2]):
            continue
        solutions = set(_cut_in_two(hit[1], hit[2], hit[3], hit[4]))
        if len(solutions) == 1:
            host = solutions.pop()
            pair = (hit[1].encode("gbk")[1:] + host.encode("gbk")[:1]).decode("gbk")
            proof = f"redamage:inserted-syllable;pinyin:{pair}={hit[2]}"
            proof += f",{host}={hit[4]}" if hit[4] else ""
            yield Proposal(hit.start() + 1, hit.end(), host, KIND, "gbk_inserted_syllable", proof)


def _cut_in_two(before: str, inserted: str, remnant: str, own: str | None) -> Iterator[str]:
    """The characters that a syllable was written into, given what stands before and what is left."""
    try:
        border = before.encode("gbk")[1]
    except (UnicodeEncodeError, IndexError):
        return
    characters = gbk.characters()
    for lead in gbk.LEAD:
        across = characters.get(bytes((border, lead)))
        if across is None or not agrees(across, inserted):
            continue
        trails = remnant.encode() if remnant else bytes(t for t in gbk.TRAIL if t >= 0x80)
        for trail in trails:
            host = characters.get(bytes((lead, trail)))
            if host is not None and (not own or agrees(host, own)):
                yield host


def _windows(text: str, signs: Sequence[tuple[int, bool]]) -> Iterator[Window]:
    """The stretches to search: each run of two-byte characters with signs in it, and its ASCII neighbours."""
    done = -1
    for place, _ in signs:
        if place < done:
            continue
        run = _DOUBLE.match(text, place)
        head = place
        while head > 0 and ord(text[head - 1]) > 0x7F and place - head < BEFORE:
            head -= 1
        if run is None:
            run = _DOUBLE.match(text, place + 1)
        elif head and text[head - 1] in "?!":
            head -= 1
        if run is None or run.end() - head > LONGEST:
            continue
        stop = run.end()
        while head > 0 and text[head] in "?!" and place - head < BEFORE and ord(text[head - 1]) > 0x7F:
            head -= 1
        inside = [sign for sign in signs if head <= sign[0] <= stop]
        done = stop + 1
        tail = stop + 1 if stop < len(text) and text[stop] != "\n" else stop
        scrap = _SYLLABLE.match(text, stop) or (_SYLLABLE.match(text, tail) if tail > stop else None)
        yield Window(
            head,
            tail,
            scrap[1] if scrap else "",
            sum(strong for _, strong in inside),
            min(sign[0] for sign in inside),
            max(sign[0] for sign in inside),
        )


def _mended(
    text: str, window: Window, traditional: bool, known: Callable[[str, float], float]
) -> Iterator[Proposal]:
    damaged = text[window.start : window.end]
    try:
        damaged.encode("gbk")
    except UnicodeEncodeError:
        return
    at_line = window.start == 0 or text[window.start - 1] == "\n"
    indented = at_line and damaged[0] == "。"
    behind = window.syllable and text[window.end - 1] == "("
    search = realign.Search(
        damaged,
        range(1) if indented else range(window.first - window.start + 1),
        traditional,
        indented=indented,
        known=known,
        checksum=(lambda char: agrees(char, window.syllable)) if behind else None,
    )
    readings = [reading for reading in search.readings() if _damaged_again(damaged, reading)]
    plain = lexicon.simplified(damaged) if traditional else damaged
    as_it_stands = realign.price(plain) + SIGN * window.strong
    if readings and as_it_stands - readings[0].cost >= GAIN:
        yield from _proposed(text, window, readings)
    elif window.strong:
        last = min(max(window.last + 1, window.first + 1), window.end)
        span = text[window.first : last]
        yield Proposal(window.first, last, span, "unrepaired", RULE, "no_reading")


def _proposed(text: str, window: Window, readings: Sequence[Reading]) -> Iterator[Proposal]:
    best = readings[0]
    start, end = window.start + best.start, window.start + best.end
    enough = TAGGED_MARGIN if best.tagged else MARGIN
    rivals = [r for r in readings[1:] if r.cost - best.cost < enough]
    event = _damaged_again(text[window.start : window.end], best)
    free = best.free
    if best.event == realign.FOLD and best.original[0] == "。" and not _han_before(text, start):
        free -= 1
    if rivals and free:
        yield from _shared(text, window, [best, *rivals])
        return
    proof = f"redamage:{event}"
    scrap = SCRAP.match(text, end)
    if scrap and agrees(best.original[-1], scrap[1]):
        end = scrap.end()
        proof += f";pinyin:{best.original[-1]}={scrap[1]}"
    if free:
        margin = f"{readings[1].cost - best.cost:.1f}" if len(readings) > 1 else "inf"
        proof = f"inferred;{proof};bytes_gone:{free};margin:{margin}"
    yield Proposal(start, end, best.original.lstrip(realign.INDENT), KIND, RULE, proof)


def _shared(text: str, window: Window, readings: Sequence[Reading]) -> Iterator[Proposal]:
    """What readings of equal worth agree on is proposed; where they part, the text stays and is marked."""
    best = readings[0]
    shared = 0
    while all(len(r.original) > shared and r.original[shared] == best.original[shared] for r in readings):
        shared += 1
    start, end = window.start + best.start, window.start + best.end
    whole = all(r.start == best.start for r in readings)
    # The last shared character may end in a byte of the first one that is not.
    kept = best.original[: shared - 1] if whole else ""
    seen = len(gbk.decode(gbk.lose_byte(kept.encode("gbk"), 0)[:-1])) if kept else 0
    stop = start + seen
    if len(kept) >= LEAST_SHARED and stop < end:
        event = _damaged_again(text[window.start : window.end], best)
        proof = f"inferred;redamage:{event};shared:{len(readings)}"
        yield Proposal(start, stop, kept.lstrip(realign.INDENT), KIND, RULE, proof)
        yield Proposal(stop, end, text[stop:end], "unrepaired", RULE, "readings_part")
    else:
        yield Proposal(start, end, text[start:end], "unrepaired", RULE, "readings_part")


def _damaged_again(damaged: str, reading: Reading) -> str:
    """The event that makes the damaged text out of a reading, by the forward model; empty where none does."""
    head = damaged[: reading.start].encode("gbk")
    original = reading.original.encode("gbk")
    tail = damaged[reading.end :].encode("gbk")
    data = head + original + (gbk.TAG if reading.tagged else b"") + tail
    for at in range(len(head), len(head) + min(5, len(original))):
        if reading.event == realign.LOST:
            again = gbk.decode(gbk.lose_byte(data, at))
        elif data[at : at + 2] in gbk.FOLDED:
            again = gbk.decode(gbk.fold_pair(data, at))
        else:
            continue
        if again == damaged:
            return f"{reading.event}@{at - len(head)}" + (";tag" if reading.tagged else "")
    return ""


def _han_before(text: str, at: int) -> bool:
    return at > 0 and "㐀" <= text[at - 1] <= "鿿"


def _own_words(text: str, traditional: bool) -> Callable[[str, float], float]:
    """The cost of a word in this document: half the language's, half the document's own."""
    own = SCRAP.sub("", text)
    own = script.to_simplified(own) if traditional else own
    words = len(own) / 2
    counts: dict[str, int] = {}

    def cost(word: str, general: float) -> float:
        count = counts.get(word)
        if count is None:
            count = counts[word] = own.count(word)
        return -math.log(0.5 * math.exp(-general) + 0.5 * count / words)

    return cost
