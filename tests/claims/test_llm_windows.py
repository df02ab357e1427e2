"""The windows that a language model is shown: every sentence once, none spared."""

from __future__ import annotations

import re

import pytest

from khabar.claims.windows import whole
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote

TEXT = "هطل المطر على الساحل. عاد الصيادون. قال أحدهم إن البحر هادئ اليوم. نام القط."
SENTENCES = [Sentence(Quote.of(TEXT, m.start(), m.end()), "body", 0, ()) for m in re.finditer(r"[^. ][^.]*\.", TEXT)]

CASES = {"all in one": (100, [[0, 1, 2, 3]]), "as many as fit": (6, [[0, 1], [2], [3]]), "one longer than the most": (1, [[0], [1], [2], [3]])}


@pytest.mark.parametrize(("most", "expected"), CASES.values(), ids=CASES)
def test_every_sentence_is_shown_once(most: int, expected: list[list[int]]) -> None:
    found = whole(TEXT, "text", SENTENCES, most)
    assert [[s.number for s in window.sentences] for window in found] == expected
    assert all(window.fresh == 0 for window in found)
    for window in found:
        assert all(TEXT[window.starts[at]] == letter for at, letter in enumerate(window.text) if letter != " ")


def test_an_article_without_sentences_has_no_window() -> None:
    assert whole("", "text", [], 10) == []
