"""Words of a text, with their offsets: the unit on which lexicon, model and rules agree."""

from __future__ import annotations

import re

from khabar.records.spans import Span

WORD = re.compile(r"[\w\u0640\u064B-\u065F\u0670]+|[^\w\s]")
"""A run of letters, digits, diacritics and tatweel, or one mark of punctuation. Clitics stay on their word."""


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of `text[start:end]`, as spans of `text`."""
    return [Span(m.start(), m.end()) for m in WORD.finditer(text, start, len(text) if end is None else end)]
