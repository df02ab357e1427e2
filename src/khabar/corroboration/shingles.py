"""The words of an article as numbers with their places in the capture, and the runs of words (shingles) by which articles are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from khabar.arabic.folding import fold
from khabar.arabic.markup import Clean, clean
from khabar.records.article import Article
from khabar.records.capture import Capture
from khabar.records.spans import Span

Hashes = NDArray[np.uint64]
RUN = 4
"""Words in a shingle of the index: long enough that few names are as long, short enough to survive the editing of every fourth word."""
SAMPLE = 3
"""One shingle in so many is kept in the index: those whose hash is 0 modulo it (Broder 1997, "On the resemblance and containment of
documents", MOD_m sketches). Which are kept hangs on the shingle alone, so both articles keep the same ones, whatever stands around them."""

_WORD = re.compile(r"[^\W_][\w\u0640\u064B-\u065F\u0670]*")
_OPEN, _CLOSE = frozenset("«“"), frozenset("»”")
_AND = "و"
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of an article's body, in order; all arrays have one entry a word.

    A word is a run of letters and digits, folded; a «و» that stands alone belongs to the word after it, as most outlets write it.
    """

    capture: str
    day: str
    """The last day on which it may have been published, empty where unknown."""
    hashes: Hashes
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    """Offsets into the capture."""
    quoted: NDArray[np.bool_]
    """Whether it stands between quotation marks."""
    figures: NDArray[np.bool_]
    """Whether it has a digit: «12», «بـ12»."""

    def __len__(self) -> int:
        return len(self.hashes)

    def span(self, start: int, end: int) -> Span:
        """Where words `start`..`end` (exclusive, at least one) stand in the capture."""
        return Span(int(self.starts[start]), int(self.ends[end - 1]))


def read(capture: Capture, article: Article) -> Words:
    """The words of the article's body, comments and title left out. Time is linear in its length."""
    found = [word for span in article.body for word in _words(clean(capture.text, span, capture.media))]
    return Words(
        capture.id,
        article.published.end if article.published else "",
        np.array([_hash(word[0]) for word in found], dtype=np.uint64),
        np.array([word[1] for word in found], dtype=np.int32),
        np.array([word[2] for word in found], dtype=np.int32),
        np.array([word[3] for word in found], dtype=np.bool_),
        np.array([any(map(str.isdigit, word[0])) for word in found], dtype=np.bool_),
    )


def _words(paragraph: Clean) -> Iterator[tuple[str, int, int, bool]]:
    """(folded word, start, end, whether it is quoted), of one paragraph; a quotation does not outlast it."""
    text, depth, past, before = paragraph.text, 0, 0, -1
    for match in _WORD.finditer(text):
        depth, past = _depth(text, past, match.start(), depth), match.end()
        word = fold(match[0])
        if word == _AND and before < 0:
            before = match.start()
            continue
        if word:
            start, end = paragraph.original(match.start() if before < 0 else before, match.end())
            yield (_AND + word if before >= 0 else word), start, end, depth > 0
        before = -1


def _depth(text: str, start: int, end: int, depth: int) -> int:
    """Whether a quotation is open after `text[start:end]`: 1 or 0. Marks without direction open and close in turn."""
    for mark in text[start:end]:
        if mark in _OPEN:
            depth = 1
        elif mark in _CLOSE:
            depth = 0
        elif mark == '"':
            depth = 1 - depth
    return depth


@lru_cache(maxsize=1 << 18)
def _hash(word: str) -> int:
    """64 bits of BLAKE2b: the same in every process and on every machine."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def shingles(hashes: Hashes, run: int) -> Hashes:
    """The hash of each run of `run` words, by the place of its first word; empty if there are fewer words."""
    count = len(hashes) - run + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    return mixed([hashes[at : at + count] for at in range(run)])


def mixed(columns: Sequence[Hashes]) -> Hashes:
    """One hash for each row of a table of hashes, given by its columns.

    A polynomial modulo 2^64, finished by the mixer of SplitMix64 (Steele, Lea and Flood 2014).
    """
    found = columns[0].copy()
    for column in columns[1:]:
        found *= _FACTOR
        found += column
    found ^= found >> np.uint64(30)
    found *= np.uint64(0xBF58476D1CE4E5B9)
    found ^= found >> np.uint64(27)
    found *= np.uint64(0x94D049BB133111EB)
    found ^= found >> np.uint64(31)
    return found


def fingerprints(words: Words) -> tuple[Hashes, NDArray[np.intp]]:
    """The sampled shingles of an article, and the place of the first word of each, in order."""
    every = shingles(words.hashes, RUN)
    kept = np.flatnonzero(every % np.uint64(SAMPLE) == 0)
    return every[kept], kept
