"""Tells by columns of numbers where in a text a pattern may begin, before any word is looked at."""

from __future__ import annotations

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


class Opened(NamedTuple):
    """All that a word may be the first of."""

    alone: tuple[tuple[int, Pattern, str], ...]
    """(letters of proclitics, pattern, proclitics) of what the word is by itself."""
    longer: Mapping[str, Sequence[Start]]
    """By the word that must follow."""
    spelled: Mapping[str, Sequence[Opening]]
    """Foreign names in another spelling, by the skeleton of the word that must follow."""


class Openings:
    """What each word of a vocabulary opens, and in masks what must follow.

    A mask has one bit of a word's hash for each word that may follow: where the next word's bit is not in it, nothing begins.
    """

    def __init__(self, vocabulary: Vocabulary, opened: Callable[[str], Opened | None]) -> None:
        self.vocabulary = vocabulary
        self._look = opened
        self._size = 0
        """Words that were looked up."""
        self._opened: npt.NDArray[np.object_] = np.zeros(1 << 14, object)
        self._opens, self._alone = (np.zeros(1 << 14, np.bool_) for _ in range(2))
        """By number: whether the word opens anything, and whether it is a pattern by itself."""
        self._is, self._before = (np.zeros((1 << 14, 2), np.int64) for _ in range(2))
        """By number, of the word and of its skeleton: its bit; the mask of what may follow it."""
        self._lock = Lock()

    def of(self, numbers: Numbers) -> Iterator[tuple[int, Opened, list[bool]]]:
        """(index, what it opens, two answers) of the words that are a pattern, or may open one by what follows them.

        The answers: whether what follows may belong to a longer pattern, and whether it may to a foreign name in another spelling.
        """
        if len(self.vocabulary) > self._size:
            self._learn()
        at = self._opens.take(numbers).nonzero()[0]
        here = numbers.take(at)
        meets = self._before.take(here, axis=0) & self._is.take(numbers.take(at + 1, mode="clip"), axis=0) != 0
        may = (self._alone.take(here) | meets[:, 0] | meets[:, 1]).nonzero()[0]
        return zip(at.take(may).tolist(), self._opened.take(here.take(may)).tolist(), meets.take(may, axis=0).tolist(), strict=True)

    def _learn(self) -> None:
        with self._lock:
            first, size = self._size, len(self.vocabulary)
            self._opened, self._opens, self._alone = (with_room(column, size) for column in (self._opened, self._opens, self._alone))
            self._is, self._before = with_room(self._is, size), with_room(self._before, size)
            for number, word in enumerate(self.vocabulary.keys(np.arange(first, size)), first):
                self._is[number] = _bit(word), _bit(skeleton(word))
                opened = self._look(word)
                if opened is not None:
                    self._opened[number], self._opens[number], self._alone[number] = opened, True, bool(opened.alone)
                    self._before[number] = _mask(opened.longer), _ANY if "" in opened.spelled else _mask(opened.spelled)
            self._size = size


def _bit(word: str) -> int:
    return 1 << hash(word) % _BITS


def _mask(words: Iterable[str]) -> int:
    return reduce(or_, map(_bit, words), 0)
