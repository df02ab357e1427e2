"""The second opinion: what trafilatura takes for the body, aligned to the blocks of the outline; what htmldate takes for the day."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import htmldate
import trafilatura

from khabar.articles.html_outline import Block, Outline

_DEEPEST = 200
"""libxml2 gives up at 256 levels."""
_LARGEST = 2_000_000
"""Characters of source. Articles are far smaller, and the library's time grows faster than the page."""
_LONG = 25
_WINDOW = 20_000

for _name in ("trafilatura", "htmldate", "justext", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
"""They report each odd page to the log; a program without logging set up would print that. With it set up, it still gets there."""


def usable(source: str, page: Outline) -> bool:
    """Whether the page is of a size and depth that the library is made for."""
    return len(source) <= _LARGEST and page.depth <= _DEEPEST


def body_blocks(source: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Numbers of the blocks that trafilatura takes for body; none where it finds none or fails."""
    return _aligned(_paragraphs(source), blocks)


def _paragraphs(source: str) -> list[str]:
    try:
        found = trafilatura.bare_extraction(source, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False)
    except Exception:
        logging.getLogger(__name__).debug("trafilatura failed", exc_info=True)
        return []
    if found is None or isinstance(found, dict) or found.text is None:
        return []
    return str(found.text).split("\n")


def _compact(text: str) -> str:
    return "".join(text.split())


def _aligned(paragraphs: Sequence[str], blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks that stand in the paragraphs: whole lines anywhere, parts of lines only in reading order and within reach. Linear."""
    lines = [line for line in map(_compact, paragraphs) if line]
    whole = dict.fromkeys(lines)
    text = "".join(lines)
    found: set[int] = set()
    at = 0
    for number, block in enumerate(blocks):
        words = _compact(block.text)
        if len(words) < _LONG and not text.startswith(words, at):
            continue
        place = text.find(words, at, at + _WINDOW + len(words))
        if place >= 0:
            at = place + len(words)
        if place >= 0 or words in whole:
            found.add(number)
    return frozenset(found)


def publication_day(source: str) -> str | None:
    """The ISO day that htmldate finds in the markup; the page's plain text, where clocks and tickers stand, is not searched."""
    try:
        found = htmldate.find_date(source, extensive_search=False, original_date=True, min_date="1995-01-01", max_date="2100-01-01")
    except Exception:
        logging.getLogger(__name__).debug("htmldate failed", exc_info=True)
        return None
    return found
