"""What an HTML page declares of itself in its head, its JSON-LD and its `time` elements, each with its place in the source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate
from html import unescape

from khabar.arabic.markup import Token, attributes, tokens
from khabar.records.spans import Quote

_PUBLISHED = frozenset({
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish_date", "publish-date", "publication_date", "publicationdate", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.created", "dcterms.issued", "date.issued", "article_date_original", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime",
    "originalpublicationdate", "datecreated", "article.published", "rnews:datepublished",
})  # fmt: skip
"""Names of meta elements that give the day of publication (Open Graph, Dublin Core, schema.org, and habits of publishing systems)."""
_TITLES = ("og:title", "twitter:title", "title", "dc.title")
_SITES = ("og:site_name", "application-name")
_CONTENT = re.compile(r"\b(?:content|datetime)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_LD_DATE = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\"")
_LD_DATED = re.compile(r"\"dateCreated\"\s*:\s*\"([^\"]{8,40})\"")
_ISO = re.compile(r"\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|\s*(\d{4})(\d{2})(\d{2})(?:T|\s*$)")
_MARKED = re.compile(r"logo|application/(?:rss|atom)\+xml", re.I)
_FEED = re.compile(r"\s*[«»|\-–—]\s*")
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class TimeElement:
    """A `time` element or an element with a declared publication day, in the body of the page."""

    day: str
    quote: Quote
    sure: bool
    """Whether it says itself that it is the day of publication (`pubdate`, `itemprop="datePublished"`)."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """`titles` are clean, most trusted first; `title_element` is where the title element's words stand."""

    titles: tuple[str, ...]
    title_element: Quote | None
    authors: tuple[str, ...]
    site: str | None
    dates: tuple[tuple[str, Quote], ...]
    times: tuple[TimeElement, ...]
    marks: tuple[str, ...] = ()
    """What the page's logos and feeds are called."""


def metadata(source: str) -> Metadata:
    """Everything that is declared; nothing is made up where nothing is."""
    named: dict[str, list[str]] = {}
    dates: list[tuple[str, Quote]] = []
    times: list[TimeElement] = []
    linked: list[object] = []
    marks: list[str] = []
    title: Quote | None = None
    inside = ""
    for token in tokens(source):
        if token.kind == "open" and token.name == "meta":
            _meta(source, token, named, dates)
        elif token.kind == "open" and token.name in {"img", "link", "a"} and _MARKED.search(token.attributes):
            marks.extend(_mark(token))
        elif token.kind == "open" and ("datetime" in token.attributes or "datePublished" in token.attributes):
            times.extend(_times(source, token))
        elif token.kind == "open" and token.name == "abbr" and "published" in token.attributes:
            times.extend(_stamp(source, token))
        elif token.kind == "raw" and token.name == "title" and title is None:
            title = _trimmed(source, token.start, token.end)
        elif token.kind == "raw" and token.name == "script" and "ld+json" in inside:
            dates.extend(_linked_dates(source, token))
            linked.append(_json(source[token.start : token.end]))
        inside = token.attributes if token.kind == "open" else ""
    return Metadata(
        titles=tuple(t for name in _TITLES for t in named.get(name, [])) + ((_plain(title.text),) if title else ()),
        title_element=title,
        authors=tuple(named.get("author", []) + named.get("article:author", []) + list(_names(linked, "author"))),
        site=next((s for name in _SITES for s in named.get(name, [])), None) or next(_names(linked, "publisher"), None),
        dates=tuple(dates),
        times=tuple(times),
        marks=tuple(marks),
    )


def _mark(token: Token) -> Iterator[str]:
    """The words of a logo, or of the link to the site's feed («name « feed»)."""
    given = attributes(token.attributes)
    words = given.get("alt" if token.name == "img" else "title", "")
    name = _plain(_FEED.split(words)[0]) if token.name == "link" else _plain(words)
    if name:
        yield name


def _plain(written: str) -> str:
    return " ".join(unescape(written).split())


