"""What the features of a line are read from: the lines of a page, and what is known of each from the page as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from statistics import median

from khabar.articles.lines import Line
from khabar.knowledge import pages

FURNITURE = frozenset(pages.kinds()) - {"informal", "reporting", "bio"}
_REACH = {"related": 14, "widget": 8, "reader": 1_000_000, "about": 1_000_000}
"""Over how many lines a heading of that kind holds; comments and the site's word on itself run to the end or to the next heading."""
_NEEDS_PROSE = {"reader", "about"}
_STOP = re.compile(r"[.。۔!؟?…:؛][\"'”»“«)\]\s\u200e\u200f]*$")
_FULL_STOP = re.compile(r"(?<!\.)\.[\"'”»“«)\]\s\u200e\u200f]*$")
_CLITIC = re.compile(r"^(?:[وف]?(?:[بلك]?ال|لل)|[وف])(?=...)")
_NUMBER = re.compile(r"^\d+$")
_RIGHTS = re.compile(r"©|®|\(c\)", re.IGNORECASE)
_LONGEST_NAME, _LONGEST_RIGHTS = 6, 30
"""Words of an outlet's name, and of a line that says whose the rights are."""
_SEPARATED = re.compile(r"\s*(?:[:：|/–—ـ\-•]|$)")


@dataclass(frozen=True, slots=True)
class Match:
    """Phrases of the tables in one line: words covered by kind, kinds that open the line, words covered by any furniture kind.

    A phrase of one word is often just a word: it counts 0.4 unless such phrases are all that the line holds.
    """

    covered: Mapping[str, int]
    opens: frozenset[str]
    furniture: float
    hits: Mapping[str, int]


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
    copies: tuple[int, ...]
    """How many lines of the page say exactly the same."""
    ticker: tuple[float, ...]
    """0 to 1: how much the line is one of many headlines strung on one physical line."""
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
    blocks = _blocks(lines, median(line.blanks_before for line in long) if long else 0)
    return Page(
        lines=lines,
        matches=matches,
        prose=prose,
        near=_near(prose, blocks),
        ahead=_ahead(lines, prose, ticker),
        sections=_sections(lines, matches, prose),
        copies=tuple(said[line.words] for line in lines),
        ticker=ticker,
        mastheads=_mastheads(lines),
        blocks=blocks,
        closed=sum(stops(line.text) for line in long) / len(long) if long else 0.0,
    )


def _mastheads(lines: tuple[Line, ...]) -> tuple[bool, ...]:
    named = self_names(lines)
    return tuple(line.words in named for line in lines)


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


def stems(words: tuple[str, ...]) -> list[str]:
    """Content words without conjunction, preposition and article; function words, numbers and words of two letters left out."""
    functional = pages.languages()["word"]
    bare = (_CLITIC.sub("", word) for word in words if word not in functional and not _NUMBER.match(word))
    return [word for word in bare if len(word) > 2]


def functional_share(words: tuple[str, ...]) -> float:
    """Share of `words` that are Arabic function words, a conjunction before them allowed."""
    table = pages.languages()["word"]
    return sum(table.get(word) == "ar" or table.get(word[1:]) == "ar" for word in words) / len(words)


def match_phrases(line: Line) -> Match:
    covered: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    opens = set()
    furniture: set[int] = set()
    single: set[int] = set()
    for at, phrase in _hits(line.words):
        covered[phrase.kind] += len(phrase.words)
        hits[phrase.kind] += 1
        if at == 0 and _stands_off(line, len(phrase.words)):
            opens.add(phrase.kind)
        if phrase.kind in FURNITURE:
            (furniture if len(phrase.words) > 1 else single).update(range(at, at + len(phrase.words)))
    if counts_comments(line.words):
        opens.add("reader")
        hits["reader"] += 1
        furniture.update(range(len(line.words)))
    alone = single - furniture
    whole = len(furniture) + len(alone) == len(line.words)
    return Match(covered, frozenset(opens), len(furniture) + len(alone) * (1.0 if whole else 0.4), hits)


def match_words(words: tuple[str, ...]) -> frozenset[str]:
    """Kinds of the phrases in `words`, which are folded."""
    return frozenset(phrase.kind for _, phrase in _hits(words))


def _hits(words: tuple[str, ...]) -> list[tuple[int, pages.Phrase]]:
    """Where each phrase stands. Of one kind, the longest phrase at a word; «و» before the first word is looked through."""
    index = pages.phrases()
    found = []
    for at, word in enumerate(words):
        seen = set()
        for phrase in index.get(word, ()):
            if phrase.kind not in seen and words[at : at + len(phrase.words)] == phrase.words:
                seen.add(phrase.kind)
                found.append((at, phrase))
    if words and len(words[0]) > 3 and words[0][0] in "وف":
        bare = (words[0][1:], *words[1:6])
        found += [(0, p) for p in index.get(bare[0], ()) if p.kind == "reporting" and bare[: len(p.words)] == p.words]
    return found


def counts_comments(words: tuple[str, ...]) -> bool:
    """Whether the line is the heading «3 تعليقات على "…"», which repeats the headline."""
    return len(words) > 3 and words[0].isdigit() and words[1] in pages.counted() and words[2] in {"علي", "on"}


def _stands_off(line: Line, count: int) -> bool:
    """Whether an opening phrase of `count` words is more than a word of the sentence: two words, or a mark or the end after it."""
    if count > 1 or len(line.words) == count:
        return True
    head = re.match(r"\W*[^\W_]+", line.text)
    return head is not None and _SEPARATED.match(line.text, head.end()) is not None


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


def _sections(lines: tuple[Line, ...], matches: tuple[Match, ...], prose: tuple[float, ...]) -> tuple[tuple[str, float], ...]:
    kind, since, words = "", 0, 0.0
    found = []
    for at, (line, match) in enumerate(zip(lines, matches, strict=True)):
        heading = next((k for k in ("reader", "related", "about", "widget") if _heads(k, line, match)), None)
        if heading and not (heading in _NEEDS_PROSE and words < 20) and not (heading == "widget" and kind in _NEEDS_PROSE):
            kind, since = heading, at
            found.append(("", 0.0))
            continue
        left = 1 - (at - since - 1) / _REACH[kind] if kind else 0.0
        found.append((kind if left > 0 else "", max(0.0, left)))
        words += len(line.words) * (prose[at] > 0.45 and not match.covered.get("consent"))
    return tuple(found)


def _heads(kind: str, line: Line, match: Match) -> bool:
    if kind == "reader" and counts_comments(line.words):
        return True
    return kind in match.opens and len(line.words) <= 8 and match.furniture >= 0.5 * len(line.words)


def _ticker(lines: tuple[Line, ...]) -> tuple[float, ...]:
    """Of a physical line in many short stretches that do not end as sentences, each stretch has the share of such stretches."""
    rows: dict[int, list[Line]] = {}
    for line in lines:
        rows.setdefault(line.row, []).append(line)
    share = {}
    for row, some in rows.items():
        open_ended = sum(len(line.words) <= 30 and not full_stop(line.text) for line in some)
        share[row] = open_ended / len(some) if len(some) >= 5 else 0.0
    return tuple(share[line.row] for line in lines)
