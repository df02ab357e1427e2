"""Lines that are an outlet's noun with its name: «جريدة الضفاف», «بغداد: وكالة الرافد للأنباء», «صحيفة النيل الجديد - الخرطوم»."""

from __future__ import annotations

import re
from functools import cache

from khabar.arabic.folding import fold
from khabar.knowledge import actors, pages, places

_JOINTS = re.compile(r"\s*[:：|/،,()]+\s*|\s+[\-–—ـ]+\s+|\s*[–—]\s*")
_EDGE = ' \t|-–—:»«"ـ•.()'
_LONGEST_LINE, _LONGEST_NAME = 60, 5
"""Characters of such a line, and words of a name with its noun."""
_DEFINITE = ("ال", "لل")
_OF_A_KIND = ("يه", "ي")
"""Endings of adjectives, folded: «صحيفة بريطانية» names none."""
_MOST_PARTS = 2


def name_of(text: str) -> str | None:
    """The outlet's name that is all of `text`, but for a city before or after it; None where `text` is anything else.

    >>> name_of("جريدة الضفاف - بيروت"), name_of("صحيفة بريطانية"), name_of("صحيفة الضفاف تغلق مكتبها")
    ('جريدة الضفاف', None, None)
    """
    if len(text) > _LONGEST_LINE:
        return None
    parts = [part for piece in _JOINTS.split(text) if (part := piece.strip(_EDGE))]
    if not 1 <= len(parts) <= _MOST_PARTS:
        return None
    for at, name in enumerate(parts):
        beside = parts[1 - at] if len(parts) == _MOST_PARTS else None
        if _is_name(name, filed=beside is not None) and (beside is None or is_place(beside)):
            return name
    return None


def is_filed(text: str) -> bool:
    """Whether a line that names an outlet gives a city with it."""
    name = name_of(text)
    return name is not None and len(text.strip(_EDGE)) > len(name)


def _is_name(name: str, *, filed: bool) -> bool:
    """Whether the words are a name: known, or the noun of a paper and a name; another noun («قناة», «موقع») needs a city or a word of the press."""
    words = fold(name).split()
    role = pages.mastheads().get(words.pop(0)) if words else None
    if role not in ("paper", "other"):
        return False
    press = [word for word in words if pages.mastheads().get(word) == "press"]
    named = [word for word in words if word not in press]
    if not words or len(words) >= _LONGEST_NAME or not all(word.isalpha() for word in words):
        return False
    if fold(name) in known():
        return True
    return _is_proper(named, press=bool(press)) and (role == "paper" or filed or bool(press))


def _is_proper(words: list[str], *, press: bool) -> bool:
    """One word that is no adjective of the noun, or definite ones: what follows «صحيفة» in «صحيفة تنفي الخبر» is neither."""
    if not words:
        return False
    if words[0].startswith(_DEFINITE):
        return all(word.startswith(_DEFINITE) for word in words)
    return len(words) == 1 and (press or not words[0].endswith(_OF_A_KIND))


def is_place(name: str) -> bool:
    """Whether the words are a city, or another place that is known."""
    return fold(name) in pages.cities() or places.find(name).place.precision != "none"


@cache
def known() -> frozenset[str]:
    """Folded names of the outlets and agencies of the who's who."""
    return frozenset(fold(name.text) for actor in actors.load() if actor.is_press for name in actor.names)
