"""Folding in columns gives what folding word by word gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.mentions.columns import Numbers
from khabar.mentions.keys import BARRIER, in_columns, key_words, keys, one_by_one
from khabar.records.spans import Span

_LETTERS = 'ابتدعشقلوفكه ةىأإ"«»ـًٌ،.()١2a\n…ﷲﷺﻻ😀¨\u200f\xa0½İ¦مسيونشؤون'


Words = list[tuple[str, int, int]]


def _rows(words: tuple[list[str], Numbers, Numbers]) -> Words:
    keys, starts, ends = words
    return list(zip(keys, starts.tolist(), ends.tolist(), strict=True))


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
    alone = key_words(text)
    assert read == [text[alone.starts[at] : alone.ends[at]] for at in range(len(alone))] * 2
    assert list(words.starts) == sorted(words.starts)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("قال أبي بكر", ["قال", "ابوبكر"], id="one-form-of-father"),
        pytest.param("أبو عبد الله غاب", ["ابوعبدالله", "غاب"], id="father-servant-and-tail"),
        pytest.param("لعبد الله", ["لعبدالله"], id="proclitic-before-servant"),
        pytest.param("الله أكبر", ["الله", "اكبر"], id="tail-with-nothing-before"),
        pytest.param("أبو 5", ["ابو", "5"], id="father-of-a-number"),
        pytest.param("7 الدين", ["7", "الدين"], id="tail-after-a-number"),
        pytest.param("هذا أبو", ["هذا", "ابو"], id="father-of-nobody"),
        pytest.param("صلاح «الدين» الله", ["صلاحالدينالله"], id="two-tails"),
    ],
)
def test_words_written_apart_are_joined(text: str, found: list[str]) -> None:
    words = key_words(text)
    assert words.keys == found
    assert [words.starts[0], words.ends[-1]] == [0, len(text)]
    assert list(words.starts[1:]) == [text.index(text[end:].split(maxsplit=1)[0], end) for end in words.ends[:-1]]


def test_many_names_at_once_have_the_keys_of_each() -> None:
    assert keys(["أبو بكر البغدادي", "الحوثيون", ""]) == ["ابوبكر البغدادي", "الحوثيين", ""]
