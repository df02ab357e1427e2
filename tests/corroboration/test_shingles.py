"""Words of an article, their places and marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.arabic.folding import fold
from khabar.corroboration.shingles import Words, fingerprints, read, shingles
from khabar.records.article import Article
from khabar.records.capture import Capture
from khabar.records.spans import Span

MakeWords = Callable[..., Words]
SAME = [
    ("hamza and yeh", "أعلن مصطفى", "اعلن مصطفي"),
    ("diacritics and tatweel", "مُحَمَّد الرســـول", "محمد الرسول"),
    ("digits", "في ١٢ مايو", "في 12 مايو"),
    ("a waw by itself", "و قال الوزير", "وقال الوزير"),
    ("marks between words", "«قال» – الوزير!", "قال الوزير"),
]
OTHER = [("another word", "قال الوزير", "قال السفير"), ("a waw before a number's name", "و", "او"), ("another order", "قال الوزير", "الوزير قال")]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_one_spelling(words: MakeWords, one: str, other: str) -> None:
    assert words("a", one).hashes.tolist() == words("b", other).hashes.tolist()


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in OTHER], ids=[case[0] for case in OTHER])
def test_other_words(words: MakeWords, one: str, other: str) -> None:
    assert words("a", one).hashes.tolist() != words("b", other).hashes.tolist()


@given(st.text(alphabet="ابوي ًـ.«»12\n", max_size=60))
def test_every_word_stands_where_it_says(words: MakeWords, text: str) -> None:
    read_words = words("a", text)
    at = 0
    for start, end in zip(read_words.starts.tolist(), read_words.ends.tolist(), strict=True):
        assert at <= start < end <= len(text)
        assert fold(text[start:end]).strip(" .«»\n")
        at = end


def test_quotation_and_figures(words: MakeWords) -> None:
    found = words("a", 'قال «لن نغادر الساحة» ثم "عاد" بعد 12 يوما')
    assert found.quoted.tolist() == [False, True, True, True, False, True, False, False, False]
    assert found.figures.tolist() == [False] * 7 + [True, False]


def test_tags_are_no_words_and_places_are_of_the_source() -> None:
    text = "<p>قال <b>الوزير</b>&nbsp;أمس</p>"
    capture = Capture("a", "0", text, "html", "a", "utf-8")
    article = Article("a", "0", "ar", None, None, (Span(0, len(text)),), (), (), None, None, None, None, None)
    found = read(capture, article)
    assert [text[s:e] for s, e in zip(found.starts.tolist(), found.ends.tolist(), strict=True)] == ["قال", "الوزير", "أمس"]


def test_few_words_have_no_shingle(words: MakeWords) -> None:
    short = words("a", "قال الوزير أمس")
    assert len(shingles(short.hashes, 4)) == 0
    assert len(fingerprints(short)[0]) == 0
    assert len(shingles(short.hashes, 3)) == 1
