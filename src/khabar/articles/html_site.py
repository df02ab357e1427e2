"""What an HTML page calls its site where its metadata does not say: beside the headline in the title element, on the logo, in the foot."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.arabic.folding import fold
from khabar.articles.credits import framed
from khabar.articles.html_metadata import Metadata
from khabar.articles.html_roles import Reading
from khabar.articles.lines import Line, line_of
from khabar.articles.outlets import beside_title, mentions
from khabar.articles.page import holder_of_rights
from khabar.records.spans import Span

_LONGEST = 5
_FOOT = 30
"""Words: a line of rights is shorter."""


def site_name(blocks: Sequence[Reading], title: str, said: Metadata) -> str | None:
    """The name beside the headline that the page has elsewhere too; else the logo's, on the same condition; else who holds the rights."""
    shown = " ".join(reading.block.text for reading in blocks)
    folded = fold("\n".join((*said.titles, *said.marks, shown)))
    beside = (beside_title(written, title, folded) for written in said.titles)
    named = next(filter(None, beside), None)
    if named:
        return named
    for name in (*said.marks, *(reading.block.text for reading in blocks if "site" in reading.boxes)):
        words = _line(name).words
        if 1 <= len(words) <= _LONGEST and mentions(name, folded) > 1:
            return name
    feet = [_line(reading.block.text) for reading in blocks if reading.words <= _FOOT]
    return framed([line for line in feet if holder_of_rights(line)], "outlet")


def _line(text: str) -> Line:
    return line_of(text, Span(0, len(text)))
