"""Classes of words: a row of catalogue/vocabulary.tsv serves every rule that names its class."""

import re
from pathlib import Path

import pytest

import nianjian
from nianjian.catalogue import table, worded

NAMED = re.compile(r"«([a-z_]+)»|words\(\"([a-z_]+)\"\)")


def test_a_class_stands_for_any_of_its_words():
    pattern = worded("完成«plan»的")
    assert pattern.fullmatch("完成预算的")
    assert pattern.fullmatch("完成任务的")
    assert not pattern.fullmatch("完成工程的")


def test_longer_words_go_first():
    assert worded("«above»").match("超过去年")[0] == "超过"


def test_a_class_that_is_not_there_is_named():
    with pytest.raises(ValueError, match=r"vocabulary\.tsv.*no_such_class"):
        worded("«no_such_class»")


def test_every_class_is_asked_for_and_every_class_asked_for_is_there():
    sources = Path(nianjian.__file__).parent.rglob("*.py")
    asked = {
        cls
        for source in sources
        if source.parent.name != "catalogue"
        for match in NAMED.findall(source.read_text(encoding="utf-8"))
        for cls in match
        if cls
    }
    assert asked == {row["class"] for row in table("vocabulary")}


def test_ids_and_words_are_unique():
    rows = table("vocabulary")
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({(row["class"], row["word"]) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("action_verbs", ("word",)),
        ("lead_words", ("word",)),
        ("phrase_words", ("word", "class")),
        ("subject_suffixes", ("suffix", "kind")),
        ("tail_words", ("word",)),
        ("units", ("surface",)),
    ],
)
def test_a_word_stands_in_its_table_once(name, columns):
    rows = table(name)
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({tuple(row[column] for column in columns) for row in rows}) == len(rows)
