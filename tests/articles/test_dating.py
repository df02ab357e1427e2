"""A publication day is only taken with a reason, and the reason is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.articles.dating import published
from khabar.articles.parts import Parts
from khabar.records.capture import Capture
from khabar.records.spans import Quote, Span, assert_span

MakeCapture = Callable[..., Capture]
TITLE = "الحكومة توقع اتفاقا مع النقابات"
BODY = "وقعت الحكومة اتفاقا مع النقابات ينهي إضراب المعلمين، وقال الوزير إن الاتفاق نهائي."


def _page(above: str = "", between: str = "", below: str = "", body: str = BODY) -> tuple[str, Parts]:
    """A page of one-line zones about a title and a body, and its parts."""
    pieces = [*above.split("\n"), TITLE, between, body, below]
    text = "\n".join(pieces)
    spans, at = [], 0
    for piece in pieces:
        spans.append(Span(at, at + len(piece)))
        at += len(piece) + 1
    furniture = tuple(span for span in (*spans[:-4], spans[-3], spans[-1]) if len(span))
    title = Quote.of(text, spans[-4].start, spans[-4].end)
    return text, Parts(title, None, (spans[-2],), (), (), None, furniture)


SAID = [
    ("published in a paper on a day", {"between": "نشر في اليوم الجديد يوم 17 - 09 - 2018"}, "2018-09-17", "line"),
    ("time of sending, above the title", {"above": "وقت الإرسال: 8 مايو 2011 قراءة: 310"}, "2011-05-08", "line"),
    ("publication date below the body", {"below": "تاريخ النشر: ٣/١/٢٠١٤"}, "2014-01-03", "line"),
    ("a bare dateline after the title", {"between": "الأحد 10 جويلية 2016 الساعة 14:20"}, "2016-07-10", "line"),
    ("place and agency beside the date", {"between": "الرباط - الخميس 12 غشت 2010 (وكالات)"}, "2010-08-12", "line"),
    ("a dateline that opens the body", {"body": f"الخرطوم 12 يناير 2015 (وكالة) - {BODY}"}, "2015-01-12", "line"),
    ("yesterday with its date", {"body": f"{BODY} وانتهى الإضراب أمس الـ14 من يونيو من عام 2018."}, "2018-06-15", "body"),
    ("today with weekday and date", {"body": f"أعلنت الحكومة اليوم الجمعة 2 سبتمبر 2016 أنها وقعت. {BODY}"}, "2016-09-02", "body"),
    ("tomorrow with its date", {"body": f"يبدأ العمل بالاتفاق غدا الاثنين، 5 حزيران 2017. {BODY}"}, "2017-06-04", "body"),
    ("the day before yesterday", {"body": f"{BODY} وكان الوزير قد سافر أول من أمس (3 أيار 2013)."}, "2013-05-05", "body"),
    ("last update, for want of better", {"below": "آخر تحديث: 14/05/2019"}, "2019-05-14", "line"),
    ("publication outweighs update", {"between": "آخر تحديث: 14/05/2019", "below": "نشر بتاريخ: 08/05/2011"}, "2011-05-08", "line"),
    ("the issue of a paper", {"above": "الثلاثاء 12 تشرين الثاني 2013 العدد 2153"}, "2013-11-12", "line"),
    ("a Gregorian day beside a Hijri one", {"above": "الخميس 13 ربيع الأول 1429 هـ 20 مارس 2008 العدد 9412"}, "2008-03-20", "line"),
    ("the first post of a thread", {"above": "#1\n05-19-2006, 08:44 PM\nعضو نشيط"}, "2006-05-19", "line"),
    ("a day above the title that readers answer", {"above": "الخميس، 4 نوفمبر 2010", "below": "5 نوفمبر 2010 في 1:12 ص"}, "2010-11-04", "line"),
    ("a newspaper, its city and the day", {"above": "جريدة الضفاف - بيروت\nالثلاثاء 8 آب 2006"}, "2006-08-08", "line"),
    ("a newspaper, and the day with its city", {"above": "جريدة الضفاف\nبيروت، الثلاثاء 8 آب 2006"}, "2006-08-08", "line"),
    ("a machine's stamp above the title", {"above": "paper.example | 2020-03-25 08:12:31"}, "2020-03-25", "line"),
    ("a day and the years since", {"above": "15 أكتوبر تشرين الأول 2015 / 2:14 مساء / منذ 5 أعوام"}, "2015-10-15", "line"),
    ("a dateline with its agency in brackets", {"body": f"عدن 24 مارس 2020 (وكالة) {BODY}"}, "2020-03-24", "line"),
    (
        "today by its weekday, in the year of a caption",
        {"between": "مقر الحكومة - 18 شباط 2021", "body": f"قالت النقابات اليوم الأحد 21 من شباط إنها وقعت. {BODY} {BODY}"},
        "2021-02-18",
        "line",
    ),
    (
        "today by its weekday, in a year that the article names",
        {"body": f"قالت النقابات اليوم الأحد 21 من شباط إنها وقعت. {BODY} وبدأ الخلاف في 3 آذار 2020، وتوقف في 9 كانون الثاني 2021."},
        "2021-02-21",
        "body",
    ),
    ("a Hijri day", {"between": "تاريخ النشر: 10 رجب 1436هـ"}, "2015-04-29", "line"),
]


@pytest.mark.parametrize(("zones", "day", "basis"), [case[1:] for case in SAID], ids=[case[0] for case in SAID])
def test_a_page_that_says_its_day_is_dated(capture: MakeCapture, zones: dict[str, str], day: str, basis: str) -> None:
    text, parts = _page(**zones)
    found = published(capture(text), parts)
    assert found is not None
    assert (found.start, found.end, found.basis) == (day, day, basis)
    assert found.evidence is not None
    assert_span(text, found.evidence)


UNSAID = [
    ("a weekday and date at the head of the page", {"above": "الأحد 6 نوفمبر 2022"}),
    ("a clock", {"above": "الأربعاء 9 فبراير 2022 - 10:35 ص بتوقيت القاهرة"}),
    ("a site's name and its clock", {"above": "صحيفة الضفاف\nالثلاثاء 8 آب 2006"}),
    ("a clock between a site's name with its city and its menu", {"above": "صحيفة الضفاف - بيروت\nالثلاثاء 8 آب 2006\nالرئيسية"}),
    ("a clock long before readers' answers", {"above": "الخميس، 4 نوفمبر 2010", "below": "5 مارس 2012 في 1:12 ص"}),
    ("the second post of a thread", {"above": "#2\n05-19-2006, 08:44 PM\nعضو نشيط"}),
    ("a date and a count of readers", {"above": "الأحد 6 نوفمبر 2022 عدد القراء 320"}),
    ("today by a weekday that no year near by has", {"body": f"قالت اليوم الاثنين 21 من شباط إنها وقعت. {BODY} وبدأ الخلاف في 3 آذار 2020."}),
    ("a date in a headline", {"above": "أسعار الذهب اليوم الأربعاء 9 فبراير 2022 في المدينة"}),
    ("the year of the rights", {"below": "جميع الحقوق محفوظة © 2019"}),
    ("how long ago", {"between": "نشر قبل 3 ساعات"}),
    ("a day without a year", {"body": f"أعلنت الحكومة اليوم الجمعة 2 سبتمبر أنها وقعت. {BODY}"}),
    ("a past day in the body", {"body": f"{BODY} وكان الإضراب قد بدأ في 2 سبتمبر 2016."}),
    ("a weekday that was not that day", {"body": f"أعلنت الحكومة اليوم الجمعة 3 سبتمبر 2016 أنها وقعت. {BODY}"}),
    ("'that day'", {"body": f"{BODY} ففي ذلك اليوم 2 سبتمبر 2016 بدأ الإضراب."}),
    ("'on a day like today'", {"body": f"{BODY} وفي مثل هذا اليوم 5 يونيو 1967 بدأت الحرب."}),
    ("a date below the body that nothing explains", {"below": "معرض الكتاب 12/5/2017"}),
]


@pytest.mark.parametrize("zones", [case[1] for case in UNSAID], ids=[case[0] for case in UNSAID])
def test_a_date_without_a_reason_is_not_taken(capture: MakeCapture, zones: dict[str, str]) -> None:
    text, parts = _page(**zones)
    assert published(capture(text), parts) is None


OUTSIDE = [
    ("a path of year, month and day", {"url": "https://paper.example/news/2018/09/17/title"}, "2018-09-17", "2018-09-17", "url"),
    ("a file named by the day", {"url": "https://paper.example/20180917.html"}, "2018-09-17", "2018-09-17", "url"),
    ("an ISO envelope", {"published": "2007-10-26"}, "2007-10-26", "2007-10-26", "envelope"),
    ("an envelope with a month only", {"published": "2007-12"}, "2007-12-01", "2007-12-31", "envelope"),
    ("an envelope as mail writes it", {"published": "Tue, 24 Apr 2012 10:00:00 GMT"}, "2012-04-24", "2012-04-24", "envelope"),
    ("an envelope in Arabic", {"published": "١٢ مايو ٢٠١٩"}, "2019-05-12", "2019-05-12", "envelope"),
]


@pytest.mark.parametrize(("known", "start", "end", "basis"), [case[1:] for case in OUTSIDE], ids=[case[0] for case in OUTSIDE])
def test_url_and_envelope_date_a_page_that_is_silent(capture: MakeCapture, known: dict[str, str], start: str, end: str, basis: str) -> None:
    text, parts = _page()
    found = published(capture(text, **known), parts)
    assert found is not None
    assert (found.start, found.end, found.basis, found.evidence) == (start, end, basis, None)


@pytest.mark.parametrize(
    "known", [{"url": "https://paper.example/news/20170"}, {"url": "http://[broken"}, {"published": "yesterday"}, {"published": "2015-13-40"}]
)
def test_url_and_envelope_without_a_day_date_nothing(capture: MakeCapture, known: dict[str, str]) -> None:
    text, parts = _page()
    assert published(capture(text, **known), parts) is None
