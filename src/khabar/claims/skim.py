"""A first look at a sentence, before the model reads it: could it tell of an event at all? A linear model over its words and their parts."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from khabar.arabic.folding import fold
from khabar.claims.packaged import packaged

BUCKETS = 2**15
_PART = 4
"""Letters of a word's parts: long enough for most roots with a vowel, short enough to meet again."""


def parts(word: str) -> Iterator[str]:
    """The folded word with its edges, and every run of four letters in it."""
    edged = f"<{fold(word)}>"
    yield edged
    for at in range(len(edged) - _PART + 1):
        yield edged[at : at + _PART]


@cache
def _of_word(word: str) -> tuple[int, ...]:
    return tuple(zlib.crc32(part.encode()) % BUCKETS for part in parts(word))


def buckets(words: Sequence[str]) -> npt.NDArray[np.int64]:
    """The hashed parts of all words, each once, sorted; digits count as one digit."""
    return np.array(sorted({b for word in words for b in _of_word("0" if word.isdecimal() else word)}), np.int64)


class Skim:
    """`weights` (BUCKETS + 1,): one a bucket, and the bias last."""

    def __init__(self, weights: npt.NDArray[np.float16]) -> None:
        self._weights, self._bias = weights[:-1].astype(np.float32), float(weights[-1])

    def score(self, words: Sequence[str]) -> float:
        """A logit; higher the likelier the words tell of an event. Parts are weighed by one over the root of their number."""
        return self.of(buckets(words))

    def of(self, found: npt.NDArray[np.int64]) -> float:
        """The logit of words that are hashed already."""
        return self._bias + float(self._weights[found].sum()) / math.sqrt(max(1, len(found)))


@cache
def load() -> Skim:
    """The packaged weights, once a process. Raises FileNotFoundError where the package lacks them."""
    with packaged("skim.npy").open("rb") as file:
        return Skim(np.load(file))