def _meta(source: str, token: Token, named: dict[str, list[str]], dates: list[tuple[str, Quote]]) -> None:
    given = attributes(token.attributes)
    name = (given.get("property") or given.get("name") or given.get("itemprop") or "").strip().lower()
    content = _plain(given.get("content", ""))
    if not name or not content:
        return
    named.setdefault(name, []).append(content)
    quote = _value(source, token)
    day = iso_day(content) if name in _PUBLISHED else None
    if day and quote:
        dates.append((day, quote))


def _value(source: str, token: Token) -> Quote | None:
    """Where the value of the tag's `content` or `datetime` stands."""
    match = _CONTENT.search(source, token.start, token.end)
    if match is None or match.lastindex is None:
        return None
    return Quote.of(source, match.start(match.lastindex), match.end(match.lastindex))


def _times(source: str, token: Token) -> Iterator[TimeElement]:
    given = attributes(token.attributes)
    sure = "pubdate" in given or "datepublished" in given.get("itemprop", "").lower()
    if "modified" in given.get("itemprop", "").lower() or "updated" in given.get("class", "").lower().split():
        return
    day, quote = iso_day(given.get("datetime") or given.get("content") or ""), _value(source, token)
    if day and quote and (sure or token.name == "time"):
        yield TimeElement(day, quote, sure)


def _stamp(source: str, token: Token) -> Iterator[TimeElement]:
    """The day of publication as the hAtom microformat gives it: `<abbr class="published" title="2007-09-17T21:05:00+03:00">`."""
    given = attributes(token.attributes)
    day = iso_day(given.get("title", "")) if "published" in given.get("class", "").lower().split() else None
    start = source.find(given["title"], token.start, token.end) if day else -1
    if day and start >= 0:
        yield TimeElement(day, Quote.of(source, start, start + len(given["title"])), sure=True)


def _trimmed(source: str, start: int, end: int) -> Quote | None:
    written = source[start:end]
    if not written.strip():
        return None
    start += len(written) - len(written.lstrip())
    return Quote.of(source, start, start + len(written.strip()))


def _linked_dates(source: str, token: Token) -> Iterator[tuple[str, Quote]]:
    """The first `datePublished` of a JSON-LD block, where it stands; without one, `dateCreated`."""
    match = _LD_DATE.search(source, token.start, token.end) or _LD_DATED.search(source, token.start, token.end)
    day = iso_day(match[1]) if match else None
    if match and day:
        yield day, Quote.of(source, match.start(1), match.end(1))


def _json(written: str) -> object:
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return None


def _names(values: list[object], key: str) -> Iterator[str]:
    """The names that JSON-LD objects give under `key`, at any depth that pages have."""
    waiting: list[tuple[object, int]] = [(value, 0) for value in values]
    for value, depth in waiting:
        if depth > _DEEPEST:
            continue
        if isinstance(value, dict):
            yield from _name_of(value.get(key))
            waiting.extend((inner, depth + 1) for inner in value.values())
        elif isinstance(value, list):
            waiting.extend((inner, depth + 1) for inner in value)


def _name_of(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value[:10]:
            yield from _name_of(each) if not isinstance(each, list) else ()
    name = value.get("name") if isinstance(value, dict) else value
    if isinstance(name, str) and name.strip() and not name.startswith("http"):
        yield _plain(name)


def iso_day(written: str) -> str | None:
    """The ISO day at the beginning of a declared time (ISO 8601, its common variants, or RFC 5322), or None if it is none that a page can have.

    >>> iso_day("2016-05-01T23:10:00+03:00"), iso_day("Sun, 01 May 2016 10:00:00 GMT"), iso_day("0000-00-00")
    ('2016-05-01', '2016-05-01', None)
    """
    match = _ISO.match(written)
    try:
        if match:
            year, month, day = (int(match[i]) for i in ((1, 3, 4) if match[1] else (5, 6, 7)))
        else:
            parsed = parsedate(written)
            if parsed is None:
                return None
            year, month, day = parsed[:3]
        return date(year, month, day).isoformat() if 1990 <= year <= 2100 else None
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
