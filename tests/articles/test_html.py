"""The HTML reader on three layouts, on small pages for one behaviour each, and on anything at all."""

from __future__ import annotations

import logging
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.arabic.markup import clean
from khabar.articles import html
from khabar.articles.parts import Parts
from khabar.records.capture import Capture, Dropped
from khabar.records.spans import Span, assert_span

FOLDER = Path(__file__).parent / "html_pages"
"""Invented pages in three layouts that sites use. Every name and event in them is made up."""
MODERN, TABLES, DIVS = ((FOLDER / f"{name}.html").read_text(encoding="utf-8") for name in ("modern", "tables", "divs"))
MODERN_BODY = [
    "وقعت نقابة عمال الموانئ في مدينة رأس النورس اتفاقا مع شركة «أرصفة الشمال» ينهي إضرابا استمر ثلاثة أسابيع.",
    "وقال رئيس النقابة سالم الوردي إن الاتفاق «يحفظ حقوق العمال كاملة»، مضيفا أن العودة إلى العمل ستبدأ صباح الأحد.",
    "خلاف على الأجور",
    "وكانت الشركة قد رفضت الشهر الماضي مطالب النقابة بزيادة الأجور، وهددت بالاستعانة بعمال من خارج المدينة.",
    "ولم يصدر عن وزارة النقل أي تعليق على الاتفاق حتى الآن.",
]
MODERN_COMMENTS = [
    "أبو ليلى",
    "الحمد لله على سلامة العمال، كان لازم يتفقوا من زمان",
    "مراقب من الميناء",
    "الاتفاق ناقص والشركة ما راح تلتزم فيه أبدا",
]
TABLES_BODY = [
    "أعلنت اللجنة الأهلية في وادي الزيزفون تعليق اعتصامها أمام مبنى البلدية بعد تدخل وسطاء من وجهاء المنطقة.",
    "وذكر الناطق باسم اللجنة أن التعليق مشروط بصرف التعويضات قبل نهاية الشهر، محذرا من العودة إلى الاعتصام إذا تأخر الصرف.",
    "واتهمت البلدية بعض المعتصمين بتخريب سيارات تابعة لها، لكن اللجنة نفت ذلك.",
]
DIVS_BODY = [
    "نفى ناطق باسم حركة «شراع» المعارضة وجود أي تنسيق مع حزب البناء قبل الانتخابات البلدية المقررة في فيفري المقبل",
    "وأوضح الناطق، في ندوة صحفية بمدينة عين الصنوبر، أن حركته ستخوض الانتخابات بقوائم مستقلة في جميع الدوائر",
    "من جهته، رحب حزب البناء بما وصفه بـ«المنافسة الشريفة» ودعا أنصاره إلى التزام الهدوء",
]


def capture(source: str) -> Capture:
    return Capture(id="page.html", sha256="0" * 64, text=source, media="html", source="page.html", encoding="utf-8")


def parts_of(source: str) -> Parts:
    parts = html.read(capture(source))
    assert isinstance(parts, Parts), parts
    check(source, parts)
    return parts


def check(source: str, parts: Parts) -> None:
    """Every span lies in the source and holds words; body spans are in order and apart."""
    for quote in (parts.title, parts.kicker, parts.byline, *(quote for _, quote in parts.declared_dates)):
        if quote is not None:
            assert_span(source, quote)
    for span in (*parts.body, *parts.subheadings, *parts.comments, *parts.furniture):
        assert span.end <= len(source)
        assert clean(source, span).text
    assert all(a.end <= b.start for a, b in pairwise(parts.body))
    assert set(parts.subheadings) <= set(parts.body)
    assert not set(parts.comments) & set(parts.body)


def words(source: str, spans: tuple[Span, ...]) -> list[str]:
    return [clean(source, span).text.replace("\n", " ") for span in spans]


def article(body: str, *, head: str = "", title: str = "<h1>عنوان الخبر عن بلدة الصفصاف</h1>") -> str:
    return f"<html><head>{head}</head><body><div class=main>{title}{body}</div></body></html>"


