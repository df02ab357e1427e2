"""What the encoder is shown before anything is coded: some words hidden whole, and their outermost pieces to be guessed."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("torch", reason="training needs torch, which is no part of the package")

from khabar.claims.pieces import BOS, EOS, PAD, UNK
from training.data import IGNORED
from training.pretrain import HIDDEN, Passage, hidden


def passage(words: int) -> Passage:
    """Words of two pieces each."""
    first = [1 + 2 * n for n in range(words)]
    ids = [BOS, *range(10, 10 + 2 * words), EOS]
    return Passage(ids, first, [at + 1 for at in first], [[0, 1, 2]] * words)


def test_a_fifth_of_the_words_is_to_be_guessed_by_their_outermost_pieces() -> None:
    source = passage(20)
    batch = hidden([source], random.Random(1))
    asked = [at for at in range(20) if batch.start[0, at] != IGNORED]
    assert len(asked) == HIDDEN * 20
    for at in asked:
        assert (batch.start[0, at], batch.end[0, at]) == (source.ids[source.first[at]], source.ids[source.last[at]])


def test_a_hidden_word_is_hidden_whole_and_its_vowels_are_not_asked_for() -> None:
    batch = hidden([passage(40), passage(12)], random.Random(1))
    unseen = [(k, at) for k, n in ((0, 40), (1, 12)) for at in range(n) if batch.ids[k, batch.first[k, at]] == UNK]
    assert unseen
    for k, at in unseen:
        assert batch.ids[k, batch.last[k, at]] == UNK
        assert batch.start[k, at] != IGNORED
        assert (batch.vowels[k, at] == IGNORED).all()


def test_what_is_filled_up_is_masked() -> None:
    batch = hidden([passage(40), passage(12)], random.Random(1))
    assert (batch.ids[1, 26:] == PAD).all()
    assert not batch.mask[1, 26:].any()
    assert not batch.word_mask[1, 12:].any()
    assert (batch.start[1, 12:] == IGNORED).all()
