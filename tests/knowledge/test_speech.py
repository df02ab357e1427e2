"""Words that open what somebody says."""

from __future__ import annotations

import pytest

from khabar.arabic.folding import fold
from khabar.knowledge.speech import aside, opens_content, witness
from khabar.knowledge.tables import rows


@pytest.mark.parametrize("word", ["أن", "إنّ", "أنه", "إنها", "بأن", "وأنهم", "بأنهما", ":"])
def test_content_opens(word: str) -> None:
    assert opens_content(word)


@pytest.mark.parametrize("word", ["الوزير", "من", "آنية", "لنا", "،", "«", "", "أنقرة"])
def test_other_words_open_nothing(word: str) -> None:
    assert not opens_content(word)


@pytest.mark.parametrize(
    ("noun", "kind"), [("بيان", "document"), ("الوثائق", "document"), ("مصادر", "unnamed"), ("الشهود", "unnamed"), ("الوزير", None), ("", None)]
)
def test_nouns_of_witnesses(noun: str, kind: str | None) -> None:
    assert witness(noun) == kind


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("يشار إلى أن الطريق مغلق", 2),
        ("ويُذكر أن القافلة عادت", 2),
        ("والجدير بالذكر أن الجسر قديم", 2),
        ("كما هو معروف فإن السوق يفتح", 3),
        ("يشير إلى أن الطريق مغلق", 0),
        ("يذكر الوزير أن القافلة عادت", 0),
        ("يشار", 0),
        ("", 0),
    ],
)
def test_asides_of_the_writer(text: str, length: int) -> None:
    assert aside(text.split()) == length


@pytest.mark.parametrize("table", ["asides", "content", "silent", "witnesses"])
def test_the_tables_are_sorted_and_without_repeats(table: str) -> None:
    words = [row["word"] for row in rows(f"markers/{table}.tsv")]
    assert words == sorted(words)
    assert len({fold(word) for word in words}) == len(words)
