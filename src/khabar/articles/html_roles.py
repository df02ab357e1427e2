"""What each block of an HTML page is: by the boxes around it, its words, and the paragraphs beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from khabar.arabic.folding import fold
from khabar.articles.html_outline import Block, Outline
from khabar.articles.lines import line_of
from khabar.articles.page import stops
from khabar.articles.phrases import FURNITURE, Match, match_phrases
from khabar.knowledge.dates import date_words
from khabar.records.spans import Span

_BOXES = frozenset({"aside", "byline", "caption", "comment", "date", "form", "kicker", "nav", "related", "share", "tags"})
_OUTSIDE = _BOXES - {"kicker"}
_SIGNS = FURNITURE
"""Kinds of phrases that open lines which are no prose."""
_PROSE = 50
"""Characters: shorter blocks are paragraphs only beside others or with a sentence's end."""
_DECK = 8
"""Blocks between a headline and the first paragraph."""
_NOT_WORDS = re.compile(r"[\W_]+")


def compact(text: str) -> str:
    """Folded letters and digits only: what two printings of one headline have in common."""
    return _NOT_WORDS.sub("", fold(text))


@dataclass(frozen=True)
class Reading:
    """A block with what is seen of it. `boxes` are the marks of all elements around it."""

    block: Block
    boxes: frozenset[str]

    @cached_property
    def match(self) -> Match:
        return match_phrases(line_of(self.block.text, Span(0, len(self.block.text))))

    @cached_property
    def words(self) -> int:
        return len(self.block.text.split())

    @property
    def linked(self) -> float:
        return self.block.linked / self.block.size

    @property
    def bold(self) -> bool:
        return self.block.bold >= 0.95 * self.block.size

    @cached_property
    def sign(self) -> frozenset[str]:
        """Kinds of furniture that it opens as, if it is short or mostly a link."""
        if self.block.size > 160 and self.linked < 0.5:
            return frozenset()
        return self.match.opens & _SIGNS

    @property
    def heads_readers(self) -> bool:
        """Whether readers' comments begin under it; a list of the site's latest comments is in a box of its own."""
        if self.boxes & {"aside", "nav"}:
            return False
        return "reader" in self.sign or ("heading" in self.boxes and self.words <= 5 and "reader" in self.match.covered)

    @cached_property
    def prose(self) -> bool:
        """Whether it reads as a paragraph by itself."""
        ended = stops(self.block.text)
        long = self.block.size >= _PROSE or (ended and self.words >= 4)
        if not long or self.sign or self.match.furniture * 2 > self.words:
            return False
        return self.linked < (0.7 if ended and self.block.size >= 2 * _PROSE else 0.4)

    @property
    def outside(self) -> bool:
        """Whether it stands in a box that is not of the article's text."""
        return bool(self.boxes & _OUTSIDE)


def readings(page: Outline, title: int | None) -> list[Reading]:
    """Every block with the boxes around it. A box that holds the title, or half of all prose, is no box: templates name things loosely."""
    cleared = set(_around(page, page.blocks[title].element)) if title is not None else set()
    weights, total = _prose_weights(page)
    around: list[frozenset[str]] = []
    for index, element in enumerate(page.elements):
        own = element.marks
        if own & _BOXES and (index in cleared or (weights[index] >= 0.5 * total > 0 and "comment" not in own)):
            own -= _BOXES
        around.append(own | (around[element.parent] if element.parent >= 0 else frozenset()))
    return [Reading(block, around[block.element] if block.element >= 0 else frozenset()) for block in page.blocks]


def _around(page: Outline, element: int) -> Iterable[int]:
    while element >= 0:
        yield element
        element = page.elements[element].parent


def _prose_weights(page: Outline) -> tuple[list[int], int]:
    """For each element the size of the running text in it, and the sum for the page."""
    weights = [0] * len(page.elements)
    total = 0
    for block in page.blocks:
        if block.element >= 0 and block.size >= _PROSE and block.linked * 2 < block.size:
            weights[block.element] += block.size
            total += block.size
    for index in range(len(weights) - 1, -1, -1):
        parent = page.elements[index].parent
        if parent >= 0:
            weights[parent] += weights[index]
    return weights, total


def container(page: Outline, read: Sequence[Reading]) -> int:
    """Index of the element whose paragraphs weigh most (a paragraph counts for its parent, and half for that one's parent); -1 for the page itself.

    After the scoring of Arc90's Readability.
    """
    scores: dict[int, float] = {}
    for reading in read:
        if reading.outside or not reading.prose or reading.block.element < 0:
            continue
        element = page.elements[reading.block.element].block
        holder = element if page.elements[element].name in {"div", "td", "article", "section", "body", "main"} else page.elements[element].parent
        above = page.elements[holder].parent if holder >= 0 else -1
        scores[holder] = scores.get(holder, 0.0) + reading.block.size
        if holder >= 0:
            scores[above] = scores.get(above, 0.0) + 0.5 * reading.block.size
    return max(scores, key=lambda place: (scores[place], -place), default=-1)


