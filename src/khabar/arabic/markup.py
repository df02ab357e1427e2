"""Markup: HTML source as a run of tags and text with offsets, and the clean words of a stretch with a map back to the source.

Offsets into the source are the promise of every record, and parsers that build a tree lose them; so the source is read here as it stands.
Tokenisation follows the WHATWG HTML standard, section 13.2.5, as far as places of text need it; linear in the length of the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal, NamedTuple

from khabar.records.capture import Media
from khabar.records.spans import Span

TokenKind = Literal["text", "open", "close", "raw"]

BLOCKS = frozenset({
    "address", "article", "aside", "audio", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "iframe",
    "legend", "li", "main", "menu", "nav", "noscript", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "title", "tr", "ul", "video",
})  # fmt: skip
"""Elements that begin and end a line of text (HTML standard, section 15.3)."""
BREAKS = BLOCKS | {"br"}
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "template", "textarea", "title", "xmp"})
"""Elements whose content is not read as tags, or is not part of the page (template)."""

_CAREFUL = re.compile(r"<(/?)([A-Za-z][^\s/>]*)((?:[^>=\"']|=\s*\"[^\"]*\"|=\s*'[^']*'|[=\"'])*+)>")
"""A tag; `>` inside a quoted attribute value does not end it. Possessive, so a failed match costs one pass."""
_PLAIN = re.compile(r"<(/?)([A-Za-z][^\s/>]*)([^>]*+)>")
_ASIDE = re.compile(r"<!--|<[!?]|</(?![A-Za-z])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?")
_PIECE = re.compile(rf"(?P<entity>{_ENTITY.pattern})|(?P<space>[^\S ]\s*| \s+)")
"""What is not shown letter for letter: an entity, and white space that is not one space."""
_ATTRIBUTE = re.compile(r"([^\s=/\"'>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in _RAW}
_BLANKS = frozenset({" ", "\n"})
_EDGE = re.compile(r" *\n[ \n]*")
_DOUBLED = re.compile(r"  +")
_MISSES = 50
"""After so many tags that never end, `>` ends a tag wherever it stands: keeps hostile pages linear."""


class Token(NamedTuple):
    """`text` is a run between tags; `open` and `close` are tags; `raw` is the content of a script, style, title or textarea.

    A tuple, which is made faster than another record: a page has thousands.
    """

    kind: TokenKind
    name: str
    """Element name in lower case; empty for text."""
    start: int
    end: int
    attributes: str
    """Of an opening tag, as written."""


def attributes(written: str) -> dict[str, str]:
    """Attribute names in lower case with their decoded values; the first of a repeated name counts, as in browsers.

    >>> attributes(' class="a &amp; b" hidden')
    {'class': 'a & b', 'hidden': ''}
    """
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        found.setdefault(match[1].lower(), unescape(match[2] or match[3] or match[4] or ""))
    return found


def tokens(source: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tags and texts of `source[start:end]`, in order and without overlap; comments and declarations are left out. Never fails."""
    stop = len(source) if end is None else end
    last = source.rfind(">", start, stop)
    at = text_from = start
    misses = 0
    while (at := source.find("<", at, stop)) >= 0:
        tag_end, token = _aside_end(source, at, stop), None
        if tag_end is None:
            match = _CAREFUL.match(source, at, stop) if misses < _MISSES and at < last else None
            if match is None and at < last:
                misses += 1
                match = _PLAIN.match(source, at, stop)
            if match is None:
                at += 1
                continue
            tag_end, token = match.end(), _tag(match)
        if at > text_from:
            yield Token("text", "", text_from, at, "")
        if token:
            yield token
            if token.kind == "open" and token.name in _RAW and not token.attributes.endswith("/"):
                raw_end = _raw_end(source, tag_end, stop, token.name)
                yield Token("raw", token.name, tag_end, raw_end, "")
                tag_end = raw_end
        at = text_from = tag_end
    if stop > text_from:
        yield Token("text", "", text_from, stop, "")


def _tag(match: re.Match[str]) -> Token:
    return Token("close" if match[1] else "open", match[2].lower(), match.start(), match.end(), match[3])


