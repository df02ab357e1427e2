"""The whole way from a page to its claims: offsets, order, and no text that breaks it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from khabar import pipeline
from khabar.knowledge import plover
from khabar.pipeline import Coded
from khabar.records.article import Supplied
from khabar.records.capture import DROP_REASONS, Capture, Dropped, Media
from khabar.records.jsonl import article_record, claim_record, line
from khabar.records.spans import Quote, assert_span

PROSE = (
    "اعتقلت شرطة الميناء يوم الأحد ثلاثة من أعضاء نقابة الصيادين قرب السوق القديم. وقال الناطق باسم النقابة نادر السهيل إن الشرطة ضربت المعتقلين.",
    "وأضاف أن النقابة ستنظم إضرابا إذا لم تفرج السلطات عنهم. ونفت وزارة الداخلية اللبنانية أن يكون رجالها قد ضربوا أحدا.",
    "ودعت الأمم المتحدة لبنان إلى الإفراج عن الصيادين، بحسب وكالة رويترز، بينما التقى الرئيس المصري نظيره التركي في القاهرة أمس.",
)
TITLE = "اعتقال صيادين في الميناء"
TEXT = "\n\n".join((TITLE, "بيروت - 2 يونيو 2015", *PROSE))
HTML = (
    f"<!DOCTYPE html><html lang=ar><head><title>{TITLE}</title><meta property='article:published_time' content='2015-06-02'></head><body>"
    f"<nav><a href=/>الرئيسية</a></nav><article><h1>{TITLE}</h1>"
    + "".join(f"<p>{p.replace('الشرطة', '<b>الشرطة</b>').replace(' إن ', '&nbsp;إن ')}</p>" for p in PROSE)
    + "</article></body></html>"
)


def page(text: str, media: Media = "text") -> Capture:
    return Capture("page", hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), text, media, "page", "utf-8")


def coded(text: str, media: Media = "text") -> Coded:
    found = pipeline.code(page(text, media))
    assert isinstance(found, Coded)
    return found


def quotes(found: Coded) -> Iterator[Quote]:
    """Everything in an article and its claims that says where it stands."""
    article = found.article
    yield from (q for q in (article.title, article.kicker, article.byline, article.published.evidence if article.published else None) if q)
    for claim in found.claims:
        yield from (claim.quote, claim.event.cue)


def check(found: Coded) -> None:
    """Offsets are true, and every claim is whole."""
    text = found.capture.text
    for quote in quotes(found):
        assert_span(text, quote)
    for claim in found.claims:
        own = claim.quote.span
        assert claim.actor or claim.recipient
        assert claim.event.type in plover.types()
        assert claim.event.mode in (None, *plover.modes()[claim.event.type])
        assert claim.status in plover.STATUSES
        assert claim.condition is None or claim.status == "conditional"
        assert own.covers(claim.event.cue.span)
        assert 0 <= claim.coder.score <= 1
        for entity in claim.actor + claim.recipient:
            assert_span(text, Quote(entity.start, entity.end, entity.mention))
            assert entity.mention.strip()
            assert entity.name.strip()
        for number in claim.numbers:
            assert number.high is None or 0 <= number.low <= number.high
            for quote in filter(None, (number.words, number.unit, number.who)):
                assert_span(text, quote)
        for link in claim.attribution:
            assert (link.start is None) == (link.end is None)
            assert link.start is None or link.end is None or text[link.start : link.end].strip()
    assert len({claim.id for claim in found.claims}) == len(found.claims)


@pytest.mark.parametrize(("text", "media"), [(TEXT, "text"), (HTML, "html")], ids=["text", "html"])
def test_a_page_becomes_claims_with_true_offsets(text: str, media: Media) -> None:
    found = coded(text, media)
    assert found.article.title is not None
    assert found.article.title.text == TITLE
    assert found.article.published is not None
    assert found.article.published.start == "2015-06-02"
    assert {claim.event.type for claim in found.claims} & {"COERCE", "ASSAULT"}
    check(found)


def test_html_and_text_of_one_article_are_coded_alike() -> None:
    """All but the offsets: the markup does not reach the model."""

    def gist(found: Coded) -> set[tuple[object, ...]]:
        return {(c.event.type, c.status, tuple(e.name for e in c.actor), tuple(e.name for e in c.recipient)) for c in found.claims}

    one, other = gist(coded(TEXT)), gist(coded(HTML, "html"))
    assert len(one & other) >= 0.7 * max(len(one), len(other), 1)


def test_the_same_page_gives_the_same_bytes() -> None:
    once, again = (
        "\n".join(line(record) for record in (article_record(found.article), *map(claim_record, found.claims)))
        for found in (coded(TEXT), coded(TEXT))
    )
    assert once == again


def test_a_page_is_coded_alike_whatever_came_before_it() -> None:
    alone = coded(TEXT)
    pipeline.code(page(HTML, "html"))
    assert coded(TEXT) == alone


def test_claims_come_in_page_order() -> None:
    starts = [(claim.quote.start, claim.event.cue.start) for claim in coded(TEXT).claims]
    assert starts == sorted(starts)


DROPPED = {
    "english": "The port police arrested three members of the fishermen's union on Sunday near the old market, a spokesman said. " * 5,
    "nothing": "",
    "numbers": "123 456 789 " * 20,
}


@pytest.mark.parametrize("text", DROPPED.values(), ids=DROPPED)
def test_what_is_no_arabic_article_is_dropped_with_a_reason(text: str) -> None:
    found = pipeline.code(page(text))
    assert isinstance(found, Dropped)
    assert found.reason in DROP_REASONS
    assert found.detail


def test_the_stages_are_in_the_order_of_the_page() -> None:
    assert [stage.__name__ for stage in pipeline.STAGES] == [f"khabar.{n}" for n in ("capture", "articles", "sentences", "mentions", "claims")]
    assert all("reads" in (stage.__doc__ or "").lower() and "writes" in (stage.__doc__ or "") for stage in pipeline.STAGES)


def test_reading_gives_captures() -> None:
    (found,) = pipeline.read(["-"], io.BytesIO(TEXT.encode()))
    assert isinstance(found, Capture)
    assert found.text == TEXT


# --- any text

PIECES = st.sampled_from(
    (
        *PROSE, TITLE, "بيروت - 2 يونيو 2015", "وقال الناطق باسم الجيش السوري إن مقاتلي داعش قصفوا حلب", "«", "»", "\"", "وأضاف أن الطرفين",
        "اتفقا على وقف إطلاق النار", "إذا انسحبت تركيا", "حزب الله وحركة حماس", "أمس", "الأسبوع الماضي", ".", "،", "؟", ":", "\n", "\n\n", " ",
        "ـــــ", "َُِّ", "ق\u064eـ\u0651صف", "\u202e", "\u200f", "\u2067", "\ufeff", "\u200d", "ﷺ", "ﻻ", "گپچ", "&nbsp;", "<b>", "</p>", "<!--",
        "😀", "\u0000", "\ufffd", "\u2028", "كلمة" * 300, "٢٠١٥", "Reuters", "!" * 50,
    )
)  # fmt: skip
ARABIC = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىئؤ َُِّْـ،.؟:«»\n٠١٢\u200f\u202e"), max_size=300)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join), ARABIC, st.text(max_size=200)
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(("text", "html")))
def test_any_text_gives_true_offsets_or_a_reason(text: str, media: Media) -> None:
    found = pipeline.code(page(text, media))
    if isinstance(found, Dropped):
        assert found.reason in DROP_REASONS
    else:
        check(found)


@example("ﷺ")
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=12).map(" ".join))
def test_any_text_inside_an_article_gives_true_offsets(noise: str) -> None:
    """The same noise where it reaches the model: between paragraphs of news."""
    found = pipeline.code(page("\n\n".join((TITLE, PROSE[0], f"وقال {noise}", PROSE[1], PROSE[2]))))
    if isinstance(found, Coded):
        check(found)


def test_what_a_reader_supplies_stands_in_the_place_of_what_the_page_says() -> None:
    undated = "\n\n".join((TITLE, *PROSE))
    found = pipeline.code(page(undated), Supplied(("2015-06-02", "2015-06-02"), "صدى المرفأ", "وكالة الساحل"))
    assert isinstance(found, Coded)
    article = found.article
    assert article.published is not None
    assert (article.published.start, article.published.basis, article.outlet, article.republished_from) == (
        "2015-06-02",
        "reader",
        "صدى المرفأ",
        "وكالة الساحل",
    )
    assert "2015-06-01" in {claim.time.start for claim in found.claims if claim.time}
    assert {claim.attribution[-1].name for claim in found.claims} == {"صدى المرفأ"}
    before = coded(undated)
    assert pipeline.code(page(undated), Supplied()) == before
    assert [claim.time.start for claim in before.claims if claim.time and claim.time.basis == "relative"].count(None) > 0
