"""When an article was published: an interval of days with its basis and evidence, or nothing where the page gives no reason.

In order of trust: a line that says so ("published on …"), the page's metadata, the envelope, the URL, a date between title and body, a
dateline that opens the body, a full date in the body that it calls today, yesterday or tomorrow, the head of a forum's first post, the line
of a paper's issue, the day beside a newspaper's name and city that are all of the page's head, a day above the headline that readers answered
within days, a "last updated" line. Any other date at the head of the page, in a ticker or a clock is the day of the capture and never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from khabar.arabic.folding import fold
from khabar.arabic.markup import clean
from khabar.articles import mastheads
from khabar.articles.dating_body import day_named, in_body
from khabar.articles.lines import Line, Shown, line_of, shown
from khabar.articles.parts import Parts
from khabar.articles.phrases import match_phrases
from khabar.knowledge import pages
from khabar.knowledge.dates import Dated, date_words, dates_in, day_of
from khabar.knowledge.declared import declared_days, iso_days
from khabar.records.article import Published
from khabar.records.capture import Capture
from khabar.records.spans import Quote, Span

_NEAR = 6
"""Lines of furniture before the title, or after the body, within which a "published on" line still speaks of this article."""
_LONGEST_HEAD = 30
"""Words of the line that names an issue."""
_MASTHEAD_AND_DAY = 2
_PLACED = " \t،,:-–—/|"
_ANSWERS, _SOON = 60, 10
"""Lines below the article among which comments are dated, and days within which they come."""
_FILED = re.compile(r"\s*م?\s*(?:\([^()\d\n]{1,30}\)(?=\s)|(?:\([^()\n]{1,30}\)|[^\s\d]{1,12})?\s*[-–—ـ:])")
"""After the date of a dateline: the agency in brackets, or a dash."""
_MACHINE = re.compile(r"\d\d:\d\d:\d\d")
_AGE = re.compile(r"(?<!\w)منذ\s+(?:\d+\s+)?\w+")
_FIRST_POST = re.compile(r"(?:^|\s)#\s?1\s*$")
_TAG = re.compile(r"<[^<>]*>")
_URL_DAY = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/\-_]?)(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class _Zones:
    """Furniture of the page as it lies about the article, nearest first."""

    above: tuple[Shown, ...]
    between: tuple[Shown, ...]
    below: tuple[Shown, ...]
    """What readers wrote, too."""


def published(capture: Capture, parts: Parts) -> Published | None:
    """The day on which the article came out, by the best evidence that there is."""
    zones = _zones(capture, parts)
    paragraphs = [shown(capture, span) for span in parts.body]
    return (
        _said(zones, "published")
        or _declared(parts)
        or _enveloped(capture)
        or _in_url(capture.url)
        or _bare(capture, zones)
        or _opening(capture, parts)
        or _counted(zones)
        or in_body(paragraphs)
        or day_named(paragraphs, (*zones.between, *zones.above[:_NEAR], *zones.below[:_NEAR]))
        or _posted(zones)
        or _issue(zones)
        or _datelined(zones)
        or _answered(zones)
        or _said(zones, "updated")
    )


def _zones(capture: Capture, parts: Parts) -> _Zones:
    top = parts.title.start if parts.title else parts.body[0].start
    first, last = _bounds(parts)
    lines = [shown(capture, span) for span in sorted((*parts.furniture, *parts.comments))]
    above = tuple(line for line in lines if line.line.span.end <= top)
    between = tuple(line for line in lines if top < line.line.span.start < first)
    below = tuple(line for line in lines if line.line.span.start >= last)
    return _Zones(above[::-1], between, below)


def _bounds(parts: Parts) -> tuple[int, int]:
    """From where to where the body reaches, a kicker above the title left out."""
    after = [span for span in parts.body if not parts.title or span.start >= parts.title.end] or list(parts.body)
    return min(span.start for span in after), max(span.end for span in after)


def _said(zones: _Zones, kind: str) -> Published | None:
    """A line that opens with, or holds, a phrase of `kind` and a date after it."""
    for each in (*zones.between, *zones.above[:_NEAR], *zones.below[:_NEAR]):
        line = each.line
        if len(line.words) > 40 or not match_phrases(line).hits.get(kind):
            continue
        dates = dates_in(line.text)
        if dates:
            found = day_of(dates) or dates[0]
            return _published(found, "line", each.quote(0 if len(line.words) <= 15 else found.start, found.end))
    return None


def _declared(parts: Parts) -> Published | None:
    for value, quote in parts.declared_dates:
        days = iso_days(value)
        if days:
            return Published(days[0].isoformat(), days[1].isoformat(), "metadata", quote)
    return None


def _enveloped(capture: Capture) -> Published | None:
    days = declared_days(capture.published) if capture.published else None
    return Published(days[0].isoformat(), days[1].isoformat(), "envelope", None) if days else None


def _in_url(url: str | None) -> Published | None:
    path = unquote(urlsplit(url).path) if url and _splits(url) else ""
    for match in _URL_DAY.finditer(path):
        try:
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            continue
        return Published(day.isoformat(), day.isoformat(), "url", None)
    return None


def _splits(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _counted(zones: _Zones) -> Published | None:
    """A day just above the headline to the second, or with the years since then: no clock at the head of a page is written so."""
    for each in zones.above[:2]:
        found = day_of(dates_in(each.line.text))
        if found and len(each.line.words) <= _LONGEST_HEAD and (_MACHINE.search(each.line.text) or _AGE.search(fold(each.line.text))):
            return _published(found, "line", each.quote(found.start, found.end))
    return None


def _bare(capture: Capture, zones: _Zones) -> Published | None:
    """A line between title and body that is little more than a date, a place and a name beside it allowed."""
    for each in (spaced for zone in zones.between for spaced in _spaced(capture, zone)):
        line = each.line
        if len(line.words) > 16 or match_phrases(line).hits.get("updated"):
            continue
        plain = sum(not word[0].isdigit() and word not in date_words() for word in line.words)
        found = day_of(dates_in(line.text))
        if found and plain <= 6:
            return _published(found, "line", each.quote(found.start, found.end))
    return None


def _spaced(capture: Capture, each: Shown) -> Iterator[Shown]:
    """The stretch, and of HTML again with a space for each tag: «2019</span><span>12:04» has none, but is shown with one."""
    yield each
    span = each.line.span
    source = capture.text[span.start : span.end]
    if capture.media == "html" and "<" in source:
        blank = _TAG.sub(lambda tag: " " * len(tag[0]), source)
        line = replace(line_of(blank, Span(0, len(blank))), span=span)
        yield Shown(capture.text, line, clean(capture.text, span, "text"))


def _posted(zones: _Zones) -> Published | None:
    """The day over the first post of a forum's thread: beside its number, or on the line under it."""
    for above, each in pairwise(zones.above[::-1]):
        if _FIRST_POST.search(above.line.text) and (found := day_of([*dates_in(each.line.text), *dates_in(above.line.text)])):
            whose = each if dates_in(each.line.text) else above
            return _published(found, "line", whose.quote(found.start, found.end))
    return None


