"""What Khabar knows of a text before the model reads it: sentences, direct speech, known names and times, found as coding finds them."""

from __future__ import annotations

import re

from khabar import mentions, sentences
from khabar.knowledge import calendar
from khabar.records.article import Article
from khabar.records.mention import Kind
from khabar.records.sentence import Sentence
from khabar.records.spans import Span
from training.data import Reader

_LINE = re.compile(r"[^\n]+")


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a corpus item, each of its lines a paragraph."""
    body = tuple(Span(m.start(), m.end()) for m in _LINE.finditer(text))
    article = Article("item", "", "ar", None, None, body, (), (), None, None, None, None, None)
    return sentences.split(text, article, "text")


def names(text: str) -> list[tuple[Span, Kind]]:
    """Names of the who's who and time expressions."""
    found: list[tuple[Span, Kind]] = [(m.quote.span, m.kind) for m in mentions.find(text, [Span(0, len(text))], nouns=False)]
    return found + [(Span(t.start, t.end), "TIME") for t in calendar.find(text, None)]


def reader() -> Reader:
    return Reader(split, names)
