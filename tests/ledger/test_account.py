"""Every numeral has one row, one role; every fact re-reads from its raw characters."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianjian import corpus, pipeline
from nianjian.quantities.scan import numeral_value
from nianjian.repair import repair

RAW = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")


@pytest.fixture(scope="module", params=["samples", "real", "examples"])
def extraction(request, sample_seeds):
    if request.param == "samples":
        return pipeline.extract(corpus.load(sample_seeds))
    if request.param == "real":
        return pipeline.extract(corpus.load(request.getfixturevalue("real_seeds")))
    return pipeline.extract(corpus.load(request.getfixturevalue("gold") / "examples" / "raw"))


def test_every_arabic_numeral_has_exactly_one_row(extraction):
    expected = [
        (document.source_path, document.raw_start + match.start(), match[0])
        for document in extraction.documents
        for match in RAW.finditer(document.raw_text)
    ]
    found = [
        (row.source_path, row.raw_start, row.text) for row in extraction.ledger if RAW.fullmatch(row.text)
    ]
    assert sorted(found) == sorted(expected)
    assert len(set(found)) == len(found)


def test_a_row_that_is_a_fact_names_one_that_exists(extraction):
    facts = {fact.fact_id for fact in extraction.facts}
    assert len(facts) == len(extraction.facts)
    for row in extraction.ledger:
        assert (row.fact_id is not None) == (row.role in ("fact", "part"))
        assert row.fact_id is None or row.fact_id in facts
    assert {row.fact_id for row in extraction.ledger if row.role == "fact"} <= facts


def test_the_raw_span_of_a_fact_repaired_is_its_surface(extraction):
    documents = {document.document_id: document for document in extraction.documents}
    clean = {text.document_id: text for text in extraction.cleaned}
    for fact in extraction.facts:
        text = clean[fact.document_id]
        assert text.offsets.span(fact.clean_start, fact.clean_end) == (fact.raw_start, fact.raw_end)
        surface = text.text[fact.clean_start : fact.clean_end]
        assert surface.startswith(fact.value_text)
        document = documents[fact.document_id]
        raw = document.raw_text[fact.raw_start - document.raw_start : fact.raw_end - document.raw_start]
        digits = re.sub(r"[^0-9０-９]", "", surface)
        assert re.sub(r"[^0-9０-９]", "", raw) == digits


def test_the_value_is_the_numeral_times_its_unit(extraction):
    for fact in extraction.facts:
        if not RAW.fullmatch(fact.value_text) or fact.unit == "倍":
            continue
        written = numeral_value(fact.value_text)
        if written and fact.value:
            ratio = abs(Decimal(repr(fact.value))) / written
            assert ratio.log10().quantize(Decimal("0.000001")) % 1 == 0, fact


def test_periods_have_their_bounds(extraction):
    for fact in extraction.facts:
        assert (fact.period is None) == (fact.period_start is None) == (fact.period_end is None)
        if fact.period_start and fact.period_end:
            assert fact.period_start <= fact.period_end


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "全区增加值",
                "完成",
                "12.5",
                "亿元",
                "增长",
                "6",
                "%",
                "，",
                "。",
                "、",
                "分别",
                "和",
                "2020年",
                "第",
                "3",
                "位",
                "新增",
                "8",
                "家",
                "企业",
                "由",
                "上升至",
                "个百分点",
                "“",
                "”",
                "占",
                "的",
                "比上年",
                "\n",
                "三成",
                "（",
                "）",
                "：1",
            ]
        ),
        max_size=40,
    )
)
def test_any_run_of_words_is_accounted_for(words):
    text = "".join(words)
    facts, ledger = pipeline_figures(text)
    assert sorted(m.start() for m in RAW.finditer(text)) == sorted(
        r.raw_start for r in ledger if RAW.fullmatch(r.text)
    )
    assert all(fact.metric is not None for fact in facts)


def pipeline_figures(text):
    from nianjian.ledger import read_figures
    from nianjian.model import Document

    document = Document(
        "d-0",
        "t.txt",
        "0" * 64,
        0,
        "",
        "annual_report",
        "310100",
        "某区",
        "stated",
        (),
        "2021-01-20",
        None,
        2021,
        "2020",
        "2021",
        0,
        len(text),
        "utf-8",
        "hans",
        len(text),
        text,
    )
    clean = repair(document)
    return read_figures(document, clean, ())
