"""Outlet, origin and byline as pages name them."""

from __future__ import annotations

from collections.abc import Callable

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
    ("published in, on", ("نشر في صوت الوادي يوم 17 - 09 - 2018",), BODY, ("صوت الوادي", "صوت الوادي")),
    ("source", ("المصدر: صدى الصحراء",), BODY, ("صدى الصحراء", "صدى الصحراء")),
    ("taken from", ("نقلا عن موقع البيدر",), BODY, ("البيدر", "البيدر")),
    ("own name and origin", ("المصدر: البيدر", "جميع الحقوق محفوظة للضحى"), BODY, ("الضحى", "البيدر")),
    ("own name as the source", ("المصدر: الضحى", "جميع الحقوق محفوظة للضحى"), BODY, ("الضحى", None)),
    ("opens the body before a pooled source", (), f"البيدر- وكالات: {BODY}", ("البيدر", None)),
    ("opens the body and stands in the furniture", ("حمل تطبيق البيدر",), f"البيدر: {BODY}", ("البيدر", None)),
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
def test_byline_is_the_name(line: str, name: str) -> None:
    text = f"{BODY}\n{line}"
    quote = Quote.of(text, len(BODY) + 1, len(text))
    found = byline(text, Parts(None, None, (Span(0, len(BODY)),), (), (), quote, ()))
    assert found is not None
    assert_span(text, found)
    assert found.text == name
