"""Rules on how a fact was read: its text spells its value, its words its sign, its span lies in the file."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from nianjian.model import Fact
from nianjian.quality.comparison import direction
from nianjian.quality.printed import Printed, read
from nianjian.quality.rules import Breach, Corpus, rule
from nianjian.quality.wording import amount, cell_of, say, say_change, signed

COLUMN_SCALES = (1e3, 1e4, 1e6, 1e7, 1e8)
MONEY_WORDS = {"美元": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR", "日元": "JPY"}


@rule(
    "reading.value",
    severity="warn",
    formula="|value| and value_high = the figure that value_text and unit_text spell",
    remedy="mend whichever of the two readers is wrong: nianjian/quantities/ or nianjian/quality/printed.py",
)
def value(corpus: Corpus) -> Iterator[Breach]:
    """A second, independent reading of the printed figure gives the same value.

    Where the two differ either reader may be wrong, so the fact stays.
    """
    for fact in corpus.facts:
        printed = read(fact.value_text, fact.unit_text)
        if printed is None:
            yield Breach(
                (fact,),
                "a numeral",
                fact.value_text + fact.unit_text,
                f"{cell_of(fact)}: “{fact.value_text}{fact.unit_text}” cannot be read again as a figure",
            )
            continue
        if not _spells(printed, fact):
            yield Breach(
                (fact,),
                amount(float(printed.value), fact.unit),
                say(fact),
                f"{cell_of(fact)}: “{fact.value_text}{fact.unit_text}” reads as "
                f"{amount(float(printed.value), fact.unit)}, the fact says {say(fact)}",
            )


def _spells(printed: Printed, fact: Fact) -> bool:
    """Whether a printed figure and a fact's value, up to its sign, are the same."""
    read_as, value = float(printed.value), abs(fact.value)
    same = isclose(value, read_as, rel_tol=1e-4 if "分之" in fact.value_text else 1e-9)
    if not fact.unit_text and read_as:
        # In a flattened table the scale stands in the head of the column: only the digits can be compared.
        same = same or any(isclose(value / read_as, scale) for scale in COLUMN_SCALES)
    if fact.value_high is None or printed.high is None:
        return same and fact.value_high is None and printed.high is None
    return same and isclose(abs(fact.value_high), float(printed.high))


@rule(
    "reading.currency",
    severity="error",
    formula="unit CNY where the text says 元, USD where it says 美元",
    remedy="mend the unit's row in nianjian/catalogue/units.tsv",
)
def currency(corpus: Corpus) -> Iterator[Breach]:
    """The currency of a fact is the one that its unit names."""
    for fact in corpus.facts:
        # 吨标准煤/万元, 元/平方米: a rate has no currency.
        if "/" in fact.unit_text or not fact.unit_text.endswith("元"):
            continue
        wanted = next((code for word, code in MONEY_WORDS.items() if fact.unit_text.endswith(word)), "CNY")
        if fact.unit != wanted:
            yield Breach(
                (fact,),
                f"unit {wanted}",
                f"unit {fact.unit}",
                f"{cell_of(fact)}: “{fact.value_text}{fact.unit_text}” is {wanted}, not {fact.unit}",
            )


@rule("reading.sign", severity="warn", formula="sign of a change = direction of the word before it")
def sign(corpus: Corpus) -> Iterator[Breach]:
    """下降, 减少 and 收窄 before a change make it negative, 增长 and 提高 positive; 降幅收窄 is a rise."""
    for fact in corpus.facts:
        if fact.measure not in ("change_pct", "change_pp", "change_abs") or fact.value == 0:
            continue
        wanted = direction(fact)
        if wanted is not None and (fact.value > 0) != (wanted > 0):
            yield Breach(
                (fact,),
                signed(wanted * abs(fact.value), fact.unit),
                say_change(fact),
                f"{cell_of(fact)}: the words before {fact.value_text}{fact.unit_text} make it "
                f"{'a rise' if wanted > 0 else 'a fall'}, the fact says {say_change(fact)}",
            )


@rule(
    "reading.range",
    severity="error",
    formula="value_high > value",
    remedy="mend the seed file if the range is a misprint there, else the rule that took two figures for one",
)
def range_ends(corpus: Corpus) -> Iterator[Breach]:
    """The upper end of a range lies above the lower."""
    for fact in corpus.facts:
        if fact.value_high is not None and not fact.value_high > fact.value:
            yield Breach(
                (fact,),
                f"above {say(fact)}",
                amount(fact.value_high, fact.unit),
                f"{cell_of(fact)}: the range “{fact.value_text}{fact.unit_text}” ends below where it begins",
            )


@rule(
    "reading.span",
    severity="error",
    formula="document.raw_start <= raw_start < raw_end <= document.raw_end",
    remedy="a fault of the offset map: report it with the file",
)
def span(corpus: Corpus) -> Iterator[Breach]:
    """The raw span of a fact is not empty and lies inside its document."""
    for fact in corpus.facts:
        document = corpus.documents.get(fact.document_id)
        low, high = (document.raw_start, document.raw_end) if document is not None else (0, 0)
        if not low <= fact.raw_start < fact.raw_end <= high:
            yield Breach(
                (fact,),
                f"inside [{low}, {high})" if document is not None else "a document of the corpus",
                f"[{fact.raw_start}, {fact.raw_end})",
                f"{cell_of(fact)}: the raw span [{fact.raw_start}, {fact.raw_end}) is empty or lies outside "
                f"document {fact.document_id}",
            )


RULES = (value, currency, sign, range_ends, span)
