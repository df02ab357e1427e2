"""One article of one capture: reads its parts by the reader for its kind, then dates it and names who stands behind it."""

from __future__ import annotations

from khabar.arabic.markup import clean
from khabar.articles import credits as behind
from khabar.articles import html, text
from khabar.articles.dating import published
from khabar.articles.language import NAMES, language_of
from khabar.articles.parts import Parts
from khabar.records.article import Article
from khabar.records.capture import Capture, Dropped


def extract(capture: Capture) -> Article | Dropped:
    """The article of `capture`, every span of it pointing into `capture.text`; or the reason why there is none.

    Reasons are `not-arabic`, `no-article` and `list-of-links` of `DROP_REASONS`. Time is linear in the length of the text.
    """
    if capture.media == "text":
        language, why = language_of(capture.text)
        if language not in {"ar", "zxx"}:
            return _foreign(capture, language, why)
    parts = html.read(capture) if capture.media == "html" else text.read(capture)
    if isinstance(parts, Dropped):
        return parts
    if not parts.body:
        return Dropped(capture.id, "no-article", "no paragraph of prose was found")
    language, why = language_of("\n".join(clean(capture.text, span, capture.media).text for span in parts.body))
    return _article(capture, parts) if language == "ar" else _foreign(capture, language, why)


def _foreign(capture: Capture, language: str, why: str) -> Dropped:
    return Dropped(capture.id, "not-arabic", why if language in NAMES else f"the text is not in Arabic: {why}")


def _article(capture: Capture, parts: Parts) -> Article:
    outlet, origin = behind.outlet(capture, parts)
    return Article(
        capture=capture.id,
        sha256=capture.sha256,
        language="ar",
        title=parts.title,
        kicker=parts.kicker,
        body=parts.body,
        subheadings=parts.subheadings,
        comments=parts.comments,
        outlet=outlet,
        republished_from=origin,
        byline=behind.byline(capture, parts),
        published=published(capture, parts),
        url=capture.url,
    )
