"""Words to the encoder's pieces: what training and coding must do alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

BOS, PAD, EOS, UNK = 0, 1, 2, 3
MOST_PIECES = 400
"""Pieces a window may have; the encoder has 512 positions, and was trained on windows of this length at most."""
_SPOKEN = {**dict.fromkeys((0x640, *range(0x64B, 0x660), 0x670)), **str.maketrans("کیپچڤگژٹڈڑ", "كيبجفكزتدر")}
"""Diacritics and tatweel are silent to the encoder, and letters that its vocabulary lacks are spelled by their Arabic neighbours."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """`ids` of a window with its borders; `first[i]`, `last[i]` the places in `ids` of word i's outermost pieces.

    Words past `MOST_PIECES` are left out: `len(first)` says how many words the window really holds.
    """

    ids: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]


class Speller:
    """Cuts words into pieces, each word on its own, so that a word is always cut alike and may be remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._word = lru_cache(maxsize=100_000)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        """A word of nothing but silent marks counts as a comma."""
        return tuple(self._tokenizer.encode(word.translate(_SPOKEN) or "،", add_special_tokens=False).ids) or (UNK,)

    def spell(self, words: Sequence[str]) -> Pieces:
        ids, first, last = [BOS], [], []
        for word in words:
            pieces = self._word(word)
            if len(ids) + len(pieces) >= MOST_PIECES:
                break
            first.append(len(ids))
            ids.extend(pieces)
            last.append(len(ids) - 1)
        return Pieces(np.array([*ids, EOS], np.int64), np.array(first, np.int64), np.array(last, np.int64))
