"""Light stems and near-roots of printed words."""

from __future__ import annotations

import pytest

from khabar.arabic.stems import root, stem


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        pytest.param("وبالانسحاب", "انسحاب", id="particles-and-article"),
        pytest.param("للمتظاهرين", "متظاهر", id="lam-and-plural"),
        pytest.param("قصفتها", "قصفت", id="one-ending-only"),
        pytest.param("وقف", "وقف", id="three-letters-stay"),
        pytest.param("الأمن", "امن", id="article-and-hamza"),
        pytest.param("، ", "، ", id="a-mark"),
    ],
)
def test_a_word_has_a_stem(word: str, cut: str) -> None:
    assert stem(word) == cut


@pytest.mark.parametrize("family", [("قصف", "يقصفون", "مقصوف", "القصف"), ("هجم", "هجوم", "مهاجم"), ("ضرب", "يضرب", "مضروب")])
def test_a_family_of_words_has_one_root(family: tuple[str, ...]) -> None:
    assert len({root(word) for word in family}) == 1


def test_other_roots_stay_apart() -> None:
    assert root("قصف") != root("قذف")
