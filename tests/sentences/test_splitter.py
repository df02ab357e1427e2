"""Sentences of articles: where they end, what they quote, and what holds for any text."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.arabic.markup import clean
from khabar.records.article import Article
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote, Span, assert_span
from khabar.sentences import split

EMPTY = Article("c", "0" * 64, "ar", None, None, (), (), (), None, None, None, None, None)


def body_of(text: str) -> Article:
    return replace(EMPTY, body=(Span(0, len(text)),))


def sentences(text: str) -> list[str]:
    return [sentence.quote.text for sentence in split(text, body_of(text))]


def quoted(text: str) -> list[list[str]]:
    return [[text[span.start : span.end] for span in sentence.quoted] for sentence in split(text, body_of(text))]


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(["قصف الجيش البلدة.", "ونزح السكان عنها."], id="full-stops"),
        pytest.param(["من يحكم الميناء؟", "لا أحد يعرف!", "هكذا قال الحارس."], id="question-and-exclamation"),
        pytest.param(["هل انتهت الحرب ?", "لم تنته."], id="latin-question-mark-after-space"),
        pytest.param(["أعلن الناطق «انتهت المعركة.»", "وغادر القاعة."], id="closing-quote-belongs-to-it"),
    ],
)
def test_ends_a_sentence(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_missing_space_between_arabic_words_still_ends_it() -> None:
    assert sentences("انتهى القتال.وأضاف الناطق أنه راض") == ["انتهى القتال.", "وأضاف الناطق أنه راض"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("بلغت النسبة 4.5 في المئة هذا العام", id="decimal-point"),
        pytest.param("قال د. سامر الحلو إن الوضع صعب", id="doctor"),
        pytest.param("نقلت أ.ف.ب. عن شهود أن القصف استمر", id="agency"),
        pytest.param("على بعد 20 كلم. من الحدود الشمالية", id="kilometres"),
        pytest.param("راسلونا على ص.ب. 114 أو على الموقع", id="post-box"),
        pytest.param("نشر على www.example.org/a.b صورا للموقع", id="address"),
        pytest.param("قال إنه... لا يعرف شيئا", id="ellipsis"),
        pytest.param("قال إنه… لا يعرف شيئا", id="ellipsis-sign"),
        pytest.param("سأل «أين الأسرى؟»، ثم غادر القاعة", id="question-then-comma"),
        pytest.param("قال «لن نعود.»، وخرج مسرعا", id="stop-in-quotes-then-comma"),
        pytest.param("كتابه «من يملك البحر؟» صدر أمس", id="title-with-question-mark"),
        pytest.param("وصل القائد (قائد اللواء. سابقا) إلى البلدة", id="inside-brackets"),
        pytest.param("(انسحب الجميع.) ثم عادوا", id="sentence-in-brackets"),
        pytest.param("وصل J. Smith إلى البلدة", id="latin-initial"),
    ],
)
def test_does_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_an_unclosed_bracket_holds_no_sentence_back() -> None:
    assert sentences("قال (وهو يضحك. ثم سكت طويلا. وغادر.") == ["قال (وهو يضحك.", "ثم سكت طويلا.", "وغادر."]


@pytest.mark.parametrize(
    ("words", "count"),
    [("قصف عنيف على الميناء .. والسكان ينزحون", 1), ("قصف عنيف على الميناء منذ ساعات الصباح الأولى .. والسكان ينزحون إلى القرى المجاورة سيرا", 2)],
)
def test_two_dots_part_only_a_long_title(words: str, count: int) -> None:
    titled = replace(EMPTY, title=Quote.of(words, 0, len(words)))
    assert [s.part for s in split(words, titled)] == ["title"] * count
    assert sentences(words) == [words]


def test_parts_stand_in_page_order_with_their_paragraph() -> None:
    lines = ["عنوان تمهيدي", "عنوان الخبر", "فقرة أولى. وتتمتها.", "عنوان فرعي", "فقرة ثانية", "تعليق قارئ"]
    text = "\n".join(lines)
    spans = [Span(text.index(line), text.index(line) + len(line)) for line in lines]
    article = replace(
        EMPTY,
        title=Quote.of(text, spans[1].start, spans[1].end),
        kicker=Quote.of(text, spans[0].start, spans[0].end),
        body=(spans[2], spans[3], spans[4]),
        subheadings=(spans[3],),
        comments=(spans[5],),
    )
    assert [(s.part, s.paragraph, s.quote.text) for s in split(text, article)] == [
        ("kicker", -1, "عنوان تمهيدي"),
        ("title", -1, "عنوان الخبر"),
        ("body", 0, "فقرة أولى."),
        ("body", 0, "وتتمتها."),
        ("subheading", 1, "عنوان فرعي"),
        ("body", 2, "فقرة ثانية"),
    ]


def test_a_kicker_inside_the_body_keeps_its_part() -> None:
    text = "تمهيد\nمتن الخبر"
    article = replace(EMPTY, kicker=Quote.of(text, 0, 5), body=(Span(0, 5), Span(6, len(text))))
    assert [(s.part, s.paragraph) for s in split(text, article)] == [("kicker", 0), ("body", 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("قال «لن نفاوض» ثم سكت", [["لن نفاوض"]], id="guillemets"),
        pytest.param('قال "لن نفاوض" ثم سكت', [["لن نفاوض"]], id="straight"),
        pytest.param("قال “لن نفاوض” ثم سكت", [["لن نفاوض"]], id="curly"),
        pytest.param("قال ”لن نفاوض“ ثم سكت", [["لن نفاوض"]], id="curly-reversed"),
        pytest.param("قال “لن نفاوض“ ثم سكت", [["لن نفاوض"]], id="one-shape-on-both-sides"),
        pytest.param("قال »لن نفاوض« ثم سكت", [["لن نفاوض"]], id="guillemets-reversed"),
        pytest.param("قال ‘لن نفاوض’ ثم سكت", [["لن نفاوض"]], id="single"),
        pytest.param("قال ''لن نفاوض'' ثم سكت", [["لن نفاوض"]], id="doubled-apostrophes"),
        pytest.param("تابع لـ«الكتلة» و“التيار”", [["الكتلة", "التيار"]], id="after-clitics"),
        pytest.param("قال «إن “الكتلة” لن تفاوض» وخرج", [["إن “الكتلة” لن تفاوض"]], id="nested-other-marks"),
        pytest.param("قال «إن «الكتلة» لن تفاوض» وخرج", [["إن «الكتلة» لن تفاوض"]], id="nested-same-marks"),
        pytest.param("قال «لن نفاوض أحدا. وسنبقى هنا»", [["لن نفاوض أحدا."], ["وسنبقى هنا"]], id="over-two-sentences"),
        pytest.param("قال «لن نفاوض أحدا. وسنبقى هنا", [["لن نفاوض أحدا."], ["وسنبقى هنا"]], id="never-closed"),
        pytest.param("لن نفاوض» قال الناطق ثم سكت", [[]], id="closed-only"),
        pytest.param("لا اقتباس هنا أبدا", [[]], id="none"),
        pytest.param("قال الناطق O'Neil إنه راض", [[]], id="apostrophe-in-a-name"),
        pytest.param('شاشة بحجم 5" عرضت الصور', [[]], id="inches"),
    ],
)
def test_quoted_stretches(text: str, expected: list[list[str]]) -> None:
    assert quoted(text) == expected


def test_quotation_ends_with_its_paragraph() -> None:
    text = "قال «لن نفاوض\nوغادر القاعة"
    first = text.index("\n")
    article = replace(EMPTY, body=(Span(0, first), Span(first + 1, len(text))))
    assert [len(s.quoted) for s in split(text, article)] == [1, 0]


LONG = " ".join(f"كلمة{n}" if n % 12 else f"وعاد{n}،" for n in range(1, 400))


@pytest.mark.parametrize("text", [LONG, LONG.replace("،", ""), " ".join(["لفظ"] * 900), f"قال «{LONG}»"], ids=["commas", "waw", "nothing", "quoted"])
def test_a_sentence_never_has_more_than_160_words(text: str) -> None:
    lengths = [len(sentence.split()) for sentence in sentences(text)]
    assert max(lengths) <= 160
    assert min(lengths) >= 20


def test_a_long_sentence_is_cut_after_a_comma_outside_quotation_marks() -> None:
    outside, inside = "و" + " ".join(["ذهبوا"] * 50) + "، ", "«" + "، ".join(["بعيدا جدا"] * 20) + "» "
    text = outside + inside + "، " + " ".join(["وعادوا"] * 40)
    first, second = sentences(text)
    assert first.endswith(("ذهبوا،", "»", "،"))
    assert first.count("«") == first.count("»")
    assert second


def test_a_sentence_of_110_words_stays_whole() -> None:
    assert len(sentences("، ".join(["لفظ"] * 110))) == 1


def test_markup_stays_in_the_quote_but_not_in_the_way() -> None:
    text = "<p>قال <b>د.</b> سامر &laquo;انتهى&raquo; الأمر.<br>وغادر&nbsp;القاعة.</p>"
    found = split(text, body_of(text))
    assert [s.quote.text for s in found] == ["قال <b>د.</b> سامر &laquo;انتهى&raquo; الأمر.", "وغادر&nbsp;القاعة."]
    assert [text[q.start : q.end] for q in found[0].quoted] == ["انتهى"]


def test_plain_text_with_an_angle_bracket_is_kept() -> None:
    text = "النسبة < 5 في المئة. وهي تنخفض."
    assert sentences(text) == ["النسبة < 5 في المئة.", "وهي تنخفض."]


PIECES = st.sampled_from(
    [
        "قال",
        "وعاد",
        "د",
        "أ",
        "3",
        "كلم",
        ".",
        "..",
        "…",
        "؟",
        "!",
        "،",
        "«",
        "»",
        '"',
        "“",
        "”",
        "'",
        "''",
        "(",
        ")",
        "[",
        "]",
        " ",
        "\n",
        "\n\n",
        "<b>",
        "</p>",
        "<br>",
        "&nbsp;",
        "&quot;",
        "&lt;",
        "<",
        "&",
        "ـ",
        "ً",
        "a.b",
        ":",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80) | st.lists(PIECES, max_size=30).map(lambda p: "".join(p) * 12)


def holds(text: str, article: Article, found: tuple[Sentence, ...]) -> None:
    for sentence in found:
        assert_span(text, sentence.quote)
        assert all(sentence.quote.span.covers(span) and len(span) for span in sentence.quoted)
        assert all(a.end <= b.start for a, b in zip(sentence.quoted, sentence.quoted[1:], strict=False))
    assert all(a.quote.end <= b.quote.start for a, b in itertools.pairwise(found))
    covered = {at for sentence in found for at in range(sentence.quote.start, sentence.quote.end)}
    for span in article.body:
        shown = clean(text, span, "html" if "<" in text or "&" in text else "text")
        words = {offset for offset, character in zip(shown.offsets, shown.text, strict=True) if character.isalnum()}
        assert words <= covered


@settings(deadline=None)
@given(TEXTS)
def test_any_text_gives_true_ordered_spans_that_cover_all_words(text: str) -> None:
    article = body_of(text)
    holds(text, article, split(text, article))


@settings(deadline=None)
@given(TEXTS, st.lists(st.integers(0, 80), max_size=6))
def test_any_paragraphs_even_overlapping_ones_do_so_too(text: str, edges: list[int]) -> None:
    inside = sorted(min(edge, len(text)) for edge in edges)
    article = replace(EMPTY, body=tuple(Span(a, b) for a, b in zip(inside[::2], inside[1::2], strict=False)))
    for sentence in (found := split(text, article)):
        assert_span(text, sentence.quote)
    assert all(a.quote.end <= b.quote.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("piece", ["قال الناطق إنه راض. ", "«", "(", ". ", "«قال» ", "لفظ", "<b", "&", "ا.", '"', "؟»"])
def test_a_long_run_of_one_piece_is_split(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    found = split(text, body_of(text))
    assert sum(len(sentence.quote.text) for sentence in found) <= len(text)
    for sentence in found:
        assert_span(text, sentence.quote)
