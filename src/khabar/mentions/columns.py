"""Folds a whole text at a time and cuts it into words: columns of numbers instead of a loop over characters.

Gives the words of `arabic.words.WORD` with `arabic.folding.fold` of each; the tests compare the two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from khabar.arabic.folding import fold
from khabar.arabic.words import WORD

ODD = "\ufffd"
"""Stands for a character that folds to several or to none of the first plane: its word is to be folded alone."""
_PLURAL = re.compile("ون (?<=[^ ]{4}ون )")
"""Looks back at the four letters that must stand before it: what begins with plain letters is sought fast."""
_UNKNOWN, _OUTSIDE, _IN_WORD, _ALONE = 0, 1, 2, 4
_SPACE = np.uint32(ord(" "))
_FOLDED = np.uint32(0xFFFF0000)
_OF_WORDS = re.compile(WORD.pattern.partition("|")[0])
_CODES = 0x110000

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Alphabet:
    """What each code point is, learned when it is first met: a sign of its place in words (low half) and the folded code (high half, 0: none)."""

    outside: frozenset[str]
    """Marks that are no words."""
    signs: npt.NDArray[np.uint32] = field(default_factory=lambda: np.zeros(_CODES, "<u4"))

    def read(self, text: str) -> npt.NDArray[np.uint32]:
        """The sign of each character."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        signs = self.signs.take(codes)
        if not signs.all():
            self._learn(np.unique(codes[signs == _UNKNOWN]).tolist())
            signs = self.signs.take(codes)
        return signs

    def _learn(self, codes: Collection[int]) -> None:
        for code in codes:
            character = chr(code)
            folded = fold(character)
            in_word = _OF_WORDS.match(character) is not None
            if not in_word and (not folded or character.isspace() or character in self.outside):
                self.signs[code] = _OUTSIDE
                continue
            plain = len(folded) == 1 and folded != " " and not 0xD800 <= ord(folded) < 0xF900 and ord(folded) < 0x10000
            self.signs[code] = (_IN_WORD if in_word else _ALONE) | (ord(folded if plain else ODD) if folded else 0) << 16


def folded_words(text: str, alphabet: Alphabet, spellings: Sequence[tuple[str, str]]) -> tuple[str, Numbers, Numbers]:
    """(keys, starts, ends) of the words: keys in one string, a space before and after each, two where a word folds to nothing.

    `spellings` are replaced in the string of keys.
    """
    signs = alphabet.read(text)
    opens, starts, ends = _edges(signs.astype(np.uint8))
    # A sign becomes two letters: the space before the word that it opens, and what it folds to.
    halves = ((signs & _FOLDED) | opens * _SPACE).astype("<u4", copy=False).view("<u2")
    keys = halves.compress(halves).tobytes().decode("utf-16-le") + " "
    for letters, read in spellings:
        keys = keys.replace(letters, read)
    return _in_one_case(keys), starts, ends


def _edges(kinds: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.bool_], Numbers, Numbers]:
    """(whether a word opens, first characters of words, characters after their last)."""
    # Beside a letter of a word only a mark is a new word, beside all else a letter too.
    least = np.full(len(kinds) + 2, _OUTSIDE, np.uint8)
    least[1:-1] |= kinds & _IN_WORD
    opens = kinds > least[:-2]
    return opens, np.flatnonzero(opens), np.flatnonzero(kinds > least[2:]) + 1


def _in_one_case(keys: str) -> str:
    """«ون» at the end of a long word becomes «ين». A space stands after each word."""
    return _PLURAL.sub("ين ", keys)
