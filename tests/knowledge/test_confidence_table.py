"""The weights of the score: sorted, each said in words."""

from __future__ import annotations

from khabar.knowledge.confidence import weights


def test_the_table_is_sorted_and_every_weight_is_told() -> None:
    signs = [one.sign for one in weights()]
    assert signs == sorted(set(signs))
    assert len({one.meaning for one in weights()}) == len(signs)
    assert all(len(one.meaning.split()) > 3 for one in weights())
