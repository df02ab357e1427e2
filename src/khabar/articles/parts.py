"""What the readers of a page, the HTML one and the tag-less one, both hand to `articles.extract`."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.records.spans import Quote, Span


@dataclass(frozen=True, slots=True)
class Parts:
    """Spans of the capture's text, in page order. `body` holds a span a paragraph, with kicker and subheadings among them."""

    title: Quote | None
    kicker: Quote | None
    body: tuple[Span, ...]
    subheadings: tuple[Span, ...]
    comments: tuple[Span, ...]
    byline: Quote | None
    furniture: tuple[Span, ...]
    """Lines near the article that are not of it: datelines, "published in … on …", tags, share boxes, source credits."""
    outlet: str | None = None
    """The outlet as the page's own metadata names it (og:site_name, JSON-LD publisher), if it does."""
    declared_dates: tuple[tuple[str, Quote | None], ...] = ()
    """Publication days that the page's metadata declares, as ISO days, each with the place in the capture that says so."""
