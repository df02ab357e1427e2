"""Who stands behind an article: the outlet, from whom it was taken, who wrote it. Names are as the page writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from khabar.arabic.folding import fold
from khabar.arabic.markup import clean
from khabar.articles import mastheads, outlets
from khabar.articles.lines import Line, line_of, shown
from khabar.articles.parts import Parts
from khabar.articles.phrases import match_phrases
from khabar.knowledge import pages, places
from khabar.records.capture import Capture
from khabar.records.spans import Quote, Span

_TOKEN = re.compile(r"[^\W_][\w\u0640\u064b-\u065f\u0670]*|[^\w\s]")
_OPENING = re.compile(
    r"^[«\"]?(?P<name>[^\W\d_][^\n:–—\-،,.()]{1,24}?)[»\"]?\s*(?:ـ\s*)?(?:[:：]|[–—\-/ـ,،(]\s*(?P<pool>[^\s:：]{3,12})\s*[):：\-–ـ])"
)
_MARKS = re.compile(r"[\s:：|/\-–—ـ•«»\"()]+")
_CITY = re.compile(r"([^\n\-–—/ـ|]{2,20}?)\s*[\-–—/ـ|]+\s*(?=\S)")
_LAST_WORDS = re.compile(r"(?:[(\[]|^|[.؟!»]\s)\s*(?P<words>[^\W\d_][^()\[\].\n]{3,60})[)\]]?\s*\.?\s*$")
_LONGEST_NAME, _LONGEST_CREDIT = 4, 120
_SHORT_NUMBER = 2
"""Figures of a number that is part of a name, as in «باريس 24»."""
_AFTER = 3
"""Lines after the body among which a signature is looked for."""
_SKIPPED = {":", "：", "-", "–", "—", "©", "®", "«", '"', "(", "“", "'"}


def outlet(capture: Capture, parts: Parts) -> tuple[str | None, str | None]:
    """(outlet, republished from). The page's metadata is believed first, then its own lines, then the agency that signs, then the URL's host.

    A page that only says from where it was taken, and has neither name nor host, has that source as its outlet; a page that gives itself
    as the source was not republished. A newspaper's page with an agency's signature was taken from the agency.
    """
    lines = [line for line in _furniture(capture, parts) if len(line.text) < 600]
    folded = fold(clean(capture.text, Span(0, len(capture.text)), capture.media).text)
    paragraphs = [shown(capture, span).line.text for span in (*parts.body[:2], parts.body[-1])]
    own = parts.outlet or framed(lines, "outlet") or _opener(capture, parts, lines) or _own(capture, parts, lines, folded)
    origin = _credited(paragraphs[-1]) or framed(lines, "origin")
    signed = outlets.signature(_opening(capture, parts), [paragraphs[-1], *_closing(capture, parts)], folded)
    if signed and own and not outlets.same(own, signed):
        origin = origin or signed
    elif signed:
        own = own or outlets.fuller(signed, lines)
    own, origin = _unattached(own, capture.text), _unattached(origin, capture.text)
    own = own or _host(capture.url)
    if own and origin and outlets.same(own, origin):
        origin = None
    return own or origin, origin


def _furniture(capture: Capture, parts: Parts) -> Iterator[Line]:
    return (shown(capture, span).line for span in (*parts.furniture, *parts.comments))


def _own(capture: Capture, parts: Parts, lines: Sequence[Line], folded: str) -> str | None:
    """The name beside the headline, at the head of the page or under the headline."""
    if parts.title is None:
        opening = min(span.start for span in parts.body)
        return outlets.on_line([line for line in lines if line.span.end <= opening])
    title = shown(capture, parts.title.span).line.text
    above = [line for line in lines if line.span.end <= parts.title.start]
    first = min((span.start for span in parts.body if span.start >= parts.title.end), default=parts.title.end)
    between = [line for line in lines if parts.title.end <= line.span.start < first]
    body = "\n".join(shown(capture, span).line.text for span in parts.body)
    beside = (outlets.beside_title(line.text, title, folded) for line in lines)
    return (
        next(filter(None, beside), None)
        or outlets.on_line([*above[: outlets.HEAD], *between])
        or outlets.at_head(above, lines, folded)
        or outlets.of_filing(between, folded)
        or outlets.described(lines, folded)
        or outlets.spoken_to(body, lines)
    )


def _opening(capture: Capture, parts: Parts) -> str:
    """The first paragraph under the title."""
    after = [span for span in parts.body if not parts.title or span.start >= parts.title.end] or list(parts.body)
    return shown(capture, after[0]).line.text[:120]


def _closing(capture: Capture, parts: Parts) -> list[str]:
    """The first lines after the body."""
    end = max(span.end for span in parts.body)
    after = sorted(span for span in parts.furniture if span.start >= end)
    return [shown(capture, span).line.text for span in after[:_AFTER]]


def _credited(paragraph: str) -> str | None:
    """The name after «نقلا عن» where that is all that follows the last sentence: in brackets, or as a sentence of its own."""
    match = _LAST_WORDS.search(paragraph[-_LONGEST_CREDIT:])
    if match is None:
        return None
    line = line_of(match["words"], Span(0, len(match["words"])))
    opens = any(role == "origin" and line.words[: len(frame)] == frame for frame, role in pages.frames().items())
    return framed([line], "origin") if opens else None


def framed(lines: Sequence[Line], role: str) -> str | None:
    """The first name that a frame of that role («نشر في», «المصدر») introduces in the lines; a mere © may be a picture's, and comes last."""
    found = [(name, sign) for line in lines for of, name, sign in _framed(line) if of == role]
    return next((name for name, sign in sorted(found, key=lambda each: each[1])), None)


