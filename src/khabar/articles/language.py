"""The language of a stretch of text in Arabic script, by its function words and by letters that Arabic does not have."""

from __future__ import annotations

import re
from collections import Counter

from khabar.arabic.folding import fold
from khabar.knowledge import pages

_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 60_000
_LETTER_SHARE = 0.02
_A_PARAGRAPH = 100
"""Arabic letters that make a page in a Latin frame worth a look."""
NAMES = {"fa": "Persian", "ur": "Urdu", "ps": "Pashto", "ckb": "Sorani Kurdish", "ug": "Uyghur", "sd": "Sindhi"}


def language_of(text: str) -> tuple[str, str]:
    """(BCP 47 tag, the reason in a sentence): `ar`, another language of the script, `und-Latn` or `und` for others, `zxx` for no letters.

    Reads the first 60,000 characters; a page in Arabic script counts as Arabic until something speaks against it.
    """
    head = text[:_ENOUGH]
    letters = len(_LETTER.findall(head))
    arabic = len(_ARABIC.findall(head))
    if not letters:
        return "zxx", "there is not one letter"
    if arabic < 0.4 * letters and (arabic < _A_PARAGRAPH or arabic < 0.15 * letters):
        latin = len(re.findall(r"[A-Za-z]", head))
        share = f"{arabic} of {letters} letters are of the Arabic script"
        return ("und-Latn" if latin > arabic and latin > letters / 2 else "und"), share
    return _within_script(head, arabic)


def _within_script(text: str, letters: int) -> tuple[str, str]:
    words = _WORD.findall(text)
    table = pages.languages()["word"]
    said = Counter(language for word in words if (language := table.get(word) or table.get(fold(word))))
    foreign = Counter[str]()
    for letter, count in Counter(text).items():
        if language := pages.languages()["letter"].get(letter):
            foreign[language] += count
    best = max(NAMES, key=lambda language: (said[language] / max(1, len(words)) + foreign[language] / letters, language))
    strange = foreign[best] > _LETTER_SHARE * letters or (said[best] >= 3 and said[best] > 0.06 * len(words))
    if strange and said[best] + foreign[best] > said["ar"]:
        return best, f"{NAMES[best]}: {said[best]} of its function words and {foreign[best]} of its letters, {said['ar']} function words of Arabic"
    return "ar", f"{said['ar']} function words of Arabic"
