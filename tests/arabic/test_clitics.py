"""Proclitics on folded words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.arabic.clitics import PREFIXES, forms, may_peel, peelings, with_lam


@pytest.mark.parametrize(
    ("word", "stem", "reads"),
    [
        pytest.param("وداعش", "داعش", True, id="and"),
        pytest.param("وبداعش", "داعش", True, id="and-with"),
        pytest.param("للقاعده", "القاعده", True, id="to-the"),
        pytest.param("وللقاعده", "القاعده", True, id="and-to-the"),
        pytest.param("للبنانيه", "اللبنانيه", True, id="to-the-before-lam"),
        pytest.param("داعش", "داعش", True, id="nothing-to-peel"),
        pytest.param("كمالي", "مالي", False, id="letter-of-the-word"),
        pytest.param("كالجيش", "الجيش", True, id="like-the"),
        pytest.param("سداعش", "داعش", False, id="no-proclitic"),
    ],
)
def test_a_word_reads_as_proclitics_and_a_stem(word: str, stem: str, reads: bool) -> None:
    assert (stem in [found for _, found in peelings(word)]) is reads


@pytest.mark.parametrize("word", ["وداعش", "للقاعده", "وبالعراق", "ل"])
def test_the_whole_word_is_the_first_reading(word: str) -> None:
    assert peelings(word)[0] == (0, word)


def test_two_conjunctions_are_not_peeled() -> None:
    assert not may_peel("وو", "داعش")
    assert may_peel("و", "داعش")


def test_lam_swallows_the_article_only() -> None:
    assert with_lam("القاعده") == "للقاعده"
    assert with_lam("داعش") is None


@given(st.text(alphabet="الوبفكقدس", min_size=1, max_size=7), st.sampled_from([*sorted(PREFIXES), "لل", "ولل", "ا"]))
def test_forms_are_what_peels_to_the_stem(stem: str, before: str) -> None:
    assert all(stem in [read for _, read in peelings(form)] for form in forms(stem))
    for word in (before + stem, before + stem[2:]):
        assert all(word in forms(read) for _, read in peelings(word))