P1 = "<p>قال رئيس بلدية الصفصاف إن أعمال ترميم الجسر القديم ستبدأ مطلع الأسبوع المقبل.</p>"
P2 = "<p>وأضاف أن السكان سيبلغون بمواعيد إغلاق الطريق قبل يومين على الأقل من بدء الأعمال.</p>"
T1, T2 = (p[3:-4] for p in (P1, P2))


def test_a_modern_page() -> None:
    source = MODERN
    parts = parts_of(source)
    assert words(source, parts.body) == ["بعد ثلاثة أسابيع من التوقف", *MODERN_BODY]
    assert words(source, parts.subheadings) == ["خلاف على الأجور"]
    assert words(source, parts.comments) == MODERN_COMMENTS
    assert parts.title
    assert parts.title.text == "اتفاق ينهي إضراب عمال الموانئ في رأس النورس"
    assert parts.title.start > source.index("<h1")
    assert parts.kicker
    assert parts.kicker.text == "بعد ثلاثة أسابيع من التوقف"
    assert parts.byline
    assert parts.byline.text == "كتبت: هند المرزوقي"
    assert parts.outlet == "صحيفة المرفأ"
    assert [day for day, _ in parts.declared_dates] == ["2016-04-21"]


def test_a_page_of_tables_and_line_breaks() -> None:
    source = TABLES
    parts = parts_of(source)
    assert words(source, parts.body) == TABLES_BODY
    assert parts.title
    assert parts.title.text == "تعليق اعتصام وادي الزيزفون"
    assert parts.title.start > source.index("<body")
    assert parts.comments == ()
    assert "تاريخ النشر: 12/11/2009" in words(source, parts.furniture)
    assert [day for day, _ in parts.declared_dates] in ([], ["2009-11-12"])


def test_a_page_of_nothing_but_divs() -> None:
    source = DIVS
    parts = parts_of(source)
    assert words(source, parts.body) == DIVS_BODY
    assert parts.title
    assert parts.title.text == "حركة شراع تنفي التنسيق مع حزب البناء"
    assert parts.byline
    assert parts.byline.text == "كمال بن يدر"
    assert parts.outlet == "بوابة الصنوبر"
    ((day, quote),) = parts.declared_dates
    assert quote
    assert (day, quote.text) == ("2014-12-03", "2014-12-03T08:00:00Z")


@pytest.mark.parametrize("source", [MODERN, TABLES, DIVS], ids=["modern", "tables", "divs"])
def test_reads_as_well_without_a_second_opinion(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = parts_of(source)
    monkeypatch.setattr(html, "body_blocks", lambda *_: frozenset())
    assert parts_of(source).body == expected.body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (P1 + P2, [T1, T2]),
        (P1 + "<p>وهذا كله.</p>" + P2, [T1, "وهذا كله.", T2]),
        (P1 + "<p><b>موعد البدء</b></p>" + P2, [T1, "موعد البدء", T2]),
        (P1 + '<p>اقرأ أيضا: <a href="/9">مهرجان الربيع ينطلق في الصفصاف</a></p>' + P2, [T1, T2]),
        (P1 + "<div style='display: none'>" + P2 + "</div>", [T1]),
        (P1 + '<div class="wp-caption">صورة للجسر القديم في الصفصاف التقطت العام الماضي.</div>' + P2, [T1, T2]),
        (P1 + "<blockquote>" + P2 + "</blockquote>", [T1, T2]),
        (P1.replace("</p>", "") + P2.replace("</p>", ""), [T1, T2]),
        (P1 + "<!-- <p>نص قديم محذوف من الصفحة قبل النشر بيوم واحد.</p> -->" + P2, [T1, T2]),
        (P1 + P2 + "<h3>أخبار متعلقة</h3><p>مهرجان الربيع ينطلق في الصفصاف غدا بمشاركة واسعة من الفرق</p>", [T1, T2]),
        (P1 + P2 + '<div class="hashtags-list"><a href="#">الصفصاف</a></div>', [T1, T2]),
    ],
    ids=["plain", "short", "bold-subheading", "read-also", "hidden", "caption", "quotation", "unclosed", "comment", "related-tail", "links"],
)  # fmt: skip
def test_body(body: str, expected: list[str]) -> None:
    source = article(body)
    assert words(source, parts_of(source).body) == expected


