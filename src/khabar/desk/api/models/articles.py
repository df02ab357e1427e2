"""Articles, as `khabar article` prints them, their text, and what they share with others."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from khabar.desk.api.models.base import ArticleId, Day, Instant, Quote, Shape, Span
from khabar.desk.api.models.claims import CodedClaim
from khabar.records.copy import DirectionBasis


class Published(Shape):
    start: Day
    end: Day
    basis: str
    evidence: Quote | None


class CodedArticle(Shape):
    kind: Literal["article"]
    capture: str
    sha256: str
    url: str | None
    language: str
    title: Quote | None
    kicker: Quote | None
    body: list[Span]
    subheadings: list[Span]
    comments: list[Span]
    outlet: str | None
    republished_from: str | None
    byline: Quote | None
    published: Published | None


class CodedDropped(Shape):
    capture: str
    reason: str
    detail: str


class Article(CodedArticle):
    """An article of the ledger."""

    id: str
    source: str
    coder: str
    learned: Instant
    claims: int


class Dropped(Shape):
    """A page of the ledger that was not coded, and why."""

    kind: Literal["dropped"]
    capture: str
    reason: str
    detail: str
    sha256: str
    id: str
    source: str
    coder: str
    learned: Instant
    claims: int


class Reused(Shape):
    article: ArticleId
    relation: Literal["copy", "excerpt", "rewrite"]
    source: ArticleId | None
    because: str


class OneArticle(Article):
    """An article with what it shares with others."""

    copy_of: ArticleId | None
    reuses: list[Reused]


class OneDropped(Dropped):
    copy_of: ArticleId | None
    reuses: list[Reused]


class Passage(Shape):
    first: Span
    second: Span
    words: int
    edits: int


class Reuse(Shape):
    """Two articles that share passages."""

    kind: Literal["reuse"]
    first: ArticleId
    second: ArticleId
    relation: Literal["copy", "excerpt", "rewrite"]
    why: str
    source: ArticleId | None
    basis: DirectionBasis
    because: str
    passages: list[Passage]
    features: dict[str, float]


Role = Literal["title", "kicker", "byline", "published", "body", "subheading", "comment", "quote", "cue", "actor", "recipient", "speaker"]


class Marked(Shape):
    """A stretch of the text; those of one claim carry its id."""

    start: int
    end: int
    role: Role
    claim: str | None


class Text(Shape):
    """A page as received, and where in it stands what. It may hold markup: show it as text, never as a page."""

    kind: Literal["text"]
    article: ArticleId
    media: Literal["text", "html"]
    text: str
    spans: list[Marked]


class Coded(Shape):
    """A text as it was coded, with nothing stored: an article and its claims, or why it was dropped."""

    kind: Literal["coded"]
    article: CodedArticle | None
    dropped: CodedDropped | None
    claims: list[CodedClaim] = Field(description="In the order of the text.")
