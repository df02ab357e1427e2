"""A page as it is read: the article's blocks with the claims of each, and what of the capture is not the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from khabar.arabic.markup import clean
from khabar.desk.marks import Mark, Run, marks, runs
from khabar.ledger.stored import StoredClaim
from khabar.records.article import Article
from khabar.records.capture import Capture
from khabar.records.spans import Span

Kind = Literal["title", "kicker", "subheading", "paragraph"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or heading, and the claims whose sentences stand in it, in the order of their cues."""

    kind: Kind
    span: Span
    runs: tuple[Run, ...]
    claims: tuple[StoredClaim, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """`title` is None for an article without one. `furniture` are the lines of the page outside the article, `comments` its readers'."""

    title: Block | None
    blocks: tuple[Block, ...]
    furniture: tuple[str, ...]
    comments: tuple[str, ...]
    loose: tuple[StoredClaim, ...]
    """Claims whose sentences stand in none of the blocks."""


@lru_cache(64)
def read(page: Capture, article: Article, claims: tuple[StoredClaim, ...]) -> Reading:
    """The article of a capture as blocks of marked text, claims by the page's order. The last ones are kept: cleaning a page takes longest."""
    ordered = sorted(claims, key=lambda one: (one.claim.event.cue.start, one.id))
    sentences = {span: clean(page.text, span, page.media) for span in {one.claim.quote.span for one in claims}}
    placed = [(one, marks(one.claim, sentences[one.claim.quote.span])) for one in ordered]
    title = _block(page, "title", article.title.span, placed) if article.title else None
    blocks = tuple(_block(page, _kind(article, span), span, placed) for span in article.body)
    shown = {one.id for block in ((title,) if title else ()) + blocks for one in block.claims}
    return Reading(title, blocks, furniture(page, article), _texts(page, article.comments), tuple(one for one, _ in placed if one.id not in shown))


def _kind(article: Article, span: Span) -> Kind:
    if article.kicker and article.kicker.span.overlaps(span):
        return "kicker"
    return "subheading" if span in article.subheadings else "paragraph"


def _block(page: Capture, kind: Kind, span: Span, placed: Sequence[tuple[StoredClaim, tuple[Mark, ...]]]) -> Block:
    here = tuple(one for one, _ in placed if span.start <= one.claim.event.cue.start < span.end)
    found = [mark for _, each in placed for mark in each if span.start < mark.end and mark.start < span.end]
    return Block(kind, span, runs(clean(page.text, span, page.media), found), here)


def _texts(page: Capture, spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(text for span in spans if (text := clean(page.text, span, page.media).text.strip()))


def furniture(page: Capture, article: Article) -> tuple[str, ...]:
    """The lines of a page that are neither article nor comments: menus, tickers, datelines, credits."""
    quotes = [one.span for one in (article.title, article.kicker, article.byline) if one]
    taken = sorted([*quotes, *article.body, *article.comments])
    lines: list[str] = []
    at = 0
    for span in [*taken, Span(len(page.text), len(page.text))]:
        if span.start > at:
            lines += clean(page.text, Span(at, span.start), page.media).text.splitlines()
        at = max(at, span.end)
    return tuple(line.strip() for line in lines if line.strip())
