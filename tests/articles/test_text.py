"""Pages of invented sites, each line marked with what it is; the reader must find just these lines.

The files of `pages/` hold a page each: `F| ` furniture, `T| ` title, `K| ` kicker, `B| ` body, `S| ` subheading, `Y| ` byline,
`D| ` dateline, `C| ` a reader's comment; lines without a mark are as they stand. `# published:` and the like say what else to find.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from khabar.articles import extract
from khabar.articles.decode import reasons
from khabar.articles.lines import lines_of
from khabar.articles.page import page_of
from khabar.articles.text import classify, read
from khabar.records.article import Article
from khabar.records.capture import Capture, Dropped
from khabar.records.spans import Span, assert_span

MakeCapture = Callable[..., Capture]
PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))


@dataclass(frozen=True)
class Marked:
    """A page without its marks; `lines` are (mark, words of the line)."""

    text: str
    lines: tuple[tuple[str, str], ...]
    said: dict[str, str]

    def of(self, *marks: str) -> list[str]:
        return [words.strip() for mark, words in self.lines if mark in marks]


def marked(path: Path) -> Marked:
    rows = path.read_text(encoding="utf-8").splitlines()
    said = dict(row[2:].split(": ", 1) for row in rows if row.startswith("# "))
    lines = [(row[0], row[3:]) if row[1:3] == "| " else ("", row) for row in rows if not row.startswith("# ")]
    return Marked("\n".join(words for _, words in lines), tuple(lines), said)


def _whole_lines(text: str, spans: tuple[Span, ...]) -> list[str]:
    """The lines on which `spans` stand; fails where one leaves words of its line out (but for pieces of the same line)."""
    found: dict[int, list[str]] = {}
    for span in spans:
        found.setdefault(text.count("\n", 0, span.start), []).append(text[span.start : span.end])
    lines = text.split("\n")
    for row, pieces in found.items():
        assert "".join("".join(pieces).split()) == "".join(lines[row].split())
    return [lines[row].strip() for row in found]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_article_is_found_line_by_line(capture: MakeCapture, path: Path) -> None:
    page = marked(path)
    article = extract(capture(page.text))
    assert isinstance(article, Article)
    assert _whole_lines(page.text, article.body) == page.of("B", "S", "K")
    assert ([article.title.text] if article.title else []) == page.of("T")
    assert _whole_lines(page.text, article.comments) == page.of("C")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_day_and_the_outlet_are_those_that_the_page_says(capture: MakeCapture, path: Path) -> None:
    page = marked(path)
    article = extract(capture(page.text))
    assert isinstance(article, Article)
    assert (article.published.start if article.published else "null") == page.said["published"]
    for field, value in (("outlet", article.outlet), ("origin", article.republished_from)):
        assert page.said.get(field) in {None, value}


def test_paragraphs_strung_on_one_line_are_parted_at_runs_of_spaces(capture: MakeCapture) -> None:
    page = marked(next(path for path in PAGES if path.stem == "one_giant_line"))
    parts = read(capture(page.text))
    assert not isinstance(parts, Dropped)
    assert [page.text[span.end - 1] for span in parts.body] == [".", ".", "."]


def test_a_paragraph_broken_to_a_width_stays_one(capture: MakeCapture) -> None:
    page = marked(next(path for path in PAGES if path.stem == "wrapped_to_a_width"))
    parts = read(capture(page.text))
    assert not isinstance(parts, Dropped)
    assert len(parts.body) == 2


def test_subheadings_are_body_and_named(capture: MakeCapture) -> None:
    page = marked(next(path for path in PAGES if path.stem == "quiet_magazine_with_subtitle"))
    parts = read(capture(page.text))
    assert not isinstance(parts, Dropped)
    assert set(parts.subheadings) <= set(parts.body)
    assert [page.text[s.start : s.end] for s in parts.subheadings] == page.of("S")


BODIES = [
    ("a sentence", "قال الوزير إن المحادثات ستستأنف الشهر المقبل في العاصمة."),
    ("a fragment that begins within a word", "زراء الحكومة لا يعني بالضرورة انهيارها"),
    ("four words", "قتل الجيش عشرة مسلحين"),
    ("a sentence with its dateline", "باريس – روما ـ «الصحيفة»: قالت الوزيرة إنها ستزور المنطقة."),
]


@pytest.mark.parametrize("text", [case[1] for case in BODIES], ids=[case[0] for case in BODIES])
def test_a_lone_sentence_is_a_body_without_a_title(capture: MakeCapture, text: str) -> None:
    article = extract(capture(text))
    assert isinstance(article, Article)
    assert article.title is None
    assert [text[s.start : s.end] for s in article.body] == [text]


HEADLINES = (
    "وزير الزراعة يفتتح معرض التمور", "البرلمان يناقش موازنة العام المقبل", "مقتل ثلاثة في حادث سير شمال المدينة", "الفريق يتعاقد مع مدرب جديد",
    "أمطار غزيرة على السواحل غدا", "إضراب في مصانع النسيج لليوم الثاني", "محادثات لتبادل الأسرى بين الطرفين", "افتتاح جسر جديد على النهر",
    "حريق في مستودع للأخشاب", "جائزة الرواية لكاتبة شابة",
)  # fmt: skip
DROPS = [
    ("nothing", "", "no-article"),
    ("marks only", "ـَُِـ \u202e\u200f ***", "no-article"),
    ("a menu, a line a step", "الرئيسية\nسياسة\nاقتصاد\nرياضة\nفن\nاتصل بنا", "no-article"),
    ("a menu on one line", "الرئيسية سياسة اقتصاد رياضة فن ثقافة", "no-article"),
    ("a missing page", "الصفحة غير موجودة\nعذرا، الصفحة التي تبحث عنها غير موجودة\nالعودة إلى الصفحة الرئيسية", "no-article"),
    ("a form", "تسجيل الدخول\nالبريد الإلكتروني\nكلمة المرور\nدخول\nنسيت كلمة المرور", "no-article"),
    ("headlines, a line each", "\n".join(HEADLINES), "list-of-links"),
    ("headlines on one line", "    ".join(HEADLINES), "list-of-links"),
    ("English", "The minister said that the government is ready for talks next week.", "not-arabic"),
    ("Persian", "وزیر امور خارجه گفت که این کشور برای گفتگو با همسایگان آماده است و می‌تواند در مذاکرات شرکت کند.", "not-arabic"),
    ("Persian on an Arabic keyboard", "وزير امور خارجه گفت كه اين كشور براي گفتگو با همسايگان آماده است و در مذاكرات شركت كرده است.", "not-arabic"),
    ("Urdu", "وزیر اعظم نے کہا ہے کہ حکومت مذاکرات کے لیے تیار ہے اور وہ اپوزیشن سے بات کرے گی۔", "not-arabic"),
    ("Pashto", "د افغانستان ولسمشر وویل چې حکومت د سولې خبرو ته چمتو دی او په دې اړه به هڅې کوي.", "not-arabic"),
    ("Sorani Kurdish", "سەرۆکی حکومەت ڕایگەیاند کە وڵات ئامادەیە بۆ گفتوگۆ لەگەڵ هەموو لایەنەکان.", "not-arabic"),
]


@pytest.mark.parametrize(("text", "reason"), [case[1:] for case in DROPS], ids=[case[0] for case in DROPS])
def test_a_page_without_an_arabic_article_is_dropped_with_its_reason(capture: MakeCapture, text: str, reason: str) -> None:
    dropped = extract(capture(text))
    assert isinstance(dropped, Dropped)
    assert dropped.reason == reason
    assert len(dropped.detail.split()) > 3


def test_arabic_with_a_persian_keyboard_is_kept(capture: MakeCapture) -> None:
    article = extract(capture("أعلنت الحکومة أن الوفد سیصل إلی المدینة الیوم، وقالت إن المحادثات ستبدأ غدا في القصر."))
    assert isinstance(article, Article)


def test_an_arabic_article_in_an_english_frame_is_kept(capture: MakeCapture) -> None:
    body = "أعلنت الحكومة وقف إطلاق النار في الجنوب بعد وساطة أممية، وقال المتحدث إن القرار يسري منذ الليلة."
    text = "Home\nNews\nSearch\n" * 20 + body + "\nورحبت المعارضة بوقف إطلاق النار وطالبت بمراقبين."
    article = extract(capture(text))
    assert isinstance(article, Article)
    assert text[article.body[0].start : article.body[0].end] == body


def test_every_label_can_be_explained() -> None:
    page = page_of(lines_of("الرئيسية | سياسة\nاقرأ أيضا: خبر آخر"))
    assert any("other articles" in because and value > 0 for value, because in reasons(page, 1, "furniture"))
    assert [each.label for each in classify("الرئيسية | سياسة")] == ["furniture"]


def test_quotes_hold_the_words_at_their_place(capture: MakeCapture) -> None:
    page = marked(next(path for path in PAGES if path.stem == "egypt_ticker_and_polls"))
    article = extract(capture(page.text))
    assert isinstance(article, Article)
    assert article.title is not None
    assert article.byline is not None
    assert_span(page.text, article.title)
    assert_span(page.text, article.byline)
    assert article.byline.text == "مدحت الجوهري"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        pytest.param("من يدفع ثمن القمح؟", "subheading", id="a-question"),
        pytest.param("وسألت النقابة: «من يدفع ثمن القمح؟».", "body", id="somebodys-question"),
    ],
)
def test_a_short_question_between_paragraphs_is_a_subheading(line: str, label: str) -> None:
    prose = "وقالت النقابة إن المزارعين لم يتسلموا ثمن القمح من الشركة منذ الصيف الماضي، وإنها سترفع الأمر إلى المحكمة في العاصمة قبل نهاية الشهر."
    text = f"نقابة المزارعين تطالب بثمن القمح\n\n{prose}\n{prose[::1].replace('النقابة', 'الشركة')}\n{line}\nوأضافت أن {prose}\nوأكدت أن {prose}"
    assert next(each.label for each in classify(text) if each.line.text == line) == label
