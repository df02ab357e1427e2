"""An article is what of a capture is the news item: its parts as spans of the capture, its day with the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from khabar.records.spans import Quote, Span

Precision = Literal["day", "week", "month", "season", "year", "range", "unknown"]
Part = Literal["title", "kicker", "subheading", "body"]


@dataclass(frozen=True, slots=True)
class Published:
    """When the article was published, and how that is known.

    `basis` is one of `line` (a dateline or "published on" line of the page), `metadata` (HTML head, JSON-LD), `url`, `envelope`
    (the JSON line or WARC record that carries the page), `body` (a full date in the prose that can only be the day of writing),
    `reader` (somebody who read the page supplied it).
    """

    start: str
    end: str
    basis: str
    evidence: Quote | None


@dataclass(frozen=True, slots=True)
class Supplied:
    """What a reader knows of an article that its page lacks or has wrong; None leaves what the page says."""

    published: tuple[str, str] | None = None
    """First and last possible day (ISO)."""
    outlet: str | None = None
    republished_from: str | None = None

    def complete(self, article: Article) -> Article:
        """The article with what is supplied in the place of what was found."""
        published = Published(*self.published, "reader", None) if self.published else article.published
        return replace(
            article, published=published, outlet=self.outlet or article.outlet, republished_from=self.republished_from or article.republished_from
        )


@dataclass(frozen=True, slots=True)
class Article:
    """The news item. Spans point into the capture's text; `body` holds one span a paragraph, subheadings and kicker included."""

    capture: str
    sha256: str
    language: str
    """BCP 47."""
    title: Quote | None
    kicker: Quote | None
    body: tuple[Span, ...]
    subheadings: tuple[Span, ...]
    comments: tuple[Span, ...]
    outlet: str | None
    republished_from: str | None
    byline: Quote | None
    published: Published | None
    url: str | None
