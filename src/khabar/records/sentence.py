"""A sentence of an article, and the stretches of direct speech in it."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.records.article import Part
from khabar.records.spans import Quote, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """`quote` is where it stands; `quoted` are its stretches between quotation marks (the marks themselves left out)."""

    quote: Quote
    part: Part
    paragraph: int
    quoted: tuple[Span, ...]
