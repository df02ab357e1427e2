"""Labels of short vowels: where the marks of a vowelled text stand, and which of them tell of voice and case."""

from __future__ import annotations

import numpy as np
import pytest

from training.data import IGNORED, VOWELS, carried
from training.vowels import labels, marked, pattern


def told(vowelled: str) -> str:
    """The labels of one vowelled word."""
    bare = "".join(c for c in vowelled if not "\u064b" <= c <= "\u0652")
    ((first, inner, last),) = labels(bare, marked(bare, vowelled))
    return VOWELS[first] + VOWELS[inner] + VOWELS[last]


@pytest.mark.parametrize(
    ("vowelled", "held"),
    [
        pytest.param("قَتَلَ", "aaa", id="active"),
        pytest.param("قُتِلَ", "uia", id="passive"),
        pytest.param("وَقُتِلَ", "uia", id="behind a conjunction"),
        pytest.param("اُعْتُقِلُوا", "ui-", id="before an ending"),
        pytest.param("يُعْتَقَلُ", "uau", id="present passive"),
        pytest.param("الجَيْشُ", "-au", id="nominative"),
        pytest.param("الجَيْشِ", "-ai", id="genitive"),
        pytest.param("جَيْشًا", "aaa", id="indefinite accusative"),
        pytest.param("جَيْشُهُمْ", "auu", id="before its owner"),
        pytest.param("مُسَلَّحُونَ", "uau", id="plural, nominative"),
        pytest.param("مُسَلَّحِينَ", "uai", id="plural, other cases"),
        pytest.param("في", "---", id="no marks at all"),
    ],
)
def test_a_word_is_told_by_three_of_its_vowels(vowelled: str, held: str) -> None:
    assert told(vowelled) == held


def test_marks_stand_behind_their_letters_also_where_letters_are_left_out() -> None:
    assert marked("قتل 😀 زيد", "قُتِلَ زَيْدٌ") == ["\u064f", "\u0650", "\u064e", "", "", "", "\u064e", "\u0652", "\u064c"]


def test_marks_of_punctuation_and_single_letters_say_nothing() -> None:
    assert labels("و ،", ["\u064e", "", ""]) == [(VOWELS.index("-"),) * 3] * 2


def test_a_long_vowel_before_the_last_letter_is_passed_over() -> None:
    assert pattern("زار", ["\u064e", "", "\u064e"])[1] == "a"


def test_labels_go_with_the_words_of_a_changed_copy() -> None:
    vowels = np.arange(12).reshape(4, 3)
    found = carried(vowels, ["قتل", "سالم", "جنديا", "."], ["قتل", "أبو", "خالد", "جنديا", "."])
    assert found[[0, 3, 4]].tolist() == vowels[[0, 2, 3]].tolist()
    assert (found[1:3] == IGNORED).all()
