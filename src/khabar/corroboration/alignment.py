"""The passages that two articles share: runs of equal words, joined across small edits.

Seed and extend, as sequence aligners do it (Altschul and others 1990): each shared run of three words is a seed, seeds on one diagonal make
a run, the longest runs are taken first, and runs that follow each other closely on both sides make a passage. Linear in the words, since a
seed that comes often in one article is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import LCSseq

from khabar.corroboration.shingles import Words, shingles

SEED = 3
"""Words of a seed: two are a name, and four would lose a text of which every third word was changed."""
REPEATS = 4
"""A seed that comes more often in one article is a refrain, and tells no place."""
GAP = 10
"""Words on either side that may stand between two runs of one passage: a clause put in or left out."""
LONG_GAP = 30
"""Words of a gap that may stand where half of them are equal on both sides: a sentence that was edited word by word."""
_OPEN = 4
"""Passages to which a run may be joined: those that were joined last."""


@dataclass(frozen=True, slots=True)
class Run:
    """Equal words: `length` of them from word `first` of one article and word `second` of the other."""

    first: int
    second: int
    length: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage in words: half-open ranges of both articles, and how many words of them are equal and in order."""

    first: tuple[int, int]
    second: tuple[int, int]
    equal: int

    @property
    def longer(self) -> int:
        return max(self.first[1] - self.first[0], self.second[1] - self.second[0])


def runs(first: Words, second: Words) -> list[Run]:
    """The runs of equal words, in the order of `first`; no word is in two of them. The longest are kept where they meet."""
    found = sorted(_diagonals(first, second), key=lambda run: (-run.length, run.first, run.second))
    taken_first, taken_second = bytearray(len(first)), bytearray(len(second))
    kept = []
    for run in found:
        part = _untaken(run, taken_first, taken_second)
        if part is not None:
            kept.append(part)
            taken_first[part.first : part.first + part.length] = b"\1" * part.length
            taken_second[part.second : part.second + part.length] = b"\1" * part.length
    return sorted(kept, key=lambda run: run.first)


def _diagonals(first: Words, second: Words) -> list[Run]:
    """Seeds that overlap on a diagonal, as one run each."""
    seeds = [shingles(words.hashes, SEED).tolist() for words in (first, second)]
    shared = set(seeds[0]).intersection(seeds[1])
    places: dict[int, list[int]] = {}
    for at, seed in enumerate(seeds[1]):
        if seed in shared:
            places.setdefault(seed, []).append(at)
    open_runs: dict[int, tuple[int, int]] = {}
    found = []
    for at, seed in enumerate(seeds[0]):
        others = places.get(seed, ())
        for other in others if len(others) <= REPEATS else ():
            begun, last = open_runs.get(other - at, (at, at - 1))
            if at > last + SEED:
                found.append(Run(begun, begun + other - at, last + SEED - begun))
                begun = at
            open_runs[other - at] = begun, at
    found += [Run(begun, begun + diagonal, last + SEED - begun) for diagonal, (begun, last) in open_runs.items()]
    return found


def _untaken(run: Run, taken_first: bytearray, taken_second: bytearray) -> Run | None:
    """The run without the words at its ends that a longer run has; None if less than a seed is left, or its middle is taken."""
    start, end = 0, run.length
    while start < end and (taken_first[run.first + start] or taken_second[run.second + start]):
        start += 1
    while end > start and (taken_first[run.first + end - 1] or taken_second[run.second + end - 1]):
        end -= 1
    part = Run(run.first + start, run.second + start, end - start)
    held_first = taken_first[part.first : part.first + part.length]
    held_second = taken_second[part.second : part.second + part.length]
    return None if part.length < SEED or 1 in held_first or 1 in held_second else part


def stretches(first: Words, second: Words) -> list[Stretch]:
    """The passages in words, in the order of `first`: runs joined where at most `GAP` words on either side part them."""
    found: list[list[Run]] = []
    for run in runs(first, second):
        home = next((passage for passage in reversed(found[-_OPEN:]) if _follows(passage[-1], run, first, second)), None)
        if home is None:
            found.append([run])
        else:
            home.append(run)
    return [_stretch(passage, first, second) for passage in found]


def _follows(before: Run, run: Run, first: Words, second: Words) -> bool:
    gaps = run.first - before.first - before.length, run.second - before.second - before.length
    if min(gaps) < 0 or max(gaps) > LONG_GAP:
        return False
    return max(gaps) <= GAP or 2 * _equal_between(before, run, first, second) >= max(gaps)


def _equal_between(before: Run, after: Run, first: Words, second: Words) -> int:
    """Words of the gap between two runs that are equal on both sides, in order."""
    one = first.hashes[before.first + before.length : after.first]
    other = second.hashes[before.second + before.length : after.second]
    return LCSseq.similarity(one.tolist(), other.tolist()) if len(one) and len(other) else 0


def _stretch(passage: Sequence[Run], first: Words, second: Words) -> Stretch:
    """The passage of its runs; equal words in its gaps count as well."""
    between = sum(_equal_between(before, after, first, second) for before, after in pairwise(passage))
    equal = sum(run.length for run in passage) + between
    last = passage[-1]
    return Stretch((passage[0].first, last.first + last.length), (passage[0].second, last.second + last.length), equal)


def inside(places: np.ndarray, start: int, end: int) -> slice:
    """Which of the sorted `places` lie in `start`..`end`."""
    low, high = np.searchsorted(places, (start, end))
    return slice(int(low), int(high))
