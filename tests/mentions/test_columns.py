"""Folding in columns gives what folding word by word gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.mentions.keys import BARRIER, KeyWords, in_columns, joined, key_words, keys, one_by_one
from khabar.records.spans import Span

_LETTERS = 'ابتدعشقلوفكه ةىأإ"«»ـًٌ،.()١2a\n…ﷲﷺﻻ😀¨\u200f\xa0½İ¦مسيونشؤون'


def _rows(words: KeyWords) -> list[tuple[str, int, int]]:
    return [(words[at].key, words[at].start, words[at].end) for at in range(len(words)) if words[at].key]


@settings(deadline=None)
@given(st.text(alphabet=_LETTERS, max_size=200))
def test_columns_and_single_words_agree(text: str) -> None:
    assert _rows(in_columns(text)) == _rows(one_by_one(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("الشيون والمسئولون", ["الشوين", "والمسوولين"], id="spelling-before-ending"),
        pytest.param("قانون عون", ["قانون", "عون"], id="short-words-keep-their-ending"),
        pytest.param("ـ َ \u200f «»", [], id="nothing-is-left"),
        pytest.param("ﷲ أكبر…", ["الله", "اكبر", "..."], id="one-sign-several-letters"),
        pytest.param("النبي ﷺ", ["النبي", "صلياللهعليهوسلم"], id="one-sign-several-words"),
        pytest.param("ابن لادن", ["بن", "لادن"], id="one-word-for-son"),
        pytest.param("", [], id="empty"),
    ],
)
def test_keys_in_columns(text: str, found: list[str]) -> None:
    assert [row[0] for row in _rows(in_columns(text))] == found


@pytest.mark.parametrize("text", ["قال أبو بكر لعبد الله", "نصر الله" + " كلمة" * 200], ids=["short", "long"])
def test_offsets_are_of_the_whole_text(text: str) -> None:
    page = "xyz" + text + " | " + text
    words = key_words(page, [Span(3, 3 + len(text)), Span(len(page) - len(text), len(page))])
    read = [page[words.starts[at] : words.ends[at]] for at in range(len(words)) if words.keys[at] != BARRIER]
    alone = joined(one_by_one(text))
    assert read == [text[alone.starts[at] : alone.ends[at]] for at in range(len(alone))] * 2
    assert words.starts == sorted(words.starts)


def test_many_names_at_once_have_the_keys_of_each() -> None:
    assert keys(["أبو بكر البغدادي", "الحوثيون", ""]) == ["ابوبكر البغدادي", "الحوثيين", ""]