def within(page: Outline, place: int) -> list[bool]:
    """For each block, whether it stands in the element."""
    if place < 0:
        return [True] * len(page.blocks)
    inside = [False] * len(page.elements)
    for index, element in enumerate(page.elements):
        inside[index] = index == place or (element.parent >= 0 and inside[element.parent])
    return [block.element >= 0 and inside[block.element] for block in page.blocks]


def body_numbers(page: Outline, read: Sequence[Reading], second_opinion: Collection[int], start: int) -> list[int]:
    """Numbers of the blocks that are body, in order, none before `start`.

    Paragraphs of the weightiest element, and those that the second opinion takes too if they are about as much; then what stands between.
    """
    end = _readers_from(read, start)
    fit = [start <= n < end and r.prose and not r.outside for n, r in enumerate(read)]
    inside = within(page, container(page, [r for r, ok in zip(read, fit, strict=True) if ok]))
    own = {n for n, ok in enumerate(fit) if ok and inside[n]}
    other = {n for n in second_opinion if fit[n]}
    if _size(read, other) >= 0.5 * _size(read, own):
        own |= other
    kept = _before_lists(read, own, max((n for n in own if inside[n]), default=-1))
    return _opening(read, start, kept) + _with_between(page, read, kept)


def _size(read: Sequence[Reading], numbers: Iterable[int]) -> int:
    return sum(read[n].block.size for n in numbers)


def _readers_from(read: Sequence[Reading], start: int) -> int:
    """Number of the heading under which readers write, after at least one paragraph; else the number of blocks."""
    seen = False
    for n in range(start, len(read)):
        if seen and read[n].heads_readers:
            return n
        seen = seen or (read[n].prose and not read[n].outside)
    return len(read)


def _before_lists(read: Sequence[Reading], chosen: set[int], last_inside: int) -> list[int]:
    """Without what follows a heading of related pages after which no sentence ends any more, or nothing stands in the text's own element."""
    kept = sorted(chosen)
    heads = [n for n in range(kept[0], kept[-1]) if "related" in read[n].sign] if kept else []
    last_sentence = max((n for n in kept if stops(read[n].block.text)), default=-1)
    head = next((n for n in heads if n > min(last_sentence, last_inside)), None)
    return kept if head is None else [n for n in kept if n < head]


def _opening(read: Sequence[Reading], start: int, kept: list[int]) -> list[int]:
    """What stands under the headline before the first paragraph and is the article's too: a second headline, a paragraph in a box of its own."""
    if not kept or not start or kept[0] - start > _DECK:
        return []
    between = [n for n in range(start, kept[0]) if not read[n].outside and not read[n].linked and not read[n].sign]
    return [n for n in between if read[n].prose or ("heading" in read[n].boxes and read[n].words >= 4)]


def _with_between(page: Outline, read: Sequence[Reading], chosen: list[int]) -> list[int]:
    """With the short blocks among the paragraphs: subheadings and short paragraphs that stand where paragraphs stand."""
    if not chosen:
        return []
    taken = set(chosen)
    holders = {_holder(page, read[n].block) for n in chosen}
    listing = False
    for n in range(chosen[0], chosen[-1]):
        reading = read[n]
        if n in taken:
            listing = False
        elif "related" in reading.sign or "related" in reading.boxes:
            listing = not reading.linked
        elif not listing and not reading.outside and not reading.sign and _beside(page, reading, holders):
            taken.add(n)
    return sorted(taken)


def _beside(page: Outline, reading: Reading, holders: set[int]) -> bool:
    """Whether a short block is of the text around it: a subheading, or words without a link in the same element."""
    if reading.linked >= 0.4 or reading.match.furniture * 2 > reading.words or _is_time(reading):
        return False
    return _holder(page, reading.block) in holders and (reading.words >= 2 or "heading" in reading.boxes)


def _is_time(reading: Reading) -> bool:
    """Whether it is only a day or an hour, or how long ago: «منذ 12 دقيقة»."""
    words = line_of(reading.block.text, Span(0, len(reading.block.text))).words
    return all(word[0].isdigit() or word in date_words() for word in words)


def _holder(page: Outline, block: Block) -> int:
    """The element in which the block is one of several: the parent of its paragraph, or the element that its line breaks part."""
    if block.element < 0:
        return -1
    element = page.elements[block.element].block
    return element if page.elements[element].name in {"div", "td", "article", "section", "body"} else page.elements[element].parent


def is_subheading(reading: Reading) -> bool:
    """A heading, or a short paragraph all in bold without a sentence's end."""
    if "heading" in reading.boxes:
        return reading.words <= 20
    return reading.bold and reading.words <= 14 and not stops(reading.block.text)
