"""Tells by columns of numbers where in a text a pattern may begin, before any word is looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from threading import Lock
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from khabar.mentions.columns import Numbers
from khabar.mentions.patterns import Pattern
from khabar.mentions.variants import Opening, skeleton
from khabar.mentions.vocabulary import Vocabulary, with_room

_BITS = 63
_ANY = -1
"""The mask that has every bit."""

Masks = npt.NDArray[np.int64]


class Start(NamedTuple):
    """The first word of a pattern, after `cut` letters of proclitics; `rest` are the words that must follow."""

    cut: int
    preposition: str
    pattern: str
    rest: list[str]


class Branch(dict[str, "Branch | None"]):
    """The first words of some patterns: what they are by themselves, and by the word that follows the branch of one word more, None for others.

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

    def __missing__(self, word: str) -> Branch | None:
        if word not in self.longer:
            return None
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
    read: list[tuple[int, Pattern, str]]
    """As what each of these is read: (letters of proclitics, pattern, proclitics)."""
    further: Iterator[tuple[int, Opened]]
    """Where what follows may belong to a longer pattern, the word is read in several ways, or it may be a foreign name in another spelling."""


class Openings:
    """What each word of a vocabulary opens, and in masks what must follow.

    A mask has one bit of a word's hash for each word that may follow: where the next word's bit is not in it, nothing begins. Words have two
    masks each, of two hashes, because hundreds may follow a common one.
    """

    def __init__(self, vocabulary: Vocabulary, opened: Callable[[str], Opened | None]) -> None:
        self.vocabulary = vocabulary
        self._look = opened
        self._size = 0
        """Words that were looked up."""
        self._opened: npt.NDArray[np.object_] = np.zeros(1 << 14, object)
        self._read: npt.NDArray[np.object_] = np.zeros(1 << 14, object)
        """By number, as what the word is read by itself."""
        self._opens, self._alone = (np.zeros(1 << 14, np.bool_) for _ in range(2))
        """By number: whether the word opens anything, and whether it is a pattern by itself."""
        self._is, self._before = (np.zeros((1 << 14, 3), np.int64) for _ in range(2))
        """By number, of the word, of the word backwards, and of its skeleton: its bit; the mask of what may follow it."""
        self._lock = Lock()

    def of(self, numbers: Numbers) -> Places:
        """The words that are a pattern, or may open one by what follows them."""
        if len(self.vocabulary) > self._size:
            self._learn()
        at = self._opens.take(numbers).nonzero()[0]
        here, after = numbers.take(at), numbers.take(at + 1, mode="clip")
        alone = self._alone.take(here)
        meets = self._before.take(here, axis=0) & self._is.take(after, axis=0) != 0
        may = meets[:, 0] & meets[:, 1] | meets[:, 2]
        further = zip(at.compress(may).tolist(), self._opened.take(here.compress(may)).tolist(), strict=True)
        return Places(at.compress(alone).tolist(), self._read.take(here.compress(alone)).tolist(), further)

    def _learn(self) -> None:
        with self._lock:
            first, size = self._size, len(self.vocabulary)
            self._opened, self._read = with_room(self._opened, size), with_room(self._read, size)
            self._opens, self._alone = with_room(self._opens, size), with_room(self._alone, size)
            self._is, self._before = with_room(self._is, size), with_room(self._before, size)
            for number, word in enumerate(self.vocabulary.keys(np.arange(first, size)), first):
                self._is[number] = _bit(word), _bit(word[::-1]), _bit(skeleton(word))
                opened = self._look(word)
                if opened is not None:
                    self._add(number, opened)
            self._size = size

    def _add(self, number: int, opened: Opened) -> None:
        whole, longer = opened.exact.whole, opened.exact.longer
        self._opened[number], self._opens[number] = opened, True
        if len(whole) == 1:
            self._alone[number], self._read[number] = True, whole[0]
        follows = (_ANY, _ANY) if len(whole) > 1 else (_mask(longer), _mask(word[::-1] for word in longer))
        self._before[number] = *follows, _ANY if "" in opened.spelled else _mask(opened.spelled)


def _bit(word: str) -> int:
    return 1 << hash(word) % _BITS


def _mask(words: Iterable[str]) -> int:
    return reduce(or_, map(_bit, words), 0)