def _issue(zones: _Zones) -> Published | None:
    """The day of the issue of a paper, on a line at the head of the page that gives the issue's number too."""
    for each in zones.above:
        words = each.line.words
        numbered = any(word in pages.issues() and (_is_number(words, at + 1) or _is_number(words, at - 1)) for at, word in enumerate(words))
        found = day_of(dates_in(each.line.text)) if numbered and len(words) <= _LONGEST_HEAD else None
        if found:
            return _published(found, "line", each.quote(found.start, found.end))
    return None


def _datelined(zones: _Zones) -> Published | None:
    """«جريدة الضفاف - بيروت», «الثلاثاء 8 آب 2006» and nothing else above the headline: a page with a clock has a menu too, and no city."""
    lines = [each.line for each in zones.above]
    mastheads_above = [line for line in lines if mastheads.name_of(line.text)]
    days = [(each, found) for each in zones.above if (found := day_of(dates_in(each.line.text)))]
    if len(lines) != _MASTHEAD_AND_DAY or len(mastheads_above) != 1 or len(days) != 1:
        return None
    each, found = days[0]
    beside = each.line.text[: found.start].strip(_PLACED)
    filed = mastheads.is_filed(mastheads_above[0].text) or (beside and mastheads.is_place(beside.split("،")[0].strip(_PLACED)))
    if not filed or not (_only_date(each.line) or beside):
        return None
    return _published(found, "line", each.quote(found.start, found.end))


def _is_number(words: Sequence[str], at: int) -> bool:
    return 0 <= at < len(words) and words[at].isdigit()


def _answered(zones: _Zones) -> Published | None:
    """A bare day just above the headline, where readers have answered within days of it: a clock there would show the day of the capture."""
    if not zones.above or not _only_date(zones.above[0].line):
        return None
    head = zones.above[0]
    found = day_of(dates_in(head.line.text))
    if not found:
        return None
    answers = (dated for each in zones.below[:_ANSWERS] if _only_date(each.line) for dated in dates_in(each.line.text))
    if any(0 <= (dated.first - found.first).days <= _SOON for dated in answers):
        return _published(found, "line", head.quote(found.start, found.end))
    return None


def _only_date(line: Line) -> bool:
    return bool(line.words) and all(word[0].isdigit() or word in date_words() or len(word) <= 2 for word in line.words)


def _opening(capture: Capture, parts: Parts) -> Published | None:
    """A dateline at the head of the body: place, date, dash."""
    start, end = _bounds(parts)
    read = clean(capture.text, Span(start, end if capture.media == "html" else min(end, start + 150)), capture.media)
    found = dates_in(read.text, 0, 90)
    if found and found[0].exact and _FILED.match(read.text[found[0].end : found[0].end + 45]):
        before = read.text[: found[0].start].split()
        if len(before) <= 6:
            return _published(found[0], "line", Quote.of(capture.text, *read.original(found[0].start, found[0].end)))
    return None


def _published(dated: Dated, basis: str, quote: Quote) -> Published:
    return Published(dated.first.isoformat(), dated.last.isoformat(), basis, quote)
