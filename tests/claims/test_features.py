"""The features of a word: what lexicon, who's who and calendar say of it."""

from __future__ import annotations

import numpy as np
import pytest

from khabar.arabic.words import words
from khabar.claims.features import COLUMNS, features, touched
from khabar.claims.labels import distance
from khabar.knowledge.plover import types
from khabar.records.spans import Span

TEXT = "وقال الوزير: «قصفت الطائرات دمشق أمس»"


def on(text: str, word: str, **marked: object) -> set[str]:
    """The columns that are one for a word of the text."""
    cut = words(text)
    at = next(n for n, w in enumerate(cut) if text[w.start : w.end] == word)
    names, quoted, sentences = marked.get("names", []), marked.get("quoted", []), marked.get("sentences", [])
    row = features(text, cut, names, quoted, sentences)[at]  # type: ignore[arg-type]
    return {COLUMNS[column] for column in np.flatnonzero(row)}


def place(word: str) -> Span:
    at = TEXT.index(word)
    return Span(at, at + len(word))


def test_a_cue_has_its_types_and_form() -> None:
    assert {"ASSAULT", "verb"} <= on(TEXT, "قصفت")


def test_a_plain_word_has_nothing() -> None:
    assert on(TEXT, "الطائرات") & {*types(), "say", "PER", "name-begins", "quoted"} == set()


def test_a_reporting_verb_is_marked() -> None:
    assert "say" in on(TEXT, "وقال")


def test_a_name_is_marked_and_its_first_word_again() -> None:
    assert {"GPE", "name-begins"} <= on(TEXT, "دمشق", names=[(place("دمشق"), "GPE")])
    long = [(Span(place("الطائرات").start, place("دمشق").end), "ORG")]
    assert "name-begins" in on(TEXT, "الطائرات", names=long)
    assert {"ORG", "name-begins"} & on(TEXT, "دمشق", names=long) == {"ORG"}


def test_a_kind_that_the_model_does_not_read_is_left_out() -> None:
    assert "name-begins" not in on(TEXT, "الوزير", names=[(place("الوزير"), "NOM")])


def test_quotations_and_the_first_words_of_sentences_are_marked() -> None:
    quoted = [Span(TEXT.index("قصفت"), TEXT.index("»"))]
    assert "quoted" in on(TEXT, "أمس", quoted=quoted)
    assert "quoted" not in on(TEXT, "الوزير", quoted=quoted)
    assert "sentence-begins" in on(TEXT, "وقال", sentences=[Span(0, len(TEXT))])
    assert "sentence-begins" not in on(TEXT, "الوزير", sentences=[Span(0, len(TEXT))])


TOUCHED = {
    "a whole word": (Span(5, 11), Span(1, 2)),
    "part of a word": (Span(6, 8), Span(1, 2)),
    "two words and the space between": (Span(0, 6), Span(0, 2)),
    "a space alone": (Span(4, 5), Span(1, 1)),
    "all": (Span(0, 40), Span(0, 3)),
    "past the end": (Span(50, 60), Span(3, 3)),
}


@pytest.mark.parametrize(("span", "expected"), TOUCHED.values(), ids=TOUCHED)
def test_the_words_that_a_span_touches(span: Span, expected: Span) -> None:
    assert touched(words("وقال الوزير إن"), span) == expected


@pytest.mark.parametrize(("cue", "mention", "bucket"), [(0, 0, 15), (0, 2, 16), (2, 0, 14), (0, 500, 31), (500, 0, 0)])
def test_distances_are_in_pairs_of_words_and_clipped(cue: int, mention: int, bucket: int) -> None:
    assert distance(cue, mention) == bucket
