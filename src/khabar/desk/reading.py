"""A page as it is read: the article's blocks with the claims of each, and what of the capture is not the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from khabar.arabic.markup import Clean, clean, shown
from khabar.desk.marks import Mark, Run, marks, runs
from khabar.desk.parts import CLAIMS, slices
from khabar.ledger.stored import StoredClaim
from khabar.records.article import Article
from khabar.records.capture import Capture
from khabar.records.spans import Span

_NOTHING = Clean("", (), ())
Kind = Literal["title", "kicker", "subheading", "paragraph"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, or a piece of a long one, with the claims whose cues stand in it, in their order."""

    kind: Kind
    runs: tuple[Run, ...]
    claims: tuple[StoredClaim, ...]

    @property
    def letters(self) -> int:
        return sum(len(run.text) for run in self.runs)

    @property
    def count(self) -> int:
        return len(self.claims)


@dataclass(frozen=True, slots=True)
class Reading:
    """`title` is None for an article without one. `furniture` are the lines of the page outside the article, `comments` its readers'."""

    title: Block | None
    blocks: tuple[Block, ...]
    furniture: tuple[str, ...]
    comments: tuple[str, ...]
    loose: tuple[StoredClaim, ...]
    """Claims whose cues stand in none of the blocks."""


def read(page: Capture, article: Article, claims: tuple[StoredClaim, ...]) -> Reading:
    """The article of a capture as blocks of marked text, claims by the page's order. Long ones, which are read once for each part, are kept."""
    return _long(page, article, claims) if len(claims) > CLAIMS else _read(page, article, claims)


@lru_cache(16)
def _long(page: Capture, article: Article, claims: tuple[StoredClaim, ...]) -> Reading:
    return _read(page, article, claims)


def _read(page: Capture, article: Article, claims: tuple[StoredClaim, ...]) -> Reading:
    ordered = tuple(sorted(claims, key=lambda one: (one.claim.event.cue.start, one.id)))
    wanted = {one.claim.quote.span for one in claims if one.claim.time or one.claim.place or one.claim.condition}
    sentences = {span: clean(page.text, span, page.media) for span in wanted}
    found = sorted({mark for one in ordered for mark in marks(one.claim, sentences.get(one.claim.quote.span, _NOTHING))})
    title = _block("title", clean(page.text, article.title.span, page.media), found, ordered) if article.title else None
    blocks = tuple(block for span in article.body for block in _blocks(page, _kind(article, span), span, found, ordered))
    placed = {one.id for block in ((title,) if title else ()) + blocks for one in block.claims}
    loose = tuple(one for one in ordered if one.id not in placed)
    return Reading(title, blocks, furniture(page, article), _texts(page, article.comments), loose)


def around(page: Capture, article: Article, one: StoredClaim) -> tuple[Block, ...]:
    """The block of a claim's cue among those next to it, which are all that is cleaned. Empty where the cue stands in none."""
    spans: list[tuple[Kind, Span]] = [(_kind(article, span), span) for span in article.body]
    if article.title:
        spans.insert(0, ("title", article.title.span))
    cue, sentence = one.claim.event.cue.start, one.claim.quote.span
    at = next((number for number, (_, span) in enumerate(spans) if span.start <= cue < span.end), None)
    if at is None:
        return ()
    found = sorted(set(marks(one.claim, clean(page.text, sentence, page.media))))
    near = spans[max(0, at - 1) : at + 2]
    return tuple(block for kind, span in near for block in _blocks(page, kind, span, found, (one,)))


def _kind(article: Article, span: Span) -> Kind:
    if article.kicker and article.kicker.span.overlaps(span):
        return "kicker"
    return "subheading" if span in article.subheadings else "paragraph"


def _blocks(page: Capture, kind: Kind, span: Span, found: Sequence[Mark], claims: Sequence[StoredClaim]) -> Iterator[Block]:
    """A paragraph as one block, or as several where it is too long for a page."""
    text = clean(page.text, span, page.media)
    here = _standing(claims, span.start, span.end)
    sentences = (bisect_right(text.ends, one.claim.quote.start) for one in here)
    return (_block(kind, piece, found, here) for piece in slices(text, sentences))


def _block(kind: Kind, text: Clean, found: Sequence[Mark], claims: Sequence[StoredClaim]) -> Block:
    if not text.text:
        return Block(kind, (), ())
    start, end = text.offsets[0], text.ends[-1]
    here = found[bisect_left(found, start, key=lambda mark: mark.start) : bisect_left(found, end, key=lambda mark: mark.start)]
    return Block(kind, runs(text, here), _standing(claims, start, end))


def _standing(claims: Sequence[StoredClaim], start: int, end: int) -> tuple[StoredClaim, ...]:
    """Of claims in the order of their cues, those whose cues begin there."""
    first, last = (bisect_left(claims, at, key=lambda one: one.claim.event.cue.start) for at in (start, end))
    return tuple(claims[first:last])


def _texts(page: Capture, spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(text for span in spans if (text := shown(page.text, span, page.media).strip()))


def furniture(page: Capture, article: Article) -> tuple[str, ...]:
    """The lines of a page that are neither article nor comments: menus, tickers, datelines, credits."""
    quotes = [one.span for one in (article.title, article.kicker, article.byline) if one]
    taken = sorted([*quotes, *article.body, *article.comments])
    lines: list[str] = []
    at = 0
    for span in [*taken, Span(len(page.text), len(page.text))]:
        if span.start > at:
            lines += shown(page.text, Span(at, span.start), page.media).splitlines()
        at = max(at, span.end)
    return tuple(line.strip() for line in lines if line.strip())