def _unattached(name: str | None, text: str) -> str | None:
    """The name without a lam of possession, where the page also writes it without."""
    if name and name.startswith("ل") and re.search(rf"(?<!\w){re.escape(name[1:])}(?!\w)", text):
        return name[1:]
    return name


def byline(capture: Capture, parts: Parts) -> Quote | None:
    """The byline without the words that introduce it («كتب:») and without the city before it; none where it names only the outlet."""
    if parts.byline is None or mastheads.name_of(parts.byline.text):
        return None
    read = shown(capture, parts.byline.span)
    line, text = read.line, read.line.text
    start, end = 0, len(text)
    known = pages.phrases().get(line.words[0], ()) if line.words else ()
    phrase = next((p for p in known if p.kind == "byline" and line.words[: len(p.words)] == p.words), None)
    for match in list(_TOKEN.finditer(text))[: len(phrase.words)] if phrase else []:
        start = match.end()
    start = _past_marks(text, start, end)
    parted = _CITY.match(text, start, end)
    if parted and fold(parted[1]).strip() in pages.cities():
        start = _past_marks(text, parted.end(), end)
    return read.quote(start, end) if start < end else parts.byline


def _past_marks(text: str, start: int, end: int) -> int:
    marks = _MARKS.match(text, start, end)
    return marks.end() if marks else start


def _framed(line: Line) -> Iterator[tuple[str, str, bool]]:
    """(role, name, whether the frame is but a sign) for each frame («نشر في», «جميع الحقوق محفوظة لـ») in a line with a name after it."""
    tokens = [(fold(match[0]), match[0]) for match in _TOKEN.finditer(line.text) if fold(match[0])]
    frames = sorted(pages.frames().items(), key=lambda frame: -len(frame[0]))
    at = 0
    while at < len(tokens):
        words = tuple(folded for folded, _ in tokens[at : at + 6])
        frame = next(((phrase, role) for phrase, role in frames if words[: len(phrase)] == phrase), None)
        at += len(frame[0]) if frame else 1
        name = _name(tokens[at : at + 12]) if frame else None
        if frame and name:
            yield frame[1], name, not frame[0][0].isalpha()


def _name(tokens: list[tuple[str, str]]) -> str | None:
    """The name with which `tokens` begin; None where a date, a section of the site or a mere «وكالات» stands there."""
    held: list[str] = []
    words = tuple(folded for folded, _ in tokens if folded not in _SKIPPED and not folded.isdigit())
    if any(words[: len(frame)] == frame for frame in pages.frames()):
        return None
    for at, (folded, written) in enumerate(tokens):
        if not held and (
            folded in _SKIPPED
            or folded in {"ل", "لدي", "اصحابها", "ب", "م", "ه"}
            or folded.removeprefix("ل") in pages.press_nouns()
            or folded.isdigit()
        ):
            continue
        if held and folded[0] in "-–—" and fold(" ".join(held)) in pages.cities():
            held = []
            continue
        if held and folded.isdigit() and len(folded) <= _SHORT_NUMBER and not any(word in pages.months() for word, _ in tokens[at + 1 : at + 2]):
            held.append(written)
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
        if places.find(name).place.precision != "none":
            continue
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
