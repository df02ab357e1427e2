"""Folds a whole text at a time and cuts it into words: columns of numbers instead of a loop over characters.

Gives the words of `arabic.words.WORD` with `arabic.folding.fold` of each, those left out that fold to nothing; the tests compare the two.
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
_UNKNOWN, _OUTSIDE, _IN_WORD, _ALONE = range(4)
_SPACE = ord(" ")
_OF_WORDS = re.compile(WORD.pattern.partition("|")[0])
_CODES = 0x110000

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Alphabet:
    """What each code point is, learned when it is first met: its place in words, and the folded code (0: none)."""

    outside: frozenset[str]
    """Marks that are no words."""
    kinds: npt.NDArray[np.uint8] = field(default_factory=lambda: np.zeros(_CODES, np.uint8))
    folded: npt.NDArray[np.uint16] = field(default_factory=lambda: np.zeros(_CODES, np.uint16))

    def learn(self, codes: Collection[int]) -> None:
        for code in codes:
            character = chr(code)
            folded = fold(character)
            in_word = _OF_WORDS.match(character) is not None
            if not in_word and (not folded or character.isspace() or character in self.outside):
                self.kinds[code] = _OUTSIDE
                continue
            plain = len(folded) == 1 and folded != " " and not 0xD800 <= ord(folded) < 0xF900 and ord(folded) < 0x10000
            self.kinds[code] = _IN_WORD if in_word else _ALONE
            self.folded[code] = ord(folded if plain else ODD) if folded else 0


def folded_words(text: str, alphabet: Alphabet, spellings: Sequence[tuple[str, str]]) -> tuple[str, Numbers, Numbers]:
    """(keys, starts, ends) of the words: keys in one string, a space before and after each; `spellings` are replaced in it by what is as long."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    kinds = alphabet.kinds[codes]
    if not kinds.all():
        alphabet.learn(np.unique(codes[kinds == _UNKNOWN]).tolist())
        kinds = alphabet.kinds[codes]
    opens, starts, ends = _edges(kinds)
    folded = alphabet.folded[codes]
    kept = folded != 0
    at = np.cumsum(kept.view(np.uint8) + opens, dtype=np.int64)
    if not len(starts):
        return "", starts, ends
    empty = at[ends - 1] - at[starts] + kept[starts] == 0
    if empty.any():
        opens[starts[empty]] = 0
        starts, ends = starts[~empty], ends[~empty]
        at = np.cumsum(kept.view(np.uint8) + opens, dtype=np.int64)
    out = np.full(int(at[-1]) + 1, _SPACE, np.uint16)
    out[at[kept] - 1] = folded[kept]
    keys = out.tobytes().decode("utf-16-le")
    for letters, read in spellings:
        keys = keys.replace(letters, read)
    return _in_one_case(keys) if len(starts) else "", starts, ends


def _edges(kinds: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.uint8], Numbers, Numbers]:
    """(1 where a word opens, first characters of words, characters after their last)."""
    runs = np.zeros(len(kinds) + 2, np.int8)
    runs[1:-1] = kinds == _IN_WORD
    alone = kinds == _ALONE
    opens = (runs[1:-1] > runs[:-2]) | alone
    closes = (runs[1:-1] > runs[2:]) | alone
    return opens.view(np.uint8), np.flatnonzero(opens), np.flatnonzero(closes) + 1


def _in_one_case(keys: str) -> str:
    """«ون» at the end of a long word becomes «ين». A space stands after each word."""
    return _PLURAL.sub("ين ", keys)
