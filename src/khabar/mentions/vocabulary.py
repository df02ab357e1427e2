"""Numbers the words of texts as they come, so that one look at columns of numbers tells where in a text a pattern may begin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from khabar.mentions.patterns import Pattern
from khabar.mentions.variants import ALIKE, Opening

_MOST = 300_000
"""Words that are kept."""
_BITS = 63
_SLOTS = 18
"""Bits of a hash that say where it is kept."""
_ODD = 0x9E3779B97F4A7C15
_SPACE = ord(" ")

Masks = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


class Start(NamedTuple):
    """The first word of a pattern, after `cut` letters of proclitics; `rest` are the words that must follow."""

    cut: int
    preposition: str
    pattern: str
    rest: list[str]


class Opened(NamedTuple):
    """All that a word may be the first of."""

    alone: tuple[tuple[int, str, Pattern], ...]
    """(letters of proclitics, proclitics, pattern) of what the word is by itself."""
    longer: Mapping[str, Sequence[Start]]
    """By the word that must follow."""
    spelled: Mapping[str, Sequence[Opening]]
    """Foreign names in another spelling, by the skeleton of the word that must follow."""


class Vocabulary:
    """Numbers each word when it is first met. What a word opens is kept beside its number, and in masks what must follow.

    A mask has one bit of a word's hash for each word that may follow: where the next word's bit is not in it, nothing begins.
    """

    def __init__(self, opened: Callable[[str], Opened | None]) -> None:
        self._look = opened
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []
        self._opened: list[Opened | None] = []
        self._masks: Masks = np.zeros((4, 1 << 14), np.int64)
        """Columns: bit of the word, bit of its first sound; masks of what may follow, as words and as skeletons."""
        self._new: list[tuple[int, int, int, int]] = []
        self._hashes = np.zeros(1 << _SLOTS, np.uint64)
        self._numbered = np.zeros(1 << _SLOTS, np.int64)
        """What was met last of the words whose hashes begin alike: a look at columns, in place of one at the dictionary for each word."""

    def opening(self, words: Sequence[str]) -> Iterator[tuple[int, Opened]]:
        """(index, what it opens) of the words that open something, of longer patterns those after which a word follows that may be the next one."""
        if not words:
            return
        numbers = self._all_numbers(words)
        word, sound, after, after_sound = self._masks
        following = numbers[1:]
        may = np.empty(len(words), np.bool_)
        may[:-1] = (after[numbers[:-1]] & word[following]) | (after_sound[numbers[:-1]] & sound[following])
        may[-1:] = after[numbers[-1:]] < 0
        for at in np.flatnonzero(may).tolist():
            number = numbers[at]
            opened = self._opened[number]
            if opened is not None and self._words[number] == words[at]:
                yield at, opened

    def _all_numbers(self, words: Sequence[str]) -> Masks:
        if len(self._words) > _MOST:
            self._forget()
        hashes = _hashes(words)
        slots = (hashes >> np.uint64(64 - _SLOTS)).astype(np.int64)
        numbers = self._numbered.take(slots)
        other = np.flatnonzero(self._hashes.take(slots) != hashes)
        if len(other):
            numbers[other] = [self._number(words[at]) for at in other.tolist()]
            self._numbered[slots[other]], self._hashes[slots[other]] = numbers[other], hashes[other]
        if self._new:
            self._write()
        return numbers

    def _forget(self) -> None:
        self._numbers.clear()
        self._words.clear()
        self._opened.clear()
        self._hashes.fill(0)

    def _number(self, word: str) -> int:
        number = self._numbers.setdefault(word, len(self._words))
        if number == len(self._words):
            opened = self._look(word)
            self._words.append(word)
            self._opened.append(opened)
            after = (0, 0)
            if opened is not None:
                always = opened.alone or "" in opened.spelled
                after = (-1 if always else _mask(map(_bit, opened.longer)), _mask(map(_sound, opened.spelled)))
            self._new.append((_bit(word), _sound(word), *after))
        return number

    def _write(self) -> None:
        """The columns of the words that were met since the last time."""
        first = len(self._words) - len(self._new)
        while len(self._words) > self._masks.shape[1]:
            self._masks = np.concatenate([self._masks, np.zeros_like(self._masks)], axis=1)
        self._masks[:, first : len(self._words)] = np.array(self._new, np.int64).T
        self._new.clear()


def _hashes(words: Sequence[str]) -> Hashes:
    """Of each word the sum of its letters, each times a power of one odd number, in 64 bits."""
    codes = np.frombuffer(f"{' '.join(words)} ".encode("utf-16-le", "surrogatepass"), "<u2")
    starts = np.zeros(len(words), np.int64)
    starts[1:] = np.flatnonzero(codes == _SPACE)[:-1] + 1
    powers, inverses = _powers(1 << len(codes).bit_length())
    sums: Hashes = np.add.reduceat(codes * powers[: len(codes)], starts) * inverses[starts]
    return (sums ^ (sums >> np.uint64(32))) * np.uint64(_ODD)


@cache
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The powers of an odd number, and of its inverse, modulo 2 to the 64."""
    both = (_ODD, pow(_ODD, -1, 1 << 64))
    up, down = (np.cumprod(np.full(count, one, np.uint64), dtype=np.uint64) for one in both)
    return up, down


def _bit(word: str) -> int:
    return 1 << hash(word) % _BITS


def _sound(word: str) -> int:
    """The bit of how a word, or its skeleton, begins."""
    return 1 << ord(word[:1].translate(ALIKE) or "\0") % _BITS


def _mask(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)
