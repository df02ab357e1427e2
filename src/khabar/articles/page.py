"""What the features of a line are read from: the lines of a page, and what is known of each from the page as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from statistics import median

from khabar.articles.lines import Line
from khabar.articles.phrases import Match, match_phrases
from khabar.articles.sections import enclosed, sections
from khabar.knowledge import pages

_STOP = re.compile(r"[.。۔!؟?…:؛][\"'”»“«)\]\s\u200e\u200f]*$")
_FULL_STOP = re.compile(r"(?<!\.)\.[\"'”»“«)\]\s\u200e\u200f]*$")
_DOTS = re.compile(r"(?:\.{2,}|…)\s*$")
_CLITIC = re.compile(r"^(?:[وف]?(?:[بلك]?ال|لل)|[وف])(?=...)")
BULLET = re.compile(r"^[•·▪●■◄►»›*+◾🔴]")
_NUMBER = re.compile(r"^\d+$")
_RIGHTS = re.compile(r"©|®|\(c\)", re.IGNORECASE)
_PARAGRAPH = 15
"""Words from which a stretch that ends with a full stop is a paragraph."""
_LONGEST_NAME, _LONGEST_RIGHTS = 6, 30
"""Words of an outlet's name, and of a line that says whose the rights are."""


@dataclass(frozen=True, slots=True)
class Page:
    """Parallel tuples, one value a line."""

    lines: tuple[Line, ...]
    matches: tuple[Match, ...]
    prose: tuple[float, ...]
    """0 to 1: how much the line is running text, by length and share of function words."""
    near: tuple[float, ...]
    """Mean `prose` of the three lines before and after, of the same block."""
    ahead: tuple[float, ...]
    """Share of the line's content words that come again in running text below it, a word that only one line there has counting half;
    less for lines of few such words."""
    sections: tuple[tuple[str, float], ...]
    """Kind of the heading above that still holds, and 1 right under it falling to 0 at its reach."""
    enclosed: tuple[bool, ...]
    """Whether the line is of a box that the page opens and closes in words."""
    copies: tuple[int, ...]
    """How many lines of the page say exactly the same."""
    summaries: tuple[float, ...]
    """Of bulleted lines that follow one another, how much of their words comes again below; 0 for other lines."""
    ticker: tuple[float, ...]
    """0 to 1: how much the line is one of many headlines strung on one physical line."""
    names: frozenset[tuple[str, ...]]
    """Runs of words that may be the outlet's name: see `self_names`."""
    mastheads: tuple[bool, ...]
    """Whether the line is what the site calls itself where it holds its rights or says what it is."""
    blocks: tuple[int, ...]
    """Number of the block in which the line stands: a block begins after more empty lines than usually part the page's paragraphs."""
    closed: float
    """Share of the long lines that end as a sentence does."""


def page_of(lines: tuple[Line, ...]) -> Page:
    matches = tuple(match_phrases(line) for line in lines)
    prose = tuple(_prose(line, match) for line, match in zip(lines, matches, strict=True))
    said = Counter(line.words for line in lines)
    long = [line for line, value in zip(lines, prose, strict=True) if value > 0.7]
    ticker = _ticker(lines)
    ahead = _ahead(lines, prose, ticker)
    blocks = _blocks(lines, median(line.blanks_before for line in long) if long else 0)
    named = frozenset(self_names(lines))
    return Page(
        lines=lines,
        matches=matches,
        prose=prose,
        near=_near(prose, blocks),
        ahead=ahead,
        sections=sections(lines, matches, prose),
        enclosed=enclosed(lines),
        copies=tuple(said[line.words] for line in lines),
        summaries=_summaries(lines, ahead),
        ticker=ticker,
        names=named,
        mastheads=tuple(line.words in named or _is_longer(line.words, named) for line in lines),
        blocks=blocks,
        closed=sum(stops(line.text) for line in long) / len(long) if long else 0.0,
    )


def _is_longer(words: tuple[str, ...], named: frozenset[tuple[str, ...]]) -> bool:
    """Whether they are a name of two words or more and one word that the site adds to it, as a language or an edition."""
    return len(words) > 2 and words[:-1] in named


def self_names(lines: Iterable[Line]) -> set[tuple[str, ...]]:
    """Every run of words that may be the outlet's name in lines of rights («© الاسم 2019») or of self-description («الاسم موقع إخباري …»)."""
    named: set[tuple[str, ...]] = set()
    for line in lines:
        words = holder_of_rights(line)
        named |= {words[a:b] for a in range(len(words)) for b in range(a + 1, min(len(words), a + _LONGEST_NAME) + 1)}
        words = line.words
        named |= {words[:size] for size in range(1, min(len(words) - 1, _LONGEST_NAME) + 1) if words[size] in pages.outlet_nouns()}
        named.discard(words)
    return named


