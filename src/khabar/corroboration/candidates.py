"""Which articles may share text: an index to which articles are added, and which answers for each with the few that are worth aligning.

Two sketches lead to a candidate. *Sampled shingles* find part of an article in another: three shared ones, that are no formulas, are enough.
*MinHash* with banding (Broder 1997; Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4) finds near copies of a text that so
many outlets ran that each of its shingles looks like a formula. `rensa` computes it over our own hashes, with a fixed seed.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[import-untyped]

from khabar.corroboration.postings import Postings
from khabar.corroboration.shingles import Hashes, Words, fingerprints, mixed, shingles

SHARED = 3
"""Sampled shingles that a pair must have in common: one or two are a long name or a turn of phrase. A passage of 20 words has six."""
DAYS = 5
"""A shingle that articles of more days than so many have is a formula: a report is reprinted within days, a formula comes back for months."""
LONGEST = 512
"""Holders of a shingle beyond which it is a formula whatever their days: bounds the work for one article."""
CROWD, NEAREST = 32, 8
"""Where more than `CROWD` articles share a shingle or a band, each is paired with the `NEAREST` before and after it by day, not with all."""
BANDS, ROWS, SEED = 16, 4, 1997
"""64 permutations: a pair with Jaccard similarity 0.7 is found with probability 0.99, one with 0.3 with 0.12."""


class Index:
    """Articles by their sketches. What it answers hangs on which articles were added, not on their order."""

    def __init__(self) -> None:
        self._words: list[Words] = []
        self._sketches: list[tuple[Hashes, Hashes]] = []
        self._numbers: dict[str, int] = {}
        self._days: dict[str, int] = {}
        self._day_of = array("q")
        self._shingles = Postings()
        self._bands = Postings()

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[Words]:
        return iter(self._words)

    def __getitem__(self, capture: str) -> Words:
        """Raises KeyError for a capture that was not added."""
        return self._words[self._numbers[capture]]

    def add(self, words: Words) -> None:
        """Raises ValueError if the capture was added before: an index holds an article once."""
        if words.capture in self._numbers:
            raise ValueError(f"{words.capture} is in the index already")
        number = len(self._words)
        self._numbers[words.capture] = number
        self._words.append(words)
        self._day_of.append(self._day(words))
        sketch = _sketch(words)
        self._sketches.append(sketch)
        self._shingles.add(sketch[0], number)
        self._bands.add(sketch[1], number)

    def settle(self) -> None:
        """Arrange the index for many questions. Changes no answer."""
        self._shingles.settle()
        self._bands.settle()

    def _day(self, words: Words) -> int:
        """A number for its day; an article without one has a day to itself."""
        return self._days.setdefault(words.day or f"of {words.capture}", len(self._days))

    def formulas(self, words: Words) -> NDArray[np.bool_]:
        """For each fingerprint of an article, whether it is a formula: more than `DAYS` days, or more than `LONGEST` articles, have it."""
        which, numbers, counts = self._shingles.lists(fingerprints(words)[0], LONGEST)
        return self._spread(which, numbers, counts)

    def _spread(self, which: NDArray[np.intp], numbers: NDArray[np.int32], counts: NDArray[np.intp]) -> NDArray[np.bool_]:
        days = np.frombuffer(self._day_of, dtype=np.int64)[numbers] if len(self._day_of) else np.empty(0, dtype=np.int64)
        pairs = np.unique(which.astype(np.int64) * (len(self._days) + 1) + days)
        spread = np.bincount(pairs // (len(self._days) + 1), minlength=len(counts))
        found: NDArray[np.bool_] = (spread > DAYS) | (counts > LONGEST)
        return found

    def candidates(self, words: Words) -> tuple[str, ...]:
        """The captures in the index that may share text with the article, sorted; the article itself, if it was added, left out.

        Symmetric for articles that were added. For one article it takes time in the length of its lists, each at most `LONGEST`.
        """
        own = self._numbers.get(words.capture)
        hashes, banded = self._sketches[own] if own is not None else _sketch(words)
        which, numbers, counts = self._shingles.lists(hashes, LONGEST)
        rare = ~self._spread(which, numbers, counts)
        shared = Counter(self._near(words, which[rare[which]], numbers[rare[which]]))
        found = {number for number, times in shared.items() if times >= SHARED}
        which, numbers, _ = self._bands.lists(banded, LONGEST)
        found.update(self._near(words, which, numbers))
        return tuple(sorted(self._words[number].capture for number in found if number != own))

    def _near(self, words: Words, which: NDArray[np.intp], numbers: NDArray[np.int32]) -> list[int]:
        """The holders with which an article is paired, list by list: all, or the nearest in a crowd."""
        crowded = np.bincount(which, minlength=1) > CROWD
        found: list[int] = numbers[~crowded[which]].tolist()
        for hash_ in np.flatnonzero(crowded):
            found += self._nearest(words, numbers[which == hash_].tolist())
        return found

    def _nearest(self, words: Words, group: Sequence[int]) -> list[int]:
        mine = (words.day, words.capture)
        keys = sorted((self._words[number].day, self._words[number].capture, number) for number in group)
        before = [number for day, capture, number in keys if (day, capture) < mine][-NEAREST:]
        after = [number for day, capture, number in keys if (day, capture) > mine][:NEAREST]
        return before + after


def _sketch(words: Words) -> tuple[Hashes, Hashes]:
    """Sampled shingles and bands, each once."""
    return np.unique(fingerprints(words)[0]), bands(words)


def bands(words: Words) -> Hashes:
    """The article's MinHash over its shingles of three words, `BANDS` hashes of `ROWS` rows each; none for an article without shingles."""
    every = shingles(words.hashes, 3)
    if not len(every):
        return np.empty(0, dtype=np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(every, np.array([0, len(every)], dtype=np.uint64), BANDS * ROWS, SEED)
    digest = np.array(matrix.to_rows()[0], dtype=np.uint64).reshape(BANDS, ROWS)
    return mixed([*digest.T, np.arange(BANDS, dtype=np.uint64)])
