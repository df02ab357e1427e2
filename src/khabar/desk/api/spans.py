"""Where on a page stands what: the parts of the article, and the words of its claims by role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from khabar.records.article import Article
from khabar.records.claim import Claim
from khabar.records.spans import Quote


def spans(article: Article | None, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """Sorted by their beginnings, the longest first; offsets in code points into the capture."""
    found = [*(_parts(article) if article else ()), *(each for one in claims for each in _words(one))]
    told = [{"start": start, "end": end, "role": role, "claim": claim} for start, end, role, claim in dict.fromkeys(found)]
    return sorted(told, key=lambda one: (one["start"], -one["end"], one["role"], one["claim"] or ""))


Stretch = tuple[int, int, str, str | None]


def _parts(article: Article) -> Iterator[Stretch]:
    evidence = article.published.evidence if article.published else None
    quotes: tuple[tuple[str, Quote | None], ...] = (
        ("title", article.title), ("kicker", article.kicker), ("byline", article.byline), ("published", evidence),
    )  # fmt: skip
    yield from ((quote.start, quote.end, role, None) for role, quote in quotes if quote)
    for role, several in (("body", article.body), ("subheading", article.subheadings), ("comment", article.comments)):
        yield from ((span.start, span.end, role, None) for span in several)


def _words(claim: Claim) -> Iterator[Stretch]:
    yield claim.quote.start, claim.quote.end, "quote", claim.id
    yield claim.event.cue.start, claim.event.cue.end, "cue", claim.id
    for role, side in (("actor", claim.actor), ("recipient", claim.recipient)):
        yield from ((one.start, one.end, role, claim.id) for one in side)
    for link in claim.attribution:
        if link.start is not None and link.end is not None:
            yield link.start, link.end, "speaker", claim.id
