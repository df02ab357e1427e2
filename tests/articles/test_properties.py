"""For any text at all: an article or a drop, every span inside the text, every quote its words. `bench/growth.py` measures the growth of time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.articles import extract
from khabar.records.article import Article
from khabar.records.capture import DROP_REASONS, Capture, Dropped
from khabar.records.spans import Quote, Span, assert_span

PIECES = st.sampled_from(
    (
        "قالت الحكومة إنها ستوقع اتفاقا مع المعارضة في العاصمة بعد وساطة أممية", "اقرأ أيضا", "التعليقات", "نشر في",
        "17 - 09 - 2018", "كتب: فلان", "القاهرة - فلان", "١٢ مايو ٢٠١٩", "أمس الـ14 من يونيو من عام 2018", "10 رجب 1436هـ",
        "جميع الحقوق محفوظة لـ", "المصدر:", "\n", "\n\n\n", "   ", ".", "؟", ":", " ", "\r\n", "\u2028", "&", "ـَُِ", "\u202e", "\u200f",
        "ﷺ", "ﻻ", "12", "/", "-", "(", ")", "«", "»", "Latin words", "فلان - وكالات:", "\u0000", "😀",
    )
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES, max_size=60).map(" ".join))


def _check(text: str, result: Article | Dropped) -> None:
    if isinstance(result, Dropped):
        assert result.reason in DROP_REASONS
        assert result.detail
        return
    quotes: list[Quote | None] = [result.title, result.kicker, result.byline, result.published.evidence if result.published else None]
    for quote in quotes:
        if quote:
            assert_span(text, quote)
            assert quote.text
    spans: tuple[Span, ...] = (*result.body, *result.comments)
    assert result.body
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert not any(text[span.start].isspace() or text[span.end - 1].isspace() for span in spans)
    assert all(a.end <= b.start for a, b in zip(sorted(spans), sorted(spans)[1:], strict=False))
    assert set(result.subheadings) <= set(result.body)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_text_gives_an_article_or_a_drop_with_true_spans(capture: Callable[..., Capture], text: str) -> None:
    _check(text, extract(capture(text)))


SENTENCE = "قال الوزير إن الحكومة ستوافق على الاتفاق في المدينة "
LONG = [
    ("a line of 100,000 words", SENTENCE * 11_200),
    ("a line of 100,000 words with runs of spaces", (SENTENCE + "   ") * 11_200),
    ("days without years", "اليوم الأحد 3 " * 20_000),
    ("months", "مارس " * 50_000),
    ("stops", "نعم قال في من " + "." * 200_000),
    ("spaces", "قال" + " " * 300_000 + "من"),
    ("brackets", "قال " + "(" * 200_000),
]


@pytest.mark.parametrize("text", [case[1] for case in LONG], ids=[case[0] for case in LONG])
def test_long_input_is_read(capture: Callable[..., Capture], text: str) -> None:
    _check(text, extract(capture(text)))
