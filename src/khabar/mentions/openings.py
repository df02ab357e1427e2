"""Tells by columns of numbers where in a text a pattern may begin, before any word is looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from khabar.mentions.columns import Numbers
from khabar.mentions.patterns import Pattern
from khabar.mentions.variants import Opening, skeleton
from khabar.mentions.vocabulary import Vocabulary, with_room

_PAIRS = 1 << 22
"""Places in the table of pairs, some twenty for each pair that a full vocabulary has and a hundred for those of the corpus: with a quarter of
them, 25 thousand words of the corpus are looked at where now 16 are, of which 12 go on."""
_SPREAD = 0x9E3779B1
"""An odd number by which numbers that follow one another are spread over the table."""


class Start(NamedTuple):
    """The first word of a pattern, after `cut` letters of proclitics; `rest` are the words that must follow."""

    cut: int
    preposition: str
    pattern: str
    rest: list[str]


class Branch(dict[str, "Branch"]):
    """The first words of some patterns: what they are by themselves, and by the word that follows the branch of one word more.

    Grows where a text goes on in the same way: of the patterns that a common word opens, hundreds, few are ever met.
    """

    __slots__ = ("_pattern", "_size", "longer", "whole")

    def __init__(self, starts: Iterable[Start], pattern: Callable[[str], Pattern], size: int = 1) -> None:
        """Of the patterns that begin with the same `size` words."""
        super().__init__()
        self.whole: list[tuple[int, Pattern, str]] = []
        """(letters of proclitics, pattern, proclitics) of what the words are."""
        self.longer: dict[str, list[Start]] = defaultdict(list)
        """By the word that must follow."""
        self._pattern, self._size = pattern, size
        for start in starts:
            if len(start.rest) < size:
                self.whole.append((start.cut, pattern(start.pattern), start.preposition))
            else:
                self.longer[start.rest[size - 1]].append(start)

    def __missing__(self, word: str) -> Branch:
        """Of one of the words in `longer`."""
        found = self[word] = Branch(self.longer[word], self._pattern, self._size + 1)
        return found


class Opened(NamedTuple):
    """All that a word may be the first of."""

    exact: Branch
    spelled: Mapping[str, Sequence[Opening]]
    """Foreign names in another spelling, by the skeleton of the word that must follow."""


class Places(NamedTuple):
    """The indices of the words where patterns begin or may begin, in text order."""

    alone: list[int]
    """Of the words that are a pattern by themselves, read in one way."""
    after: list[int]
    """Of the words after these."""
    read: list[list[Any]]
    """As what these are read, the further fields of their hits in columns: letters of proclitics, patterns, proclitics, whether spelled otherwise."""
    further: Iterator[tuple[int, Opened]]
    """Where what follows may belong to a longer pattern, the word is read in several ways, or it may be a foreign name in another spelling."""


class Openings:
    """What each word of a vocabulary opens, and in one table which words may follow it.

    The table says of each pair of a word that opens something and a word that must follow it that they meet, in a place that is worked out of
    both; so too of the word and the skeleton that must follow. Of the words of which it says nothing, nothing begins. It is far larger than the
    pairs are many, because others share a place by chance: masks of few bits for each word, which hundreds may follow, let half as many again pass.
    """

    def __init__(self, vocabulary: Vocabulary, opened: Callable[[str], Opened | None]) -> None:
        self.vocabulary = vocabulary
        self._look = opened
        self._size = 0
        """Words that were looked up."""
        self._opened: npt.NDArray[np.object_] = np.zeros(1 << 14, object)
        self._read: npt.NDArray[np.object_] = np.zeros((1 << 14, 4), object)
        """By number, as what the word is read by itself: the fields of its hit after its place."""
        self._opens, self._alone, self._always = (np.zeros(1 << 14, np.bool_) for _ in range(3))
        """By number: whether the word opens anything, whether it is a pattern by itself, and whether it is to be looked at whatever follows."""
        self._hashes = np.zeros((1 << 14, 2), np.int64)
        """By number, of the word and of its skeleton."""
        self._pairs = np.zeros(_PAIRS, np.bool_)
        self._lock = Lock()

    def of(self, numbers: Numbers) -> Places:
        """The words that are a pattern, or may open one by what follows them."""
        if len(self.vocabulary) > self._size:
            self._learn()
        at = self._opens.take(numbers).nonzero()[0]
        here, after = numbers.take(at), numbers.take(at + 1, mode="clip")
        alone = self._alone.take(here)
        meets = self._pairs.take((here * _SPREAD)[:, None] + self._hashes.take(after, axis=0) & _PAIRS - 1)
        may = meets[:, 0] | meets[:, 1] | self._always.take(here)
        further = zip(at.compress(may).tolist(), self._opened.take(here.compress(may)).tolist(), strict=True)
        first = at.compress(alone)
        return Places(first.tolist(), (first + 1).tolist(), self._read.take(here.compress(alone), axis=0).T.tolist(), further)

    def _learn(self) -> None:
        with self._lock:
            first, size = self._size, len(self.vocabulary)
            self._opened, self._read = with_room(self._opened, size), with_room(self._read, size)
            self._opens, self._alone, self._always = (with_room(column, size) for column in (self._opens, self._alone, self._always))
            self._hashes = with_room(self._hashes, size)
            for number, word in enumerate(self.vocabulary.keys(np.arange(first, size)), first):
                self._hashes[number] = _hash(word), _hash_of_bones(skeleton(word))
                opened = self._look(word)
                if opened is not None:
                    self._add(number, opened)
            self._size = size

    def _add(self, number: int, opened: Opened) -> None:
        whole = opened.exact.whole
        self._opened[number], self._opens[number] = opened, True
        if len(whole) == 1:
            self._alone[number], self._read[number] = True, (*whole[0], False)
        self._always[number] = len(whole) > 1 or "" in opened.spelled
        following = (*map(_hash, opened.exact.longer), *map(_hash_of_bones, opened.spelled))
        self._pairs[[number * _SPREAD + one & _PAIRS - 1 for one in following]] = True


def _hash(word: str) -> int:
    return hash(word) % _PAIRS


def _hash_of_bones(bones: str) -> int:
    """Another than that of the word that is spelled so, which must not stand for it."""
    return ~hash(bones) % _PAIRS
