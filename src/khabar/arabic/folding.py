"""Folding: one spelling for the many ways in which the press writes a word, with a map back to the original offsets."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه",
    "ؤ": "و", "ئ": "ي", "ک": "ك", "ڪ": "ك", "گ": "ك", "پ": "ب", "چ": "ج", "ڤ": "ف", "ڨ": "ق", "ژ": "ز",
}  # fmt: skip
_IGNORED = {"\u0640", "\u0670", "\ufeff", *map(chr, range(0x200B, 0x2010)), *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def _fold_character(character: str) -> str:
    """What one code point becomes: none, one or (for ligatures) several folded code points."""
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _IGNORED or unicodedata.category(character) == "Mn":
        return ""
    if character.isdigit() and unicodedata.category(character) == "Nd":
        return str(unicodedata.digit(character))
    compatible = unicodedata.normalize("NFKC", character)
    if compatible != character:
        return "".join(_fold_character(c) for c in compatible if c != character)
    return character.lower()


class _Table(dict[int, str]):
    """`str.translate` table that learns each code point once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_TABLE = _Table()
_WORD = 24
"""Letters: what is shorter is mostly one word, which the stages fold again and again."""


def fold(text: str) -> str:
    """`text` without diacritics, tatweel and direction marks; alef, yeh, teh marbuta, hamza carriers and digits in one form; lower case.

    >>> fold("أيمن الظواهرى")
    'ايمن الظواهري'
    """
    return _fold_word(text) if len(text) < _WORD else text.translate(_TABLE)


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    return word.translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded `text`; `offsets[i]` is where in the original its character `i` came from, with one offset more for the end."""

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of `text[start:end]`; trailing ignored characters (diacritics, tatweel) belong to the word before."""
        return self.offsets[start], self.offsets[end] if end < len(self.text) else self.offsets[-1]


def fold_with_offsets(text: str) -> Folded:
    """`fold(text)` with the map from each folded character to the original."""
    folded: list[str] = []
    offsets: list[int] = []
    for at, character in enumerate(text):
        for piece in _TABLE[ord(character)]:
            folded.append(piece)
            offsets.append(at)
    return Folded("".join(folded), (*offsets, len(text)))
