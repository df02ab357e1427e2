"""The outline of an HTML page: its elements, and its blocks of text with their place in the source. One pass, linear, any depth."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html import unescape

from khabar.arabic.markup import BLOCKS, Token, attributes, tokens
from khabar.knowledge.html_marks import marks
from khabar.records.spans import Span

_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})
_CLOSED_BY = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dd": ({"dd", "dt"}, {"dl"}),
    "dt": ({"dd", "dt"}, {"dl"}),
    "td": ({"td", "th"}, {"table", "tr"}),
    "th": ({"td", "th"}, {"table", "tr"}),
    "tr": ({"tr"}, {"table"}),
    "option": ({"option"}, {"select"}),
}
"""Elements whose end tag may be left out: what an opening tag ends, and what it does not look beyond (HTML standard, section 13.1.2.4)."""
_REACH = 64
"""How far up the open elements are searched: real pages need fewer, hostile ones must not cost more."""
_OF_NAME = {
    "nav": "nav", "footer": "nav", "aside": "aside", "figcaption": "caption", "form": "form", "button": "form", "select": "form", "label": "form",
    "time": "date", "a": "link", "b": "bold", "strong": "bold", "noscript": "hidden", "svg": "hidden", "marquee": "aside",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
}  # fmt: skip
_OWN_LINE = frozenset({"byline", "date"})
"""Marks of inline elements that sites set beside each other on one line («by whom | when»): they are blocks, unless prose stands before them."""
_LINE_HEAD = 24
_UNMARKED = frozenset({"html", "body", "main", "article"})
"""Their classes tell of the whole page (`has-sidebar`), not of a box."""


@dataclass(slots=True)
class Element:
    """`parent` is the index of the element around it, -1 for none; `block` that of the nearest block element, itself included."""

    name: str
    parent: int
    block: int
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a block's edge in it. `text` is clean; counts are of characters that are not white space."""

    span: Span
    text: str
    element: int
    """Index of the innermost element that holds its first character."""
    size: int
    linked: int
    bold: int
    after_break: bool
    """Whether only a `br` parts it from the block before."""


@dataclass(slots=True)
class Outline:
    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    depth: int = 0
    """Of the deepest element."""


def outline(source: str) -> Outline:
    """The elements and text blocks of a page, however broken."""
    builder = _Builder(source)
    for token in tokens(source):
        builder.take(token)
    builder.flush()
    return builder.outline


class _Builder:
    """Follows the open elements as a browser would, as far as it matters for who stands in whom."""

    def __init__(self, source: str) -> None:
        self.outline = Outline()
        self._source = source
        self._stack: list[int] = []
        self._styles: list[tuple[bool, bool, bool]] = [(False, False, False)]
        self._open: Counter[str] = Counter()
        self._after_break = False
        self._begin()

    def _begin(self) -> None:
        self._pieces: list[str] = []
        self._start = self._end = -1
        self._element = -1
        self._size = self._linked = self._bold = 0

    def flush(self, *, after_break: bool = False) -> None:
        """Ends the block at hand."""
        if self._start >= 0:
            text = " ".join("".join(self._pieces).split())
            span = Span(self._start, self._end)
            self.outline.blocks.append(Block(span, text, self._element, self._size, self._linked, self._bold, self._after_break))
            self._after_break = False
        self._begin()
        self._after_break = after_break and (self._after_break or bool(self.outline.blocks))

    def take(self, token: Token) -> None:
        if token.kind == "text":
            self._text(token)
        elif token.kind == "open":
            self._opened(token)
        elif token.kind == "close":
            self._closed(token.name)

    def _text(self, token: Token) -> None:
        hidden, linked, bold = self._styles[-1]
        if hidden:
            return
        written = self._source[token.start : token.end]
        shown = unescape(written)
        size = sum(map(len, shown.split()))
        self._pieces.append(shown)
        if not size:
            return
        if self._start < 0:
            self._start = token.start + _left(written)
            self._element = self._stack[-1] if self._stack else -1
        self._end = token.start + _right(written)
        self._size += size
        self._linked += size if linked else 0
        self._bold += size if bold else 0

    def _opened(self, token: Token) -> None:
        name = token.name
        found = _marks(token)
        if name in BLOCKS or name == "br" or (found & _OWN_LINE and self._size <= _LINE_HEAD):
            self.flush(after_break=name == "br")
        if name in _VOID:
            return
        self._end_implied(name)
        parent = self._stack[-1] if self._stack else -1
        elements = self.outline.elements
        index = len(elements)
        block = index if name in BLOCKS or parent < 0 else elements[parent].block
        elements.append(Element(name, parent, block, found))
        if token.attributes.endswith("/") and name in {"svg", "path", "use"}:
            return
        hidden, linked, bold = self._styles[-1]
        self._stack.append(index)
        self._styles.append((hidden or "hidden" in found, linked or "link" in found, bold or "bold" in found))
        self._open[name] += 1
        self.outline.depth = max(self.outline.depth, len(self._stack))

    def _end_implied(self, name: str) -> None:
        ends, stops = _CLOSED_BY.get(name, ({"p"} if name in BLOCKS else set(), BLOCKS - {"p"}))
        if not any(self._open[end] for end in ends):
            return
        for back, index in enumerate(reversed(self._stack[-_REACH:]), 1):
            found = self.outline.elements[index].name
            if found in ends:
                self._pop(back)
                return
            if found in stops:
                return

    def _closed(self, name: str) -> None:
        if name in BLOCKS or name == "br":
            self.flush(after_break=name == "br")
        if not self._open[name]:
            return
        inline = name not in BLOCKS
        for back, index in enumerate(reversed(self._stack if not inline else self._stack[-_REACH:]), 1):
            found = self.outline.elements[index].name
            if found == name:
                if inline and self._element >= index and self.outline.elements[index].marks & _OWN_LINE:
                    self.flush()
                self._pop(back)
                return
            if inline and found in BLOCKS:
                return

    def _pop(self, count: int) -> None:
        for index in self._stack[-count:]:
            self._open[self.outline.elements[index].name] -= 1
        del self._stack[-count:]
        del self._styles[-count:]


def _marks(token: Token) -> frozenset[str]:
    """What an element is by its name, its class and id, and whether it is shown."""
    found = {_OF_NAME[token.name]} if token.name in _OF_NAME else set()
    if token.attributes:
        given = attributes(token.attributes)
        style = given.get("style", "").replace(" ", "").lower()
        if "hidden" in given or "display:none" in style or given.get("aria-hidden") == "true":
            found.add("hidden")
        if "bold" in style:
            found.add("bold")
        if token.name not in _UNMARKED:
            found |= marks(f"{given.get('class', '')} {given.get('id', '')}")
        if given.get("rel") == "author" or given.get("itemprop") == "author":
            found.add("byline")
        if given.get("role") in {"navigation", "contentinfo", "search", "menu"}:
            found.add("nav")
        if given.get("itemprop") == "comment":
            found.add("comment")
    return frozenset(found)


def _left(written: str) -> int:
    """Where the first character stands that is not white space, `&nbsp;` included."""
    at = 0
    while at < len(written):
        if written[at].isspace():
            at += 1
        elif written.startswith("&nbsp;", at):
            at += 6
        else:
            break
    return at


def _right(written: str) -> int:
    """Where the last character that is not white space ends."""
    end = len(written)
    while end:
        if written[end - 1].isspace():
            end -= 1
        elif written.endswith("&nbsp;", 0, end):
            end -= 6
        else:
            break
    return end
