"""Words to pieces: each word cut alike wherever it stands, within what the encoder can read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.claims import model
from khabar.claims.pieces import BOS, EOS, MOST_PIECES, Speller


@pytest.fixture(scope="module")
def speller() -> Speller:
    return model.load().speller


def test_borders_stand_around_the_pieces(speller: Speller) -> None:
    pieces = speller.spell(["قال", "الوزير"])
    assert (pieces.ids[0], pieces.ids[-1]) == (BOS, EOS)
    assert (pieces.first[0], pieces.last[-1]) == (1, len(pieces.ids) - 2)


def test_words_follow_one_another_without_gaps(speller: Speller) -> None:
    pieces = speller.spell(["وسيستقبلونها", "،", "في", "٢٠١٦"])
    assert pieces.first[1:].tolist() == (pieces.last[:-1] + 1).tolist()
    assert all(pieces.first <= pieces.last)


def test_a_word_is_cut_alike_wherever_it_stands(speller: Speller) -> None:
    alone = speller.spell(["الوزير"])
    pieces = speller.spell(["قال", "الوزير", "إن", "الوزير"])
    for at in (1, 3):
        assert pieces.ids[pieces.first[at] : pieces.last[at] + 1].tolist() == alone.ids[1:-1].tolist()


SILENT = {"diacritics": ("قالَ", "قال"), "tatweel": ("قـــال", "قال"), "both": ("ق\u064eـال", "قال"), "nothing else": ("ـــ", "،")}


@pytest.mark.parametrize(("word", "same"), SILENT.values(), ids=SILENT)
def test_diacritics_and_tatweel_are_silent(speller: Speller, word: str, same: str) -> None:
    assert speller.spell([word]).ids.tolist() == speller.spell([same]).ids.tolist()


def test_what_is_too_long_is_left_out_by_whole_words(speller: Speller) -> None:
    pieces = speller.spell(["وسيستقبلونها"] * 1000)
    assert 0 < len(pieces.first) < 1000
    assert len(pieces.ids) <= MOST_PIECES + 1
    assert len(pieces.ids) == pieces.last[-1] + 2


def test_one_word_longer_than_a_window_gives_none(speller: Speller) -> None:
    assert len(speller.spell(["كسنبوغ" * 900]).first) == 0


@settings(max_examples=50)
@given(st.lists(st.text(min_size=1, max_size=8), max_size=20))
def test_any_words_have_pieces(words: list[str]) -> None:
    pieces = model.load().speller.spell(words)
    assert len(pieces.first) == len(pieces.last) == len(words)
    assert len(pieces.ids) >= len(words) + 2
