"""A number as the words of a sentence say it, before it has a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.claims.numbers.amounts import Amount, phrase_at
from khabar.knowledge import tolls
from khabar.knowledge.tolls import TollWord
from khabar.records.number import NumberKind, Qualifier, Scope

DEFINITE = ("ال", "وال", "بال", "لل", "فال", "كال")
STATES: tuple[NumberKind, ...] = ("arrested", "abducted", "missing", "displaced")
"""Kinds whose people live on in that state, so that another deed may befall them: «قتل تسعة نازحين»."""
CAPTIVES: tuple[NumberKind, ...] = ("arrested", "abducted", "missing")
_BACK = 9
"""Words before a number among which those of its scope are sought."""


@dataclass(frozen=True, slots=True)
class Count:
    """All ranges are half-open ranges of word indexes. `clitic`: letters of the first word that are not of the number."""

    kind: NumberKind
    low: int
    high: int | None
    qualifier: Qualifier
    scope: Scope
    words: tuple[int, int]
    unit: tuple[int, int] | None
    who: tuple[int, int] | None
    deed: int | None
    clitic: int = 0


def says_who(readings: Sequence[TollWord], kind: NumberKind) -> bool:
    """Whether a noun says who the counted are: «جنديا» does, «قتيلا», «شخصا» and «منزلا» do not."""
    return any(w.role in ("person", "leader") or (w.role == "victim" and w.kind == "displaced" and kind != "displaced") for w in readings)


def scope_of(folded: Sequence[str], number: Amount, last: Count | None) -> Scope:
    """Among those of the number before it; a sum over a longer time; a number that rose to this; else of the event."""
    if number.first and folded[number.first - 1] in tolls.singles("among"):
        return "part"
    if last and last.scope == "part" and number.first <= last.words[1] and number.joined(folded):
        return "part"
    before_it, end = range(max(last.words[1] if last else 0, number.first - _BACK), number.first), number.end + 1
    window = (*before_it, *range(end, min(end + 3, len(folded))))
    rose = any(folded[n] in tolls.singles("update") for n in before_it)
    if any(phrase_at(folded, n, "period") or (rose and phrase_at(folded, n, "term")) for n in window):
        return "period"
    return "update" if rose else "event"


def is_another_toll(folded: Sequence[str], own: NumberKind | None, last: Count) -> bool:
    """«11 قتيلا بينهم طفلان و23 جريحا»: victims of another kind, joined to a part whose noun («طفلان») says no deed, are none of it."""
    told = last.unit is not None and any(reading.role == "victim" for reading in tolls.read(folded[last.unit[0]]))
    return last.scope == "part" and own not in (None, last.kind, *STATES) and not told
