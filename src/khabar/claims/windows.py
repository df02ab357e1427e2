"""Windows: runs of neighbouring sentences that the model reads in one pass, in their clean words, with the way back to the capture."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from khabar.arabic.markup import Clean, clean
from khabar.arabic.words import words
from khabar.claims import skim
from khabar.knowledge import cues
from khabar.records.capture import Media
from khabar.records.mention import Mention
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote, Span

MOST_WORDS = 120
"""Words in a window, but for a single sentence that is longer: the length of the longest corpus items."""
MOST_CONTEXT = 45
"""The last sentence of the window before stands again at the head of the next, if it is no longer than this."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One sentence of a window: its number in the article, its characters and words in the window."""

    number: int
    characters: Span
    words: Span


@dataclass(frozen=True, slots=True)
class Window:
    """`starts[i]`, `ends[i]` are where the capture holds character i of `text`; sentences before `fresh` are context, coded elsewhere."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[Span, ...]
    sentences: tuple[Placed, ...]
    fresh: int

    def capture_span(self, start: int, end: int) -> Span:
        """The capture's characters that `text[start:end]` stands for."""
        return Span(self.starts[start], self.ends[end - 1])

    def quote(self, capture: str, start: int, end: int) -> Quote:
        span = self.capture_span(start, end)
        return Quote.of(capture, span.start, span.end)

    def sentence_of(self, word: int) -> int:
        """Place in `sentences` of the sentence that holds a word."""
        return next(n for n, s in enumerate(self.sentences) if s.words.start <= word < s.words.end)

    def inside(self, spans: Sequence[Span]) -> list[Span]:
        """Those of the capture's spans that this window shows, as spans of its text."""
        found = []
        for span in spans:
            first, last = bisect_left(self.starts, span.start), bisect_right(self.ends, span.end)
            for sentence in self.sentences:
                start, end = max(first, sentence.characters.start), min(last, sentence.characters.end)
                if start < end:
                    found.append(Span(start, end))
        return found


def worth_reading(surfaces: Sequence[str], *, named: bool) -> bool:
    """Whether a sentence of these words holds a cue, a speaker's verb or a known name: without any of them it is not shown to the model."""
    return named or bool(cues.load().match(surfaces)) or _says(surfaces)


def _says(surfaces: Sequence[str]) -> bool:
    return any(m.kind == "reporting" for m in cues.load().markers(surfaces))


def prefiltered(texts: Sequence[str], named: Collection[int], least: float) -> list[bool]:
    """Which sentences the model reads: those worth it whose first look is at least `least`, and before such a one the one that names its speaker.

    `named` are the numbers of the sentences with a known name.
    """
    cut = [[text[w.start : w.end] for w in words(text)] for text in texts]
    read = [worth_reading(c, named=n in named) and skim.load().score(c) >= least for n, c in enumerate(cut)]
    return [here or (n + 1 < len(read) and read[n + 1] and _says(cut[n])) for n, here in enumerate(read)]


def windows(capture: str, media: Media, sentences: Sequence[Sentence], mentions: Sequence[Mention], least: float = -math.inf) -> list[Window]:
    """The article's sentences as windows, each sentence fresh in exactly one; sentences that the prefilter spares are in none."""
    cleaned = [clean(capture, sentence.quote.span, media) for sentence in sentences]
    worth = prefiltered([c.text for c in cleaned], _sentences_with(sentences, mentions), least)
    read = [(number, c) for number, c in enumerate(cleaned) if worth[number]]
    found: list[Window] = []
    at = 0
    while at < len(read):
        end, size = at + 1, _size(read[at])
        context = at > 0 and size + _size(read[at - 1]) <= MOST_WORDS and _size(read[at - 1]) <= MOST_CONTEXT and read[at - 1][0] + 1 == read[at][0]
        size += _size(read[at - 1]) if context else 0
        while end < len(read) and size + _size(read[end]) <= MOST_WORDS:
            size += _size(read[end])
            end += 1
        found.append(_window(read[at - context : end], int(context), lambda n: sentences[n].paragraph))
        at = end
    return found


def _size(item: tuple[int, Clean]) -> int:
    return item[1].text.count(" ") + 1


def _sentences_with(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> set[int]:
    found, at = set(), 0
    for mention in sorted(mentions, key=lambda m: m.quote.start):
        while at < len(sentences) and sentences[at].quote.end <= mention.quote.start:
            at += 1
        if at < len(sentences) and sentences[at].quote.start <= mention.quote.start:
            found.add(at)
    return found


def _window(read: Sequence[tuple[int, Clean]], fresh: int, paragraph: Callable[[int], int]) -> Window:
    """Sentences joined by a space, or by a line break between paragraphs, as corpus items are written."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    bounds: list[tuple[int, Span]] = []
    for n, (number, cleaned) in enumerate(read):
        if n:
            text.append(" " if paragraph(number) == paragraph(read[n - 1][0]) else "\n")
            starts.append(ends[-1])
            ends.append(ends[-1])
        first = len(starts)
        text.append(cleaned.text)
        starts.extend(cleaned.offsets)
        ends.extend(cleaned.ends)
        bounds.append((number, Span(first, len(starts))))
    whole = "".join(text)
    placed: list[Placed] = []
    cut: list[Span] = []
    for number, characters in bounds:
        first = len(cut)
        cut.extend(words(whole, characters.start, characters.end))
        placed.append(Placed(number, characters, Span(first, len(cut))))
    return Window(whole, tuple(starts), tuple(ends), tuple(cut), tuple(placed), fresh)


def whole(capture: str, media: Media, sentences: Sequence[Sentence], most: int) -> list[Window]:
    """All sentences as windows of at most so many words, but for a single one that is longer; none stands twice, none is spared."""
    parts: list[list[tuple[int, Clean]]] = []
    size = most
    for item in ((number, clean(capture, sentence.quote.span, media)) for number, sentence in enumerate(sentences)):
        if size + _size(item) > most:
            parts.append([])
            size = 0
        parts[-1].append(item)
        size += _size(item)
    return [_window(part, 0, lambda n: sentences[n].paragraph) for part in parts]