def _aside_end(source: str, at: int, stop: int) -> int | None:
    """Where the comment or declaration at `at` ends, or None if none begins there."""
    match = _ASIDE.match(source, at, stop)
    if match is None:
        return None
    mark = "-->" if match[0] == "<!--" else ">"
    end = source.find(mark, match.end(), stop)
    return stop if end < 0 else end + len(mark)


def _raw_end(source: str, at: int, stop: int, name: str) -> int:
    """Where the content of the raw element `name` that begins at `at` ends: at its end tag, or with the source."""
    match = _RAW_ENDS[name].search(source, at, stop)
    return match.start() if match else stop


@dataclass(frozen=True, slots=True)
class Clean:
    """The words of a stretch of source: no tags, entities decoded, white space as shown.

    Character `i` stands for the source from `offsets[i]` to `ends[i]`.
    """

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of `text[start:end]`: from its first to its last character, without tags around it."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.offsets[start], self.ends[end - 1]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in `text` of the characters that stand for anything in the source's `start..end`: `original` the other way round."""
        first = bisect_right(self.ends, start)
        return first, bisect_left(self.offsets, end, first)


def clean(text: str, span: Span, media: Media = "html") -> Clean:
    """The clean words of `text[span.start:span.end]` with their offsets in `text`.

    HTML: tags and comments dropped, entities decoded, each run of white space (no-break spaces too) one space, a line break or the
    edge of a block one newline, none at either end. Plain text: as it stands.

    >>> clean("<p>قال&nbsp;<b>الوزير</b></p>", Span(0, 29)).text
    'قال الوزير'
    """
    if media == "text":
        return Clean(text[span.start : span.end], tuple(range(span.start, span.end)), tuple(range(span.start + 1, span.end + 1)))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = "\n"
    for piece, start, end in _pieces(text, span):
        if piece == "\n" and last in _BLANKS:
            if last == " ":
                pieces[-1], last = pieces[-1][:-1] + piece, piece
            continue
        doubled = last in _BLANKS and piece.startswith(" ")
        shown = piece[1:] if doubled else piece
        if not shown:
            continue
        if len(piece) == end - start:
            starts += range(start + doubled, end)
            ends += range(start + doubled + 1, end + 1)
        else:
            starts += [start] * len(shown)
            ends += [end] * len(shown)
        pieces.append(shown)
        last = shown[-1]
    words = "".join(pieces).rstrip(" \n")
    return Clean(words, tuple(starts[: len(words)]), tuple(ends[: len(words)]))


def shown(text: str, span: Span, media: Media = "html") -> str:
    """The words of `clean` alone, which are had sooner without their places: for what nobody marks or quotes."""
    if media == "text":
        return text[span.start : span.end]
    pieces = []
    for token in tokens(text, span.start, span.end):
        if token.kind == "text":
            pieces.append(_PIECE.sub(_decoded, text[token.start : token.end]))
        elif token.name in BREAKS:
            pieces.append("\n")
    return _DOUBLED.sub(" ", _EDGE.sub("\n", "".join(pieces))).strip(" \n")


def _pieces(text: str, span: Span) -> Iterator[tuple[str, int, int]]:
    """What is shown of the stretch, piece by piece, each with the source that it stands for: letter for letter if that is as long.

    White space is one space, and a piece of words may begin with one; the edge of a block is a newline by itself.
    """
    for token in tokens(text, span.start, span.end):
        if token.kind == "text":
            yield from _shown(text, token.start, token.end)
        elif token.name in BREAKS:
            yield "\n", token.start, token.end


def _shown(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The words of a run without tags, in pieces that are shown letter for letter, and what stands between them."""
    at = start
    for match in _PIECE.finditer(text, start, end):
        if match.start() > at:
            yield text[at : match.start()], at, match.start()
        at = match.end()
        yield _decoded(match), match.start(), at
    if end > at:
        yield text[at:end], at, end


def _decoded(match: re.Match[str]) -> str:
    """What is shown of an entity or of white space."""
    decoded = " " if match.lastgroup == "space" else unescape(match[0])
    return " " if decoded.isspace() else decoded
