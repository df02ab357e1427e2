"""The order of the stages, written once: capture → article → sentences → mentions → claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from khabar import articles, capture, claims, mentions, sentences
from khabar.claims.coder import ClaimCoder, Coding
from khabar.knowledge.fingerprint import coding
from khabar.records.article import Article, Supplied
from khabar.records.capture import Capture, Dropped, Fault, Notice
from khabar.records.claim import Claim

STAGES = (capture, articles, sentences, mentions, claims)
"""In the order in which a page passes them; each one's docstring says what it reads and what it writes."""


@dataclass(frozen=True, slots=True)
class Coded:
    """An article with its claims."""

    capture: Capture
    article: Article
    claims: tuple[Claim, ...]
    dropped: tuple[Dropped, ...] = ()
    """What the coder said of the article and was not taken."""


def code(page: Capture, supplied: Supplied | None = None) -> Coded | Dropped:
    """One page through all stages; what a reader supplies of the article stands in the place of what the page says."""
    coded = code_by(claims.Learned(), page, supplied)
    assert not isinstance(coded, Fault), coded
    return coded


def code_by(coder: ClaimCoder, page: Capture, supplied: Supplied | None = None) -> Coded | Dropped | Fault:
    """The same with another coder of claims, which may fail."""
    article = articles.extract(page)
    if isinstance(article, Dropped):
        return article
    article = supplied.complete(article) if supplied else article
    split = sentences.split(page.text, article, page.media)
    published = article.published.end if article.published else None
    # What a noun like «التنظيم» stands for, the claims stage works out itself, from the unknown names too.
    known = mentions.find(page.text, [s.quote.span for s in split], published, article.outlet, nouns=False)
    coding = coder.code(page, article, split, known, mentions)
    return Coded(page, article, coding.claims, coding.dropped) if isinstance(coding, Coding) else coding


@cache
def version() -> str:
    """Of all that decides what a page is coded to: `program+weights.fingerprint`, the last of thresholds and knowledge.

    It reads all these files the first time, so only what writes into a ledger asks for it.
    """
    return coding(claims.WEIGHTS)


def read(
    paths: Sequence[str], stdin: BinaryIO | None = None, tell: Callable[[Notice], None] | None = None, *, distinct: bool = True
) -> Iterator[Capture | Fault]:
    """The first stage alone: everything that the paths hold.

    `tell` is given what is to be known of input that was read; with `distinct` a second page of the same id is a fault.
    """
    return capture.read(paths, stdin, tell=tell, distinct=distinct)
