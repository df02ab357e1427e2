"""Folding: one spelling for many, and a map back that is never wrong."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.arabic.folding import fold, fold_with_offsets

ARABIC = st.text(st.sampled_from("اأإآٱبتثىيیئةهؤوكکگلآلـَُِّْٰ٠١٢۳ ﻻﷲﷺﺍﮐ،؟«»\u200f\u202e\u200d\ufeffAaÉ\n"), max_size=60)
TEXTS = st.one_of(ARABIC, st.text(max_size=60))

SAME = {
    "hamza on alef": ("أحمد إلى آخر ٱلله", "احمد الى اخر الله"),
    "alef maqsura and yeh": ("مصطفى", "مصطفي"),
    "teh marbuta and heh": ("القاهرة", "القاهره"),
    "hamza carriers": ("مؤتمر رئيس", "موتمر رييس"),
    "diacritics": ("أُقِيلَ", "اقيل"),
    "shadda and superscript alef": ("هٰذا المعلّم", "هذا المعلم"),
    "tatweel": ("بغـــداد", "بغداد"),
    "persian kaf and yeh": ("کتابی", "كتابي"),
    "gaf, pe, che": ("گپچ", "كبج"),
    "eastern digits": ("٢٠١٦ ۱۴", "2016 14"),
    "lam-alef ligature": ("ﻻ", "لا"),
    "presentation forms": ("ﻗﺎﻝ", "قال"),
    "direction marks": ("\u200fقال\u202b الوزير\u202c", "قال الوزير"),
    "zero-width joiners": ("ق\u200dا\u200cل", "قال"),
    "byte order mark": ("\ufeffقال", "قال"),
    "capital letters": ("BBC", "bbc"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_two_spellings_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


APART = {
    "seen and sheen": ("سعد", "شعد"),
    "with and without article": ("الحزب", "حزب"),
    "a space more": ("بن لادن", "بنلادن"),
    "final hamza": ("بناء", "بنا"),
    "kaf and qaf": ("كلب", "قلب"),
}


@pytest.mark.parametrize(("one", "other"), APART.values(), ids=APART)
def test_two_words_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(TEXTS)
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS, TEXTS)
def test_folding_works_character_by_character(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@given(TEXTS)
def test_nothing_ignored_is_left(text: str) -> None:
    assert not any(unicodedata.category(c) == "Mn" or c in "\u0640\u200f\u202e" for c in fold(text))


@given(TEXTS)
def test_the_map_back_is_the_same_folding_in_order(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)
    assert all(piece in fold(text[at]) for piece, at in zip(folded.text, folded.offsets, strict=False))


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_stretch_maps_to_what_folds_to_it(text: str, one: int, other: int) -> None:
    folded = fold_with_offsets(text)
    start, end = sorted((min(one, len(folded.text)), min(other, len(folded.text))))
    cuts_a_ligature = (0 < start < len(folded.text) and folded.offsets[start - 1] == folded.offsets[start]) or (
        0 < end < len(folded.text) and folded.offsets[end - 1] == folded.offsets[end]
    )
    first, last = folded.original(start, end)
    assert 0 <= first <= last <= len(text)
    if start < end and not cuts_a_ligature:
        assert fold(text[first:last]) == folded.text[start:end]


def test_diacritics_after_a_letter_belong_to_its_word() -> None:
    text = "بغـدادُ، دمشقُ"
    folded = fold_with_offsets(text)
    at = folded.text.index("دمشق")
    assert text[slice(*folded.original(at, at + 4))] == "دمشقُ"
    assert text[slice(*folded.original(0, 5))] == "بغـدادُ"
