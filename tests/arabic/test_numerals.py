"""Number words of the press: cardinals and ordinals in any case and gender, and words that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.arabic.numerals import may_start, read_cardinal, read_ordinal, to_int


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("صفر", 0),
        ("واحد", 1),
        ("اثنتين", 2),
        ("ثماني", 8),
        ("عشرة", 10),
        ("أحد عشر", 11),
        ("اثنا عشر", 12),
        ("ثلاث عشرة", 13),
        ("عشرون", 20),
        ("خمسة وعشرون", 25),
        ("تسعٍ وتسعين", 99),
        ("مئة", 100),
        ("مائة وعشرة", 110),
        ("مئتان", 200),
        ("ثلاثمئة", 300),
        ("ثلاثمائة وخمسة وستون", 365),
        ("ثلاث مئة", 300),
        ("ثمانمائة", 800),
        ("ألف", 1_000),
        ("ألفان", 2_000),
        ("ألفين وتسعة عشر", 2_019),
        ("ألف وتسعمئة وسبعة وستون", 1_967),
        ("خمسة آلاف", 5_000),
        ("مئة ألف", 100_000),
        ("مليونان ومئة ألف وثلاثة", 2_100_003),
        ("مليار", 1_000_000_000),
        ("الأول", 1),
        ("الأولى", 1),
        ("الثاني", 2),
        ("العاشرة", 10),
        ("الثاني عشر", 12),
        ("الحادي والعشرين", 21),
        ("الثلاثين", 30),
        ("٢٠١٥", 2_015),
    ],
)
def test_reads_the_number(words: str, value: int) -> None:
    assert to_int(words) == value


@pytest.mark.parametrize("words", ["", "بيت", "خمسة رجال", "وعشرون", "الحادي", "٣ كتب", "الفريق", "ستار"])
def test_reads_no_number_in_other_words(words: str) -> None:
    assert to_int(words) is None


def test_stops_where_the_number_ends() -> None:
    assert read_cardinal(["سبعه", "وعشرون", "رجلا", "وامراه"]) == (27, 2)
    assert read_cardinal(["قتل", "سبعه", "واصيب", "عشره"], 1) == (7, 2)
    assert read_ordinal(["الحادي", "والعشرين", "من", "ايار"]) == (21, 2)
    assert read_ordinal(["الثالث", "والرابع"]) == (3, 1)


def test_two_numbers_side_by_side_stay_two() -> None:
    assert read_cardinal(["عشرون", "وثلاثون"]) == (20, 1)
    assert read_cardinal(["مايه", "ومايتان"]) == (100, 1)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["الف", "الفين", "وخمسه", "عشر", "مايه", "ومايه", "وعشرون", "الاول", "بيت", "وثلاثه", "الاف", "و", ""]), max_size=10))
def test_any_words_give_a_number_inside_them(folded: list[str]) -> None:
    for at, word in enumerate(folded):
        for number in (read_cardinal(folded, at), read_ordinal(folded, at)):
            assert number is None or (at < number.end <= len(folded) and number.value >= 0)
            assert number is None or may_start(word)
