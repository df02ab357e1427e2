"""Words that a window does not show while the coder learns."""

from __future__ import annotations

import random

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs torch, which is no part of the package")

from khabar.claims.pieces import BOS, EOS, UNK, Pieces
from training.batch import unseen

PIECES = Pieces(np.array([BOS, 11, 12, 13, EOS]), np.array([1, 3]), np.array([2, 3]))
"""A word of two pieces and a word of one."""


def test_words_are_hidden_whole_in_about_every_other_window() -> None:
    rng = random.Random(1)
    shown = [unseen(PIECES, rng, 1.0).tolist() for _ in range(400)]
    hidden = shown.count([BOS, UNK, UNK, UNK, EOS])
    assert 140 < hidden < 260
    assert hidden + shown.count(PIECES.ids.tolist()) == 400


def test_a_share_of_none_hides_nothing_and_the_pieces_themselves_stay() -> None:
    rng = random.Random(1)
    assert all(unseen(PIECES, rng, 0.0).tolist() == PIECES.ids.tolist() for _ in range(20))
    unseen(PIECES, rng, 1.0)
    assert PIECES.ids.tolist() == [BOS, 11, 12, 13, EOS]
