"""The deed that befell people who are counted: sought before them, then after them, in folded words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.claims.numbers.amounts import phrase_at
from khabar.claims.numbers.count import CAPTIVES
from khabar.knowledge import tolls
from khabar.records.number import NumberKind

REACH = 7
"""Words before a number within which the deed that befell its people is sought («قتل في الهجوم أمس 12 شخصا»)."""
AFTER = 4
"""Words after it, likewise: «22 مدنيا قتلوا»."""
_CLOSE = 2
"""Words on either side within which a flight is sought."""
_ENDS = frozenset(".؛;:!؟?")
_JOINED = ("و", "ف")
_OWNERS = ("هم", "هن", "هما", "ه", "ها")


@dataclass(frozen=True, slots=True)
class Deed:
    kind: NumberKind
    at: int | None
    """Index of its word; null where a noun of victims alone says it."""


def at_word(word: str, *, things: bool | None = None, verb: bool = False) -> NumberKind | None:
    """The kind of the deed that a word is, if it is one; with `things`, one that befalls things, or people."""
    for reading in tolls.read(word):
        fits = things is None or (reading.kind == "destroyed") is things
        if reading.role == "deed" and reading.kind and fits and (reading.verb or not verb):
            return reading.kind
    return None


def before(folded: Sequence[str], start: int, floor: int, *, things: bool) -> Deed | None:
    """The nearest deed before word `start`, back to word `floor`; what people do themselves ends the search."""
    for at in range(start - 1, max(floor, start - REACH) - 1, -1):
        if folded[at] in _ENDS:
            return None
        kind = at_word(folded[at], things=things)
        if kind:
            stops_things = kind in CAPTIVES and at + 1 < start and _is_thing(folded[at + 1])  # «إيقاف سيارة»
            return None if stops_things else Deed(kind, at)
        if not things and phrase_at(folded, at, "killing"):
            return Deed("killed", at)
        if tolls.is_other(folded[at]):
            return None
    return None


def _is_thing(word: str) -> bool:
    return any(reading.role == "thing" for reading in tolls.read(word))


def after(folded: Sequence[str], end: int) -> Deed | None:
    """A verb soon after its people, or «مصرعهم». One that is joined to what they do («25 مسلحا وقتلوا …»), or has an object, is not theirs."""
    for at in range(end, min(end + AFTER, len(folded))):
        word = folded[at]
        if word in _ENDS or word.startswith(_JOINED) or tolls.is_other(word):
            return None
        kind = at_word(word, things=False, verb=True)
        following = folded[at + 1] if at + 1 < len(folded) else ""
        if kind and (not following or not following[0].isalnum() or following in tolls.singles("stop") or following.startswith(("ب", "ل", "و"))):
            return Deed(kind, at)
        if not kind and word.endswith(_OWNERS) and (kind := at_word(word, things=False)):
            return Deed(kind, at)
    return None


def flight(folded: Sequence[str], start: int, end: int) -> Deed | None:
    """«فر 300 مدني», «300 مدني فروا»: what displaced the civilians whom words `start` to `end` count, told close to them."""
    for ahead in (range(start - 1, max(-1, start - 1 - _CLOSE), -1), range(end, min(end + _CLOSE, len(folded)))):
        for at in ahead:
            word = folded[at]
            joined = word.startswith(_JOINED) and (not tolls.is_flight(word) or tolls.is_flight(word[1:]))
            if word in _ENDS or (at >= end and joined):
                break
            if tolls.is_flight(word):
                return Deed("displaced", at)
    return None


def beside(folded: Sequence[str], at: int, *, things: bool = False) -> Deed | None:
    """A deed one word away («قتل شاب», «شابا قتل»), or two words away before («قتل أمس شاب»)."""
    for near in (at - 1, at + 1, at - 2):
        if 0 <= near < len(folded) and not (near > at and folded[near].startswith(_JOINED)):
            if near == at - 2 and (folded[at - 1] in _ENDS or tolls.is_other(folded[at - 1])):
                continue
            theirs = near > at and folded[near].endswith(_OWNERS)  # «لقي شخصان حتفهما»
            kind = at_word(folded[near], things=things, verb=near > at and not theirs)
            if kind:
                return Deed(kind, near)
    return Deed("killed", at - 2) if not things and phrase_at(folded, at - 2, "killing") else None
