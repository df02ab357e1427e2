"""Reading a text in columns gives what reading it word by word gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.arabic.words import WORD
from khabar.mentions import find, vocabulary
from khabar.mentions import keys as keys_module
from khabar.mentions.columns import Cutter
from khabar.mentions.keys import BARRIER, key_words, keys, keys_of
from khabar.mentions.lexicon import lexicon
from khabar.mentions.vocabulary import Vocabulary
from khabar.records.spans import Span

_LETTERS = 'ابتدعشقلوفكه ةىأإ"«»ـًٌ،.()١2a\n…ﷲﷺﻻ😀¨\u200f\xa0½İ¦مسيونشؤون\0\ud800'
_LONG = " كلمة" * 100

Words = list[tuple[str, int, int]]


def _word_by_word(text: str) -> Words:
    found = [(keys_of([match.group()])[0], match.start(), match.end()) for match in WORD.finditer(text)]
    return [word for word in found if word[0]]


def _read(text: str, met: Vocabulary) -> Words:
    numbers, starts, ends = met.read(text)
    return [word for word in zip(met.keys(numbers), starts.tolist(), ends.tolist(), strict=True) if word[0]]


@settings(deadline=None)
@given(st.text(alphabet=_LETTERS, max_size=200))
def test_columns_and_single_words_agree(text: str) -> None:
    met = Vocabulary(keys_of)
    assert _read(text + _LONG, met) == _word_by_word(text + _LONG)
    assert _read(text, met) == _word_by_word(text)


@given(st.lists(st.text(alphabet=_LETTERS.replace("\n", "").replace(" ", ""), max_size=8)))
def test_keys_of_many_words_are_those_of_each(words: list[str]) -> None:
    assert keys_of(words) == [keys_of([word])[0] for word in words]


def test_words_whose_hashes_begin_alike_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_FIRST", np.uint64(63))
    met = Vocabulary(keys_of)
    for text in (_LONG + " سعيد في الدار", _LONG + " خالد في البيت", _LONG + " سعيد في البيت"):
        assert _read(text, met) == _word_by_word(text)


def test_a_letter_has_another_hash_in_another_process() -> None:
    cut = [Cutter(str.isspace).cut("سعيد").hashes.tolist() for _ in range(2)]
    assert cut[0] != cut[1]


def test_key_words_outlive_the_vocabulary_of_which_they_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    words = key_words("قال زعيم حزب الله حسن نصر الله")
    before = lexicon().hits(words)
    monkeypatch.setattr(keys_module, "MOST", 0)
    assert [mention.actor for mention in find("وصل إلى سوريا", [Span(0, 13)])] == ["syria"]
    assert key_words("سوريا").vocabulary is not words.vocabulary
    assert lexicon().hits(words) == before


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
def test_keys(text: str, found: list[str]) -> None:
    assert key_words(text).keys == found
    assert key_words(text + _LONG).keys[: len(found)] == found


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
