"""The words that say who counted people are: «من الجنود», «من عناصر التنظيم», «في صفوف الشرطة»."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.claims.numbers.amounts import phrase_at
from khabar.knowledge import tolls

_MOST = 3
"""Words of a construct («أفراد قوات الأمن») that are read after the preposition."""


def people(folded: Sequence[str], at: int) -> tuple[int, int] | None:
    """The words from word `at` that say who is counted, as a range; None where none do."""
    length = 1 if folded[at : at + 1] == ["من"] else phrase_at(folded, at, "ranks")
    if not length:
        return None
    end = _named(folded, at + length)
    return (at, end) if end else None


def _named(folded: Sequence[str], at: int) -> int | None:
    """The end of a name of people: up to the first definite word, if it comes soon, else one word."""
    for step in range(_MOST):
        word = folded[at + step] if at + step < len(folded) else ""
        if not word or not word[0].isalpha() or word in tolls.singles("stop") or word in tolls.singles("among"):
            break
        if word.startswith("ال") or (step == 0 and word.endswith(("هم", "هما", "ها"))):
            return at + step + 1
    first = folded[at] if at < len(folded) else ""
    usable = first and first[0].isalpha() and first not in tolls.singles("stop") and first not in tolls.singles("among")
    return at + 1 if usable else None
