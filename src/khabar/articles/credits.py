"""Who stands behind an article: the outlet, from whom it was taken, who wrote it. Names are as the page writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from khabar.arabic.folding import fold
from khabar.arabic.markup import clean
from khabar.articles.lines import Line, line_of
from khabar.articles.page import match_phrases
from khabar.articles.parts import Parts
from khabar.knowledge import pages
from khabar.records.capture import Capture
from khabar.records.spans import Quote, Span

_TOKEN = re.compile(r"[^\W_][\w\u0640\u064b-\u065f\u0670]*|[^\w\s]")
_OPENING = re.compile(
    r"^[«\"]?(?P<name>[^\W\d_][^\n:–—\-،,.()]{1,24}?)[»\"]?\s*(?:ـ\s*)?(?:[:：]|[–—\-/ـ,،(]\s*(?P<pool>[^\s:：]{3,12})\s*[):：\-–ـ])"
)
_MARKS = re.compile(r"[\s:：|/\-–—ـ•«»\"()]+")
_CITY = re.compile(r"([^\n\-–—/ـ|]{2,20}?)\s*[\-–—/ـ|]+\s*(?=\S)")
_LONGEST_NAME = 4
_SKIPPED = {":", "：", "-", "–", "—", "©", "®", "«", '"', "(", "“", "'"}


def outlet(capture: Capture, parts: Parts) -> tuple[str | None, str | None]:
    """(outlet, republished from). The page's metadata is believed first, then its own lines, then the host of its URL.

    A page that only says from where it was taken, and nowhere its own name, has that source as its outlet too; a page that gives
    itself as the source was not republished.
    """
    lines = [line_of(capture.text, span) for span in (*parts.furniture, *parts.comments) if len(span) < 600]
    origin = next((name for line in lines for role, name in _framed(line) if role == "origin"), None)
    own = parts.outlet or next((name for line in lines for role, name in _framed(line) if role == "outlet"), None) or _opener(capture, parts, lines)
    own, origin = _unattached(own, capture.text), _unattached(origin, capture.text)
    if own and origin and fold(own) == fold(origin):
        origin = None
    return own or origin or _host(capture.url), origin


def _unattached(name: str | None, text: str) -> str | None:
    """The name without a lam of possession, where the page also writes it without."""
    if name and name.startswith("ل") and re.search(rf"(?<!\w){re.escape(name[1:])}(?!\w)", text):
        return name[1:]
    return name


def byline(text: str, parts: Parts) -> Quote | None:
    """The byline without the words that introduce it («كتب:») and without the city before it."""
    if parts.byline is None:
        return None
    line = line_of(text, parts.byline.span)
    start, end = parts.byline.start, parts.byline.end
    phrase = next((p for p in pages.phrases().get(line.words[0], ()) if p.kind == "byline" and line.words[: len(p.words)] == p.words), None)
    for match in list(_TOKEN.finditer(line.text))[: len(phrase.words)] if phrase else []:
        start = parts.byline.start + match.end()
    start = _past_marks(text, start, end)
    parted = _CITY.match(text, start, end)
    if parted and fold(parted[1]).strip() in pages.cities():
        start = _past_marks(text, parted.end(), end)
    return Quote.of(text, start, end) if start < end else parts.byline


def _past_marks(text: str, start: int, end: int) -> int:
    marks = _MARKS.match(text, start, end)
    return marks.end() if marks else start


def _framed(line: Line) -> Iterator[tuple[str, str]]:
    """(role, name) for each frame («نشر في», «جميع الحقوق محفوظة لـ») in a line of furniture with a name after it."""
    tokens = [(fold(match[0]), match[0]) for match in _TOKEN.finditer(line.text) if fold(match[0])]
    frames = sorted(pages.frames().items(), key=lambda frame: -len(frame[0]))
    at = 0
    while at < len(tokens):
        words = tuple(folded for folded, _ in tokens[at : at + 6])
        frame = next(((phrase, role) for phrase, role in frames if words[: len(phrase)] == phrase), None)
        at += len(frame[0]) if frame else 1
        name = _name(tokens[at : at + 12]) if frame else None
        if frame and name:
            yield frame[1], name


def _name(tokens: list[tuple[str, str]]) -> str | None:
    """The name with which `tokens` begin; None where a date, a section of the site or a mere «وكالات» stands there."""
    held: list[str] = []
    for folded, written in tokens:
        if not held and (
            folded in _SKIPPED or folded in {"ل", "لدي", "اصحابها", "ب"} or folded.removeprefix("ل") in pages.press_nouns() or folded.isdigit()
        ):
            continue
        if (
            not folded[0].isalpha()
            or folded in pages.clock()
            or folded in pages.months()
            or folded in {"عام", "بتاريخ", "في", "و", "ولا"}
            or len(held) == _LONGEST_NAME
        ):
            break
        held.append(written if held else _without_preposition(written))
    name = " ".join(held)
    line = line_of(name, Span(0, len(name)))
    if not held or fold(held[0]) in pages.pooled() or match_phrases(line).covered.get("menu", 0) == len(line.words):
        return None
    return name


def _without_preposition(word: str) -> str:
    """«للوطن» and «لـالوطن» name الوطن; a name that begins with lam otherwise is left alone."""
    if word.startswith("لل"):
        return f"ال{word[2:]}"
    return word.removeprefix("لـ") if word.startswith("لـ") else word


def _opener(capture: Capture, parts: Parts, lines: list[Line]) -> str | None:
    """The name that opens the body («فلان – وكالات:», «فلان:»): before a pooled source it is the outlet's; else the furniture must have it too."""
    furniture = {word for line in lines for word in line.words}
    author = set(fold(parts.byline.text).split()) if parts.byline else set()
    for span in parts.body[:4]:
        match = _OPENING.match(clean(capture.text, span, capture.media).text[:60])
        if not match or fold(match["name"]).strip() in pages.cities() or fold(match["name"]).strip() in pages.pooled():
            continue
        name = match["name"].strip(" ـ")
        pooled = match["pool"] is not None and fold(match["pool"]) in pages.pooled()
        if pooled or (match["pool"] is None and len(name.split()) <= 2 and set(fold(name).split()) <= furniture - author):
            return name
    return None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
