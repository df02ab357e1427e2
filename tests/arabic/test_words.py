"""Words with their offsets: the unit on which lexicon, model and rules agree."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.arabic.words import words
from khabar.records.spans import Span

CUT = {
    "clitics stay on their word": ("وسيكتبونها للوزير", ["وسيكتبونها", "للوزير"]),
    "marks stand alone": ("«نعم»، قال.", ["«", "نعم", "»", "،", "قال", "."]),
    "diacritics are of the word": ("أُقيلَ المُديرُ", ["أُقيلَ", "المُديرُ"]),
    "tatweel is of the word": ("اتّهـــم", ["اتّهـــم"]),
    "digits": ("في ٢٠١٦ و2017", ["في", "٢٠١٦", "و2017"]),
    "each mark by itself": ("...؟!", [".", ".", ".", "؟", "!"]),
    "latin and arabic": ("شركة ABC، فرع", ["شركة", "ABC", "،", "فرع"]),
    "no-break space parts words": ("قال\u00a0الوزير", ["قال", "الوزير"]),
    "nothing": ("", []),
    "only spaces": (" \n\t\u00a0", []),
}


@pytest.mark.parametrize(("text", "expected"), CUT.values(), ids=CUT)
def test_words_are_cut(text: str, expected: list[str]) -> None:
    assert [text[w.start : w.end] for w in words(text)] == expected


@given(st.text(max_size=80))
def test_words_cover_all_but_white_space_in_order(text: str) -> None:
    found = words(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {at for w in found for at in range(w.start, w.end)}
    assert all(w.start < w.end for w in found)
    assert [c for at, c in enumerate(text) if at not in covered and not c.isspace()] == []


@given(st.text(max_size=40), st.integers(0, 45), st.integers(0, 45))
def test_a_stretch_gives_spans_of_the_whole_text(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert words(text, start, end) == [Span(w.start + start, w.end + start) for w in words(text[start:end])]