PAGES: dict[str, tuple[str, list[str], str | None]] = {
    "logo-as-top-heading": (
        f"<title>ترميم الجسر القديم - بوابة الصفصاف</title><h1><a href=/>بوابة الصفصاف</a></h1><div><h2>ترميم الجسر القديم</h2>{P1}{P2}</div>",
        [T1, T2],
        "ترميم الجسر القديم",
    ),
    "misleading-box-names": (
        f"<div class=related-widget><h1>ترميم الجسر</h1></div><div class=sidebar-content>{P1}{P2}</div>",
        [T1, T2],
        "ترميم الجسر",
    ),
    "headline-by-looks": (
        f"<center><b>ترميم الجسر القديم</b></center><div><font>{T1}</font><br><br><font>{T2}</font></div>",
        [T1, T2],
        "ترميم الجسر القديم",
    ),
    "headline-in-head-only": (f"<title>ترميم الجسر القديم | بوابة الصفصاف</title>{P1}{P2}", [T1, T2], "ترميم الجسر القديم"),
    "no-headline": (P1 + P2, [T1, T2], None),
    "second-headline": (
        f"<h1>ترميم الجسر</h1><h2>البلدية تعد بإنهاء الأعمال قبل الشتاء</h2><div>{P1}{P2}</div>",
        ["البلدية تعد بإنهاء الأعمال قبل الشتاء", T1, T2],
        "ترميم الجسر",
    ),
    "lead-in-its-own-box": (
        f"<h1>ترميم الجسر</h1><div class=lead>{P1}</div><div class=share>شارك</div><div>{P2}{P2}</div>",
        [T1, T2, T2],
        "ترميم الجسر",
    ),
    "credit-and-place": (f"<h1>ترميم الجسر</h1><div>{P1}{P2}<p>المصدر: وكالات</p></div>", [T1, T2], "ترميم الجسر"),
    "more-comments-than-article": (
        f"<h1>ترميم الجسر</h1><div>{P1}{P2}</div><div><h4>التعليقات (9)</h4>"
        + "<p>والله هذا الجسر ما تصلح من سنين والناس تعبت من الوعود يا جماعة.</p>" * 9,
        [T1, T2],
        "ترميم الجسر",
    ),
    "day-inside-a-paragraph": (
        f"<h1>ترميم الجسر</h1>{P1}<p>وأوضح رئيس بلدية الصفصاف أن الأعمال ستنتهي <time>في أكتوبر</time> المقبل.</p>",
        [T1, "وأوضح رئيس بلدية الصفصاف أن الأعمال ستنتهي في أكتوبر المقبل."],
        "ترميم الجسر",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "body", "title"), PAGES.values(), ids=PAGES)
def test_layouts(source: str, body: list[str], title: str | None) -> None:
    parts = parts_of(source)
    assert words(source, parts.body) == body
    assert (parts.title and parts.title.text) == title


def test_comments_under_a_heading_alone() -> None:
    source = article(P1 + P2) + "<h3>تعليقات القراء</h3><div><div>محمود</div><div>كلام فارغ يا جماعة الخير</div></div>"
    assert words(source, parts_of(source).comments) == ["محمود", "كلام فارغ يا جماعة الخير"]


