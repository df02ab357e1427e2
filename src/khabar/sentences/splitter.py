"""The sentences of an article, in page order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise

from khabar.arabic.markup import clean
from khabar.knowledge.tables import rows
from khabar.records.article import Article, Part
from khabar.records.capture import Media
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote, Span
from khabar.sentences.ends import ends
from khabar.sentences.lengths import cuts
from khabar.sentences.quotation import quoted_stretches

_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#\d|[a-zA-Z]{2,8};)")
_SOMETHING = re.compile(r"\w")
OUTSIDE = -1
"""`Sentence.paragraph` of a title or kicker, which is no paragraph of the body."""


def split(text: str, article: Article, media: Media | None = None) -> tuple[Sentence, ...]:
    """The sentences of the title, the kicker and the body's paragraphs, by their place in the page; comments have none.

    `text` is the capture's, into which all spans of `article` and of the result point: `text[quote.start:quote.end]` is the quote's
    text, tags and entities included. `paragraph` indexes `article.body`, -1 for a title or kicker outside it. Without `media`, a
    paragraph with tags or entities in it is read as HTML. A quotation that its paragraph does not close runs to the paragraph's end.
    """
    found: list[Sentence] = []
    at = 0
    for span, part, paragraph in sorted(_parts(article), key=lambda piece: (piece[0].start, piece[2])):
        start = max(span.start, at)
        if start < span.end:
            found.extend(_paragraph(text, Span(start, span.end), part, paragraph, media))
            at = span.end
    return tuple(found)


def _parts(article: Article) -> Iterator[tuple[Span, Part, int]]:
    kicker = article.kicker.span if article.kicker else None
    if article.title:
        yield article.title.span, "title", OUTSIDE
    if kicker and kicker not in article.body:
        yield kicker, "kicker", OUTSIDE
    subheadings = frozenset(article.subheadings)
    for number, span in enumerate(article.body):
        yield span, "kicker" if span == kicker else "subheading" if span in subheadings else "body", number
    for span in article.subheadings:
        if span not in article.body:
            yield span, "subheading", OUTSIDE


def _paragraph(text: str, span: Span, part: Part, paragraph: int, media: Media | None) -> Iterator[Sentence]:
    marked = media == "html" if media else _MARKUP.search(text, span.start, span.end) is not None
    shown = clean(text, span, "html" if marked else "text")
    quotes = quoted_stretches(shown.text)
    borders = [0, *ends(shown.text, quotes, _abbreviations(), title=part == "title", breaks=marked), len(shown.text)]
    last = span.start
    first_quote = 0
    for piece in _pieces(shown.text, borders, quotes):
        while first_quote < len(quotes) and quotes[first_quote].end <= piece.start:
            first_quote += 1
        start, end = shown.original(piece.start, piece.end)
        start = max(start, last)
        last = end
        inside = tuple(Span(*shown.original(stretch.start, stretch.end)) for stretch in _clipped(quotes, first_quote, piece, shown.text))
        yield Sentence(Quote.of(text, start, end), part, paragraph, inside)


def _pieces(text: str, borders: list[int], quotes: tuple[Span, ...]) -> Iterator[Span]:
    """The stretches between the borders, cut where they are too long, without white space at their ends; those without a word left out."""
    for begin, stop in pairwise(borders):
        inner = [begin, *cuts(text, Span(begin, stop), quotes), stop]
        for start, end in pairwise(inner):
            trimmed = _trimmed(text, start, end)
            if _SOMETHING.search(text, trimmed.start, trimmed.end):
                yield trimmed


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _clipped(quotes: tuple[Span, ...], first: int, piece: Span, text: str) -> Iterator[Span]:
    for quote in islice(quotes, first, None):
        if quote.start >= piece.end:
            return
        stretch = _trimmed(text, max(quote.start, piece.start), min(quote.end, piece.end))
        if stretch:
            yield stretch


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["form"] for row in rows("sentences/abbreviations.tsv"))
