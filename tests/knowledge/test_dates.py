"""Full dates as pages of every Arab country write them."""

from __future__ import annotations

from datetime import date

import pytest

from khabar.knowledge.dates import dates_in

CASES = [
    ("numbers, dashes and spaces", "يوم 17 - 09 - 2018", "17 - 09 - 2018", (2018, 9, 17)),
    ("Arabic-Indic digits and slashes", "في ١٧/٩/٢٠١٨", "١٧/٩/٢٠١٨", (2018, 9, 17)),
    ("year first", "2018/09/17 10:30", "2018/09/17", (2018, 9, 17)),
    ("ISO with an hour", "2017-01-21T16:19:00+01:00", "2017-01-21", (2017, 1, 21)),
    ("an hour after it", "08-02-2013 11:02 PM", "08-02-2013", (2013, 2, 8)),
    ("year first, month named", "العدد 44264 السنة 132 2008 فبراير 18", "2008 فبراير 18", (2008, 2, 18)),
    ("two names of one month with a space", "15 أكتوبر تشرين الأول 2015", "15 أكتوبر تشرين الأول 2015", (2015, 10, 15)),
    ("month before day where only that can be", "09/17/2018", "09/17/2018", (2018, 9, 17)),
    ("Egyptian month", "8 مايو 2011", "8 مايو 2011", (2011, 5, 8)),
    ("tatweel and 'of the year'", "الـ14 من يونيو من عام 2018", "الـ14 من يونيو من عام 2018", (2018, 6, 14)),
    ("Levantine month of two words", "3 كانون الثاني 2014", "3 كانون الثاني 2014", (2014, 1, 3)),
    ("two names of one month", "1 فبراير/شباط 2021", "1 فبراير/شباط 2021", (2021, 2, 1)),
    ("second name in brackets", "9 تشرين الأول (أكتوبر) 2012", "9 تشرين الأول (أكتوبر) 2012", (2012, 10, 9)),
    ("Moroccan month", "12 غشت 2013", "12 غشت 2013", (2013, 8, 12)),
    ("Tunisian month", "10 جويلية 2016", "10 جويلية 2016", (2016, 7, 10)),
    ("no space before the month", "9فبراير 2022", "9فبراير 2022", (2022, 2, 9)),
    ("month first, comma", "مارس 5, 2018", "مارس 5, 2018", (2018, 3, 5)),
    ("Hijri month with its letter", "10 رجب 1436هـ", "10 رجب 1436هـ", (2015, 4, 29)),
    ("Hijri in numbers", "10/7/1436", "10/7/1436", (2015, 4, 29)),
]


@pytest.mark.parametrize(("text", "words", "day"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_full_date_is_read(text: str, words: str, day: tuple[int, int, int]) -> None:
    found = dates_in(text)
    assert [(text[d.start : d.end], d.first, d.last) for d in found] == [(words, date(*day), date(*day))]


def test_a_month_alone_is_all_its_days() -> None:
    (found,) = dates_in("عدد شباط 2012")
    assert (found.first, found.last, found.exact) == (date(2012, 2, 1), date(2012, 2, 29), False)


@pytest.mark.parametrize(
    "text",
    [
        "31 فبراير 2015",
        "12 مايو",
        "عام 2015",
        "هاتف 02-123-4567890",
        "32/13/2015",
        "10 رجب 1200هـ",
        "12 مايو 1212",
        "0/5/2015",
        "في 1/2",
        "مارسنا 2015",
    ],
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert dates_in(text) == []


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "نُشـِـر في \u200f١٢ مايو ٢٠١٩، ثم في 8/5/2011."
    found = dates_in(text, 5, len(text))
    assert [text[d.start : d.end] for d in found] == ["١٢ مايو ٢٠١٩", "8/5/2011"]
