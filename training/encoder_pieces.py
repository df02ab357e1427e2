"""Which pieces of the encoder's vocabulary Khabar keeps: what the Arabic press writes with, so that the encoder is a quarter of the size."""

from __future__ import annotations

import re

BOUNDARY = "▁"
"""SentencePiece's mark of a word's beginning."""
SPECIAL = 4
"""`<s>`, `<pad>`, `</s>`, `<unk>`: the first ids, kept as they are."""
MASK = "<mask>"
FREQUENT = 6000
"""XLM-R's vocabulary runs from frequent to rare; below this id stand the Latin pieces of the commonest words."""

_OTHER_LANGUAGES = "ٹپچڈڑژڤکگںھہۂۆیێےۓ"
"""Letters of Persian, Urdu and Kurdish words, whose pieces would be a fifth of the vocabulary. A rare name with one of them meets `<unk>`."""
_SIGNS = re.escape("«»“”‘’–—·•…")
_PRINTED = re.compile(rf"(?:(?![{_OTHER_LANGUAGES}])[\u0600-\u06ff]|[\s{BOUNDARY}0-9{_SIGNS}]|[!-/:-@\[-`{{-~])+")
_LATIN = re.compile(rf"({BOUNDARY}?)([A-Za-z]+)")


def kept(number: int, piece: str) -> bool:
    """Is the piece with this id kept: Arabic letters, digits and punctuation always, Latin letters where the piece is short or frequent.

    One or two letters spell out any Latin word. Frequent pieces save length: any at a word's beginning, inside a word those of up to four letters.
    """
    if number < SPECIAL:
        return True
    if piece == MASK:
        return False
    if _PRINTED.fullmatch(piece):
        return True
    latin = _LATIN.fullmatch(piece)
    if latin is None:
        return False
    begins, letters = latin.groups()
    return len(letters) <= 2 or (number < FREQUENT and (bool(begins) or len(letters) <= 4))