def holder_of_rights(line: Line) -> tuple[str, ...]:
    """The words of a line that says whose the rights are, among which the outlet's name stands; none of any other line."""
    if len(line.words) > _LONGEST_RIGHTS:
        return ()
    if _RIGHTS.search(line.text):
        return line.words
    for at, word in enumerate(line.words):
        for frame in _frames_of_outlets().get(word, ()):
            if line.words[at : at + len(frame)] == frame:
                return line.words[at + len(frame) :]
    return ()


@cache
def _frames_of_outlets() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Frames before an outlet's name, longest first, by their first word."""
    frames = sorted((frame for frame, role in pages.frames().items() if role == "outlet"), key=lambda frame: -len(frame))
    return {first: tuple(frame for frame in frames if frame[0] == first) for first in {frame[0] for frame in frames}}


def stops(text: str) -> bool:
    """Whether `text` ends as a sentence does, closing quotation marks and brackets aside."""
    return _STOP.search(text, max(0, len(text) - 12)) is not None


def full_stop(text: str) -> bool:
    """Whether `text` ends with one full stop: a headline hardly ever does."""
    return _FULL_STOP.search(text, max(0, len(text) - 12)) is not None


def trails_off(text: str) -> bool:
    """Whether `text` ends in dots, as what is continued elsewhere does."""
    return _DOTS.search(text, max(0, len(text) - 12)) is not None


def stems(words: tuple[str, ...]) -> list[str]:
    """Content words without conjunction, preposition and article; function words, numbers and words of two letters left out."""
    functional = pages.languages()["word"]
    bare = (_CLITIC.sub("", word) for word in words if word not in functional and not _NUMBER.match(word))
    return [word for word in bare if len(word) > 2]


def functional_share(words: tuple[str, ...]) -> float:
    """Share of `words` that are Arabic function words, a conjunction before them allowed."""
    table = pages.languages()["word"]
    return sum(table.get(word) == "ar" or table.get(word[1:]) == "ar" for word in words) / len(words)


def _prose(line: Line, match: Match) -> float:
    length = min(1.0, len(line.words) / 24)
    grammar = min(1.0, functional_share(line.words) / 0.1)
    return length * (0.4 + 0.6 * grammar) * (1 - match.furniture / len(line.words))


def _blocks(lines: tuple[Line, ...], spacing: float) -> tuple[int, ...]:
    found, block = [], 0
    for at, line in enumerate(lines):
        block += at > 0 and line.blanks_before > max(1, spacing)
        found.append(block)
    return tuple(found)


def _near(prose: tuple[float, ...], blocks: tuple[int, ...]) -> tuple[float, ...]:
    found = []
    for at, block in enumerate(blocks):
        around = [prose[n] for n in range(max(0, at - 3), min(len(prose), at + 4)) if n != at and blocks[n] == block]
        found.append(sum(around) / len(around) if around else 0.0)
    return tuple(found)


def _ahead(lines: tuple[Line, ...], prose: tuple[float, ...], ticker: tuple[float, ...]) -> tuple[float, ...]:
    below: Counter[str] = Counter()
    found = []
    for line, value, strung in zip(reversed(lines), reversed(prose), reversed(ticker), strict=True):
        own = stems(line.words)
        matched = sum(min(2, below[stem]) for stem in own) / 2
        found.append(matched / len(own) * min(1.0, matched / 2) if own else 0.0)
        if value > 0.45 and strung < 0.5:
            below.update(set(own))
    return tuple(reversed(found))


def _summaries(lines: tuple[Line, ...], ahead: tuple[float, ...]) -> tuple[float, ...]:
    found: list[float] = []
    for bulleted, run in groupby(range(len(lines)), lambda at: BULLET.match(lines[at].text) is not None):
        some = list(run)
        found += [sum(ahead[at] for at in some) / len(some) if bulleted and len(some) > 1 else 0.0] * len(some)
    return tuple(found)


def _ticker(lines: tuple[Line, ...]) -> tuple[float, ...]:
    """Of a physical line in many short stretches that do not end as sentences, each stretch has the share of such stretches.

    Where two stretches or more are paragraphs, the line is not a ticker but a page that has lost its line ends.
    """
    rows: dict[int, list[Line]] = {}
    for line in lines:
        rows.setdefault(line.row, []).append(line)
    share = {}
    for row, some in rows.items():
        open_ended = sum(len(line.words) <= 30 and not full_stop(line.text) for line in some)
        paragraphs = sum(len(line.words) >= _PARAGRAPH and full_stop(line.text) for line in some)
        share[row] = open_ended / len(some) if len(some) >= 5 and paragraphs < 2 else 0.0
    return tuple(share[line.row] for line in lines)
