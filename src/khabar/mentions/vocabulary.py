"""Numbers the words of texts as they come: what follows from a word is worked out once, and kept in columns beside its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from threading import RLock
from typing import Any

import numpy as np
import numpy.typing as npt

from khabar.arabic.words import WORD
from khabar.mentions.columns import Cutter, Hashes, Numbers

MOST = 300_000
"""Words that are kept."""
_SHORT = 400
"""Characters: below, looking words up one by one is faster than setting up columns."""
_BITS = 20
"""Bits of a hash that say in which slot it is kept: in their place its number is kept there, so that a look at one column gives the numbers of all
words, and tells for which of them the slot holds another."""
_FIRST, _REST, _NUMBERS = np.uint64(64 - _BITS), np.uint64(_BITS), 1 << _BITS
_NONE = np.zeros(0, np.bool_)


class Vocabulary:
    """The words that were met, by number. `keys_of` gives the keys of many words."""

    def __init__(self, keys_of: Callable[[Sequence[str]], list[str]]) -> None:
        self._keys_of = keys_of
        self._cutter = Cutter(lambda character: not keys_of([character])[0])
        self._size = 0
        self._keys: npt.NDArray[np.object_] = np.empty(1 << 14, object)
        self._members: dict[frozenset[str], tuple[int, npt.NDArray[np.bool_]]] = {}
        """Of each set of keys (how many words were looked up, whether each one's key is in it)."""
        self._numbers: dict[str, int] = {}
        self._joined: dict[str, int] = {}
        self._slots: Hashes = np.zeros(1 << _BITS, np.uint64)
        """Of the words whose hashes begin alike, what was met last: the rest of its hash, and then its number."""
        self._lock = RLock()

    def __len__(self) -> int:
        return self._size

    def keys(self, numbers: Numbers) -> list[str]:
        found: list[str] = self._keys.take(numbers).tolist()
        return found

    def where(self, numbers: Numbers, keys: frozenset[str]) -> list[int]:
        """The indices of the numbers whose key is one of some; for a few sets that stay the same, because a column is kept for each."""
        known, column = self._members.get(keys, (0, _NONE))
        if known < self._size:
            size = self._size
            column = with_room(column, size)
            column[known:size] = [key in keys for key in self._keys[known:size].tolist()]
            self._members[keys] = size, column
        found: list[int] = column.take(numbers).nonzero()[0].tolist()
        return found

    def read(self, text: str) -> tuple[Numbers, Numbers, Numbers]:
        """(numbers, starts, ends) of the words of a text."""
        with self._lock:
            return self._one_by_one(text) if len(text) < _SHORT else self._in_columns(text)

    def _one_by_one(self, text: str) -> tuple[Numbers, Numbers, Numbers]:
        found = list(WORD.finditer(text))
        starts, ends = (np.array([place(match) for match in found], np.int64) for place in (re.Match.start, re.Match.end))
        return self._looked_up([match.group() for match in found]), starts, ends

    def _in_columns(self, text: str) -> tuple[Numbers, Numbers, Numbers]:
        starts, ends, hashes = self._cutter.cut(text)
        slots, rests = (hashes >> _FIRST).view(np.int64), hashes << _REST
        numbers = (self._slots.take(slots) ^ rests).view(np.int64)
        unmet = (numbers.view(np.uint64) >= _NUMBERS).nonzero()[0]
        if len(unmet):
            found = self._looked_up([text[starts[at] : ends[at]] for at in unmet.tolist()])
            numbers[unmet] = found
            if self._size < _NUMBERS:
                self._slots[slots[unmet]] = rests[unmet] | found.view(np.uint64)
        return numbers, starts, ends

    def _looked_up(self, words: Sequence[str]) -> Numbers:
        found = [self._numbers.get(word) for word in words]
        if None in found:
            new = [word for word in dict.fromkeys(words) if word not in self._numbers]
            self._numbers |= self._add(self._keys_of(new), new)
            found = [self._numbers[word] for word in words]
        return np.array(found, np.int64)

    def joined(self, key: str) -> int:
        """The number of a key that words make together."""
        with self._lock:
            if key not in self._joined:
                self._joined |= self._add([key], [key])
            return self._joined[key]

    def _add(self, keys: Sequence[str], words: Sequence[str]) -> dict[str, int]:
        """The numbers of the words, new ones, which have these keys."""
        first, last = self._size, self._size + len(keys)
        self._keys = with_room(self._keys, last)
        self._keys[first:last] = keys
        self._size = last
        return dict(zip(words, range(first, last), strict=True))


def with_room(column: npt.NDArray[Any], size: int) -> npt.NDArray[Any]:
    """A column that has at least `size` rows; it grows to twice its length, so that growing stays cheap."""
    if size <= len(column):
        return column
    return np.concatenate([column, np.zeros((max(size - len(column), len(column)), *column.shape[1:]), column.dtype)])
