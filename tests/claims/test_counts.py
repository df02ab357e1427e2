"""Tolls in sentences: counts of people with what befell them, hedged or not, and numbers that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from khabar.corroboration.tolls import headline, tolls
from khabar.records.toll import Toll


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("أوقع الهجوم 12 قتيلا", [("killed", 12, 12)]),
        ("أوقع الهجوم ١٢ قتيلا و٣٠ جريحا", [("killed", 12, 12), ("wounded", 30, 30)]),
        ("أسفر عن سبعة جرحى", [("wounded", 7, 7)]),
        ("قتل سبعة جنود على الأقل", [("killed", 7, None)]),
        ("ما لا يقل عن 22 مدنيا قتلوا في القصف", [("killed", 22, None)]),
        ("قتلت الغارة أكثر من 300 شخص", [("killed", 301, None)]),
        ("القتلى لم يتجاوزوا 46 قتيلا", [("killed", 0, 46)]),
        ("أصيب نحو 100 متظاهر", [("wounded", 85, 115)]),
        ("سقط عشرات القتلى", [("killed", 20, 99)]),
        ("خلفت الحرب 2,138 قتيلا", [("killed", 2138, 2138)]),
        ("مقتل خمسة وعشرين مسلحا", [("killed", 25, 25)]),
        ("مقتل شابين في المدينة", [("killed", 2, 2)]),
        ("أن شابا قتل برصاص الجيش", [("killed", 1, 1)]),
        ("سقط قتيلان", [("killed", 2, 2)]),
        ("لم توقع الغارة إصابات، ولم توقع قتلى", [("killed", 0, 0)]),
        ("عاد الجنود من دون إصابات", [("wounded", 0, 0)]),
        ("خطف المسلحون 16 عسكريا", [("captured", 16, 16)]),
        ("اعتقلت الشرطة عشرة مطلوبين", [("captured", 10, 10)]),
        ("أفرجت الجماعة عن خمسة جنود", [("freed", 5, 5)]),
        ("قتل ثلاثة من البيشمركة", [("killed", 3, 3)]),
        ("قتل 305 من المصلين", [("killed", 305, 305)]),
        ("قتل ثمانية فلسطينيين", [("killed", 8, 8)]),
    ],
)
def test_counts_with_their_deed(sentence: str, found: list[tuple[str, int, int | None]]) -> None:
    assert [(t.kind, t.low, t.high) for t in tolls(sentence)] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "شنت الطائرات ثلاث غارات",
        "تبدأ المحادثات في 29 يناير",
        "ينتهك القرار 1701",
        "قتل الشاب يوم الأحد",
        "قتل الجنود في السابع من مايو",
        "وصل 40 جنديا إلى المدينة",
        "لم يتأكد مقتل أي من الجنود",
        "",
    ],
)
def test_other_numbers_are_no_tolls(sentence: str) -> None:
    assert tolls(sentence) == ()


def test_a_deed_that_people_do_is_not_theirs() -> None:
    assert [(t.kind, t.low) for t in tolls("اقتحم 25 مسلحا المسجد وقتلوا 305 أشخاص")] == [("killed", 305)]


def test_the_headline_is_the_greatest() -> None:
    toll = headline("مقتل 12 شخصا بينهم جنديان قتلا في السيارة", "killed")
    assert toll is not None
    assert toll.low == 12


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [((7, 7), (7, 7), True), ((7, 7), (12, 12), False), ((7, None), (12, 12), True), ((12, 12), (7, None), True), ((20, 99), (100, None), False)],
)
def test_numbers_that_one_number_satisfies(one: tuple[int, int | None], other: tuple[int, int | None], meets: bool) -> None:
    first, second = Toll("killed", *one, 0, 1), Toll("killed", *other, 0, 1)
    assert first.meets(second) is second.meets(first) is meets


@given(st.text(alphabet="قتل جنديا 12و،. على الأقلمئة", max_size=60))
def test_offsets_hold_words_of_the_sentence(sentence: str) -> None:
    for toll in tolls(sentence):
        assert 0 <= toll.start < toll.end <= len(sentence)
        assert toll.high is None or 0 <= toll.low <= toll.high
