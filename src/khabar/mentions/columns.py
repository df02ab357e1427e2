"""Cuts a whole text into words and hashes each of them, in columns of numbers instead of a loop over characters.

Gives the words of `arabic.words.WORD`; the tests compare the two.
"""

from __future__ import annotations

from collections.abc import Callable
from secrets import randbits
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from khabar.arabic.words import WORD

_UNKNOWN, _OUTSIDE, _IN_WORD, _ALONE = 0, 1, 2, 4
_KIND = 8
"""Bits of a sign that hold the kind."""
_CODES = 0x110000

Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


class Cut(NamedTuple):
    """The words of a text, in columns of one length."""

    starts: Numbers
    ends: Numbers
    hashes: Hashes


class Cutter:
    """Cuts texts; learns what each code point is when it is first met. `is_nothing` tells marks that are no words.

    A word's hash is the sum of its letters' numbers, each times a power of one odd number, in 64 bits. All these are drawn by chance for each
    cutter, so that two words have one hash once in 2 to the 64, and nobody can write two that have.
    """

    def __init__(self, is_nothing: Callable[[str], bool]) -> None:
        self._is_nothing = is_nothing
        self._signs = np.zeros(_CODES, np.uint64)
        """Of each code point its kind (low bits) and a number of its own."""
        self._base = randbits(64) | 1
        self._powers = self._inverses = np.ones(1, np.uint64)
        """Of the base, and of its inverse modulo 2 to the 64."""

    def cut(self, text: str) -> Cut:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        signs = self._signs.take(codes)
        kinds = signs.astype(np.uint8)
        if _UNKNOWN in kinds.tobytes():
            self._learn(codes[kinds == _UNKNOWN])
            return self.cut(text)
        starts, ends = _edges(kinds)
        return Cut(starts, ends, self._hashes(signs, starts, ends))

    def _learn(self, codes: npt.NDArray[np.uint32]) -> None:
        for code in np.unique(codes).tolist():
            self._signs[code] = randbits(64 - _KIND) << _KIND | self._kind(chr(code))

    def _kind(self, character: str) -> int:
        # A mark twice is two words, a letter of words is one.
        if WORD.fullmatch(character * 2):
            return _IN_WORD
        return _OUTSIDE if character.isspace() or self._is_nothing(character) else _ALONE

    def _hashes(self, signs: Hashes, starts: Numbers, ends: Numbers) -> Hashes:
        if len(signs) > len(self._powers):
            self._powers, self._inverses = (_powers(base, 2 * len(signs)) for base in (self._base, pow(self._base, -1, 1 << 64)))
        sums = np.zeros(len(signs) + 1, np.uint64)
        (signs * self._powers[: len(signs)]).cumsum(out=sums[1:])
        hashes: Hashes = (sums.take(ends) - sums.take(starts)) * self._inverses.take(starts)
        return hashes


def _edges(kinds: npt.NDArray[np.uint8]) -> tuple[Numbers, Numbers]:
    """(first characters of words, characters after their last)."""
    # Beside a letter of a word only a mark is a new word, beside all else a letter too.
    least = kinds & _IN_WORD | _OUTSIDE
    opens, closes = kinds > _OUTSIDE, kinds > _OUTSIDE
    np.greater(kinds[1:], least[:-1], out=opens[1:])
    np.greater(kinds[:-1], least[1:], out=closes[:-1])
    return opens.nonzero()[0], closes.nonzero()[0] + 1


def _powers(base: int, count: int) -> Hashes:
    """1 and the powers of a number, modulo 2 to the 64."""
    factors = np.full(count, base, np.uint64)
    factors[0] = 1
    return np.cumprod(factors, dtype=np.uint64)
