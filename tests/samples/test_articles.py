"""What `expected.yaml` promises of the sample pages, as the articles stage finds it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from khabar import articles, capture
from khabar.arabic.markup import clean
from khabar.records.article import Article
from khabar.records.capture import Capture
from khabar.records.spans import Quote, Span, assert_span

SAMPLES = Path(__file__).parents[2] / "samples"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((SAMPLES / "expected.yaml").read_text(encoding="utf-8"))


@cache
def captures() -> dict[str, Capture]:
    return {page.id: page for page in capture.read([str(SAMPLES)]) if isinstance(page, Capture) and page.id in EXPECTED}


@cache
def article(name: str) -> Article:
    found = articles.extract(captures()[name])
    assert isinstance(found, Article)
    return found


def shown(name: str, place: Span | Quote | None) -> str | None:
    """The words of a place as a reader sees them."""
    page = captures()[name]
    return clean(page.text, Span(place.start, place.end), page.media).text if place else None


def paragraphs(name: str) -> list[str]:
    """The body without kicker and subheadings."""
    found = article(name)
    others = {*found.subheadings, *([found.kicker.span] if found.kicker else [])}
    return [shown(name, span) or "" for span in found.body if span not in others]


def test_every_sample_is_read() -> None:
    assert set(captures()) == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_title_and_kicker(name: str) -> None:
    found = article(name)
    assert (shown(name, found.title), shown(name, found.kicker)) == (EXPECTED[name]["title"], EXPECTED[name]["kicker"])


@pytest.mark.parametrize("name", EXPECTED)
def test_paragraphs_and_subheadings(name: str) -> None:
    found, expected = paragraphs(name), EXPECTED[name]
    assert len(found) == expected["paragraphs"]
    assert [text[: len(opens)] for text, opens in zip(found, expected["opens"], strict=True)] == expected["opens"]
    assert [shown(name, span) for span in article(name).subheadings] == expected["subheadings"]


@pytest.mark.parametrize("name", EXPECTED)
def test_day_of_publication(name: str) -> None:
    published = article(name).published
    assert (published.start if published else None) == EXPECTED[name]["published"]
    assert published is None or published.start == published.end


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("field", ["outlet", "republished_from"])
def test_outlet_and_origin(name: str, field: str) -> None:
    found, expected = getattr(article(name), field), EXPECTED[name][field]
    assert (found is None) == (expected is None)
    assert expected is None or expected in found


@pytest.mark.parametrize("name", EXPECTED)
def test_comments_are_those_of_readers_in_order_and_nothing_else_of_length(name: str) -> None:
    texts = [shown(name, span) or "" for span in article(name).comments]
    long = [text for text in texts if len(text.split()) >= 6]
    assert [text[: len(opens)] for text, opens in zip(long, EXPECTED[name]["comments"], strict=True)] == EXPECTED[name]["comments"]


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("01-truce.html", "ريما الصابوني"),
        ("03-expulsion.html", "نهلة العزبى"),
        ("06-strike.html", "هيئة التحرير"),
        ("07-march.html", "مكتب قابس"),
        ("08-offer.txt", None),
    ],
)
def test_byline(name: str, author: str | None) -> None:
    assert shown(name, article(name).byline) == author


@pytest.mark.parametrize("name", EXPECTED)
def test_every_quote_is_its_words(name: str) -> None:
    found, text = article(name), captures()[name].text
    quotes = [found.title, found.kicker, found.byline, found.published.evidence if found.published else None]
    for quote in filter(None, quotes):
        assert_span(text, quote)