@pytest.mark.parametrize(
    ("head", "by_title", "expected"),
    [
        ("", "", []),
        ('<meta property="article:published_time" content="2015-03-04">', "", ["2015-03-04"]),
        ('<meta property="article:modified_time" content="2015-03-04">', "", []),
        ("<meta itemprop=datePublished content='2015-03-04T00:00'>", "", ["2015-03-04"]),
        ('<meta name="pubdate" content="20150304">', "", ["2015-03-04"]),
        ('<meta name="pubdate" content="Wed, 04 Mar 2015 10:00:00 GMT">', "", ["2015-03-04"]),
        ('<meta name="pubdate" content="0000-00-00">', "", []),
        ('<meta name="pubdate" content="1436-05-13">', "", []),
        ("", '<time datetime="2015-03-04T10:00">4 مارس</time>', ["2015-03-04"]),
    ],
    ids=["none", "open-graph", "modified", "microdata", "digits", "rfc", "zeros", "hijri", "time-element"],
)  # fmt: skip
def test_declared_days(head: str, by_title: str, expected: list[str]) -> None:
    source = article(by_title + P1 + P2, head=head)
    assert [day for day, _ in parts_of(source).declared_dates] == expected


def test_a_clock_in_the_header_is_no_day_of_publication() -> None:
    clock = "<div>الصفحة الأولى</div>" * 4 + '<time datetime="2026-01-06">الثلاثاء 6 يناير 2026</time><div>أخبار</div><div>رياضة</div><div>فن</div>'
    source = f"<html><body><div>{clock}</div><div>{article(P1 + P2)}</div></body></html>"
    assert parts_of(source).declared_dates == ()


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<html><body><div id=root></div><script>load()</script></body></html>", "no-article"),
        ("<html></html>", "no-article"),
        (
            "<ul>" + "".join(f'<li><a href="/{n}">وصول الوفد رقم {n} إلى مدينة الصفصاف صباح اليوم</a></li>' for n in range(20)) + "</ul>",
            "list-of-links",
        ),
        ("".join(f"<h3><a href=/{n}>وصول الوفد رقم {n} إلى المدينة</a></h3>{P1}" for n in range(9)), "list-of-links"),
    ],
    ids=["shell", "nothing", "links", "front-page"],
)
def test_a_page_without_an_article_says_why(source: str, reason: str) -> None:
    dropped = html.read(capture(source))
    assert isinstance(dropped, Dropped)
    assert dropped.reason == reason


HOSTILE = {
    "deep-div": "<div>" * 10_000 + P1 + P2 + "</div>" * 10_000,
    "deep-inline": "<b>" * 10_000 + P1 + P2,
    "crossed": "<i><div>" * 5_000 + P1 + P2 + "</i>" * 5_000,
    "open-tags": P1 + P2 + "<a " * 50_000,
    "open-quotes": P1 + P2 + '<a b=">"' * 20_000,
    "open-comments": P1 + P2 + "<!--" * 50_000,
    "many-paragraphs": (P1 + P2) * 2_000,
    "one-long-line": "<p>" + "كلمة " * 100_000 + "</p>",
    "entities": "<p>" + "&nbsp;" * 100_000 + T1 + "</p>",
    "wrong-nesting": "</div></p></td>" * 20_000 + P1 + P2,
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_are_read(source: str) -> None:
    parts = html.read(capture(source))
    assert isinstance(parts, Parts)
    check(source, parts)


def test_the_libraries_do_not_print(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    html.read(capture("<html><body><p>x</p>"))
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")
    assert logging.getLogger("trafilatura").handlers


SCRAPS = st.sampled_from(
    ["<p>", "</p>", "<div class='comment'>", "</div>", "<br>", "<b>", "</b>", "<h1>", "</h1>", "&nbsp;", "&amp", "&#x627;", "<!--", "-->", "<script>",
     "</script>", "<td>", "<li>", "<a href='x'>", "</a>", "<title>", "</title>", "\x00", "\u202e", "\ud83d\ude00", T1, T2, "ـــً", "<", ">", '"', " "]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.one_of(SCRAPS, st.text(max_size=8)), max_size=40).map("".join))
def test_any_page_is_parts_or_a_reason_and_every_span_is_true(source: str) -> None:
    found = html.read(capture(source))
    if isinstance(found, Parts):
        check(source, found)


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="<>&"), min_size=1, max_size=60), min_size=1, max_size=6))
def test_any_words_in_paragraphs_keep_their_places(texts: list[str]) -> None:
    source = article("".join(f"<p>{text}</p>" for text in texts) + P1)
    check(source, parts_of(source))
