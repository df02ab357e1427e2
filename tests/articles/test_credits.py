"""Outlet, origin and byline as pages name them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from khabar.articles.credits import byline, outlet
from khabar.articles.parts import Parts
from khabar.records.capture import Capture
from khabar.records.spans import Quote, Span, assert_span

MakeCapture = Callable[..., Capture]
BODY = "أعلنت الحكومة أمس وقف إطلاق النار."


def _parts(*furniture: str, body: str = BODY, site: str | None = None) -> tuple[str, Parts]:
    text = "\n".join((body, *furniture))
    spans, at = [], len(body) + 1
    for line in furniture:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return text, Parts(None, None, (Span(0, len(body)),), (), (), None, tuple(spans), site)


NAMED = [
    ("rights", ("جميع الحقوق محفوظة لصحيفة الضحى © 2019",), BODY, ("الضحى", None)),
    ("opinions are not those of", ("التعليقات تعبر عن رأي أصحابها ولا تعبر عن رأي الضحى",), BODY, ("الضحى", None)),
    ("published in, on", ("نشر في صوت الوادي يوم 17 - 09 - 2018",), BODY, ("صوت الوادي", None)),
    ("source", ("المصدر: صدى الصحراء",), BODY, ("صدى الصحراء", "صدى الصحراء")),
    ("taken from", ("نقلا عن موقع البيدر",), BODY, ("البيدر", "البيدر")),
    ("own name and origin", ("المصدر: البيدر", "جميع الحقوق محفوظة للضحى"), BODY, ("الضحى", "البيدر")),
    ("own name as the source", ("المصدر: الضحى", "جميع الحقوق محفوظة للضحى"), BODY, ("الضحى", None)),
    ("opens the body before a pooled source", (), f"البيدر- وكالات: {BODY}", ("البيدر", None)),
    ("opens the body and stands in the furniture", ("حمل تطبيق البيدر",), f"البيدر: {BODY}", ("البيدر", None)),
    ("credited at the end of the body", ("نشر في صوت الوادي يوم 17 - 09 - 2018",), f"{BODY} (نقلا عن صحيفة «البيدر»)", ("صوت الوادي", "البيدر")),
    ("credited in a sentence of its own", ("جميع الحقوق محفوظة للضحى",), f"{BODY} نقلا عن البيدر.", ("الضحى", "البيدر")),
    ("reported on another's word", ("جميع الحقوق محفوظة للضحى",), "أعلنت الحكومة نقلا عن البيدر وقف إطلاق النار.", ("الضحى", None)),
    ("own name with its noun as the source", ("المصدر: صحيفة الضحى", "جميع الحقوق محفوظة للضحى"), BODY, ("الضحى", None)),
    ("the sign, then the years", ("© 2014 - 2019 صوت الوادي",), BODY, ("صوت الوادي", None)),
    ("the sign, then the name and the years", ("© صوت الوادي 2014 - 2019",), BODY, ("صوت الوادي", None)),
    ("the sign and years alone", ("© 2014 - 2019",), BODY, (None, None)),
    ("an agency opens", ("وكالة الضحى للأنباء",), f"بيروت 12 شباط (الضحى) - {BODY}", ("وكالة الضحى للأنباء", None)),
    ("an agency closes", ("(الضحى)",), f"{BODY} ورفضت الحكومة التعليق للضحى.", ("الضحى", None)),
    ("an agency's item on another's page", ("جميع الحقوق محفوظة للبيدر",), f"بيروت 12 شباط (الضحى) - {BODY}", ("البيدر", "الضحى")),
    ("an agency closes by its full name", ("وكالة الضحى",), BODY, ("وكالة الضحى", None)),
    ("a country in brackets opens", (), f"دمشق (سوريا) - {BODY}", (None, None)),
    ("pooled sources in brackets open", (), f"بيروت (وكالات) - {BODY}", (None, None)),
    ("the end in brackets", ("(انتهى)",), BODY, (None, None)),
    ("a date after published in", ("نشر في 17 - 09 - 2018",), BODY, (None, None)),
    ("agencies as the source", ("المصدر: وكالات",), BODY, (None, None)),
    ("a section", ("نشر في: رياضة",), BODY, (None, None)),
    ("a city opens the body", (), f"بيروت - وكالات: {BODY}", (None, None)),
    ("a name opens the body", (), f"الناطق الرسمي: {BODY}", (None, None)),
    ("nobody", ("شارك الخبر",), BODY, (None, None)),
]


@pytest.mark.parametrize(("furniture", "body", "names"), [case[1:] for case in NAMED], ids=[case[0] for case in NAMED])
def test_outlet_and_origin(capture: MakeCapture, furniture: tuple[str, ...], body: str, names: tuple[str | None, str | None]) -> None:
    text, parts = _parts(*furniture, body=body)
    assert outlet(capture(text), parts) == names


def test_metadata_outweighs_the_page_and_the_host_is_the_last_resort(capture: MakeCapture) -> None:
    text, parts = _parts("جميع الحقوق محفوظة للضحى", site="البيدر")
    assert outlet(capture(text, url="https://www.other.example/x"), parts)[0] == "البيدر"
    text, parts = _parts()
    assert outlet(capture(text, url="https://www.other.example/x"), parts) == ("other.example", None)
    assert outlet(capture(text, url="http://[broken"), parts) == (None, None)
    text, parts = _parts(body=f"بيروت 12 شباط (الضحى) - {BODY}")
    assert outlet(capture(text, url="https://www.other.example/x"), parts) == ("الضحى", None)
    text, parts = _parts("المصدر: البيدر")
    assert outlet(capture(text, url="https://www.other.example/x"), parts) == ("other.example", "البيدر")


BYLINES = [
    ("wrote", "كتب: مدحت الجوهري", "مدحت الجوهري"),
    ("by the pen of", "بقلم / نسيمة بلعربي", "نسيمة بلعربي"),
    ("city and name", "نواكشوط - سيدي ولد محمود", "سيدي ولد محمود"),
    ("wrote, city and name", "كتب: القاهرة - مدحت الجوهري", "مدحت الجوهري"),
    ("exclusive", "خاص - نادر العموش", "نادر العموش"),
    ("a name alone", "هالة الأمين", "هالة الأمين"),
    ("nothing but the word", "كتب", "كتب"),
]


@pytest.mark.parametrize(("line", "name"), [case[1:] for case in BYLINES], ids=[case[0] for case in BYLINES])
def test_byline_is_the_name(capture: MakeCapture, line: str, name: str) -> None:
    text = f"{BODY}\n{line}"
    quote = Quote.of(text, len(BODY) + 1, len(text))
    found = byline(capture(text), Parts(None, None, (Span(0, len(BODY)),), (), (), quote, ()))
    assert found is not None
    assert_span(text, found)
    assert found.text == name


def test_html_is_read_as_it_is_shown(capture: MakeCapture) -> None:
    text = f"<p>{BODY}</p><div>المصدر:&nbsp;<b>صدى</b> <i>الصحراء</i></div><div>كتب: <b>مدحت&nbsp;الجوهري</b></div>"
    at = [Span(text.index(words), text.index(end) + len(end)) for words, end in ((BODY, BODY), ("المصدر", "الصحراء"), ("كتب", "الجوهري"))]
    page = replace(capture(text), media="html")
    parts = Parts(None, None, (at[0],), (), (), Quote.of(text, at[2].start, at[2].end), (at[1],))
    assert outlet(page, parts) == ("صدى الصحراء", "صدى الصحراء")
    found = byline(page, parts)
    assert found is not None
    assert_span(text, found)
    assert found.text == "مدحت&nbsp;الجوهري"
