"""Counts in sentences: numbers of people with what befell them, hedged or not, and numbers that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.arabic.folding import fold
from khabar.arabic.words import words
from khabar.claims.numbers.count import Count
from khabar.claims.numbers.counts import counts
from khabar.records.number import NUMBER_KINDS, NumberKind

WORDS = [
    "قتل",
    "جنديا",
    "12",
    "و15",
    "،",
    ".",
    "على",
    "الأقل",
    "مئة",
    "بينهم",
    "طفل",
    "ليرتفع",
    "العدد",
    "إلى",
    "دون",
    "وقوع",
    "ضحايا",
    "من",
    "الجنود",
    "(",
    ")",
    "أو",
    "ما",
    "بين",
]


def read(sentence: str) -> list[Count]:
    return counts([fold(sentence[w.start : w.end]) for w in words(sentence)])


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
        ("لم توقع الغارة إصابات، ولم توقع قتلى", [("wounded", 0, 0), ("killed", 0, 0)]),
        ("عاد الجنود من دون إصابات", [("wounded", 0, 0)]),
        ("خطف المسلحون 16 عسكريا", [("abducted", 16, 16)]),
        ("اعتقلت الشرطة عشرة مطلوبين", [("arrested", 10, 10)]),
        ("أفرجت الجماعة عن خمسة جنود", [("freed", 5, 5)]),
        ("قتل ثلاثة من البيشمركة", [("killed", 3, 3)]),
        ("قتل 305 من المصلين", [("killed", 305, 305)]),
        ("قتل ثمانية فلسطينيين", [("killed", 8, 8)]),
    ],
)
def test_counts_with_their_deed(sentence: str, found: list[tuple[str, int, int | None]]) -> None:
    assert [(t.kind, t.low, t.high) for t in read(sentence)] == found


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
    assert read(sentence) == []


def test_a_deed_that_people_do_is_not_theirs() -> None:
    assert [(t.kind, t.low) for t in read("اقتحم 25 مسلحا المسجد وقتلوا 305 أشخاص")] == [("killed", 305)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("تم إيقاف ستة أشخاص", "arrested"),
        ("القضاء على 36 إرهابيا", "killed"),
        ("انتشال جثث سبعة مهاجرين", "killed"),
        ("راح ضحيته 22 شخصا", "killed"),
        ("بلغ عدد الجرحى 30 شخصا", "wounded"),
        ("إصابة العشرات في المواجهات", "wounded"),
        ("القضاء على إرهابيين اثنين", "killed"),
        ("إصابة كمية من المخدرات", None),
        ("ليبيا ترحل المهاجرين", None),
        ("إيقاف سيارة على متنها أربعة أشخاص", None),
        ("قتل شرطي لمدني", "killed"),
        ("توفي في مايو 2015 حارس", None),
        ("أعدم ألف مسؤول", "killed"),
        ("لقي شخصان حتفهما", "killed"),
        ("مقتل عمه وابنها", None),
        ("مقتل زعيم الجماعة", None),
        ("محاولة هجرة لعشرين شخصا", None),
        ("تأييد القضاء ستة أشخاص", None),
    ],
)
def test_words_of_the_press(sentence: str, kind: NumberKind | None) -> None:
    assert [count.kind for count in read(sentence)] == ([kind] if kind else [])


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_ranges_lie_in_the_sentence_and_bounds_in_order(found: list[str]) -> None:
    for count in read(" ".join(found)):
        assert count.kind in NUMBER_KINDS
        assert 0 <= count.words[0] < count.words[1] <= len(found)
        assert count.high is None or 0 <= count.low <= count.high
        assert all(part is None or 0 <= part[0] < part[1] <= len(found) for part in (count.unit, count.who))
