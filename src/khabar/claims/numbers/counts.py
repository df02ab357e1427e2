"""Counts in a sentence: an amount with what was counted and what befell them. Ages, dates, prices, votes and percentages are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from khabar.claims.numbers.amounts import Amount, amount, before_hedge, may_begin, may_open, phrase_at
from khabar.claims.numbers.count import CAPTIVES, DEFINITE, STATES, Count, is_another_toll, says_who, scope_of
from khabar.claims.numbers.deeds import Deed, after, before, flight
from khabar.claims.numbers.nouns import uncounted
from khabar.claims.numbers.who import people
from khabar.knowledge import tolls
from khabar.knowledge.tolls import TollWord
from khabar.records.number import NumberKind, Scope

_TEN = 10
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_GAP = 6
"""Words that may stand between a number and the next one that is joined to it."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """The noun that is counted, words `start` to `end`, and its readings that can be."""

    readings: tuple[TollWord, ...]
    start: int
    end: int


def counts(folded: Sequence[str]) -> list[Count]:
    """The counts of a sentence's folded words, in order."""
    found: list[Count] = []
    at = 0
    for start in (number for number, word in enumerate(folded) if _may_count(word)):
        if start < at:
            continue
        last = found[-1] if found else None
        step = _nobody(folded, start) or _none(folded, start, last) or _counted(folded, start, last) or uncounted(folded, start, last)
        if step:
            found.append(step)
            at = step.words[1]
        elif number := amount(folded, start):
            at = number.end
    return found


@lru_cache(maxsize=50_000)
def _may_count(word: str) -> bool:
    """Whether a count can begin with a word: asked of every word, so that few are looked at closely."""
    nouns = any(reading.role != "deed" for reading in tolls.read(word))
    return nouns or may_begin(word) or may_open(word, "none") or word in _denials() or word[1:] in _denials()


@cache
def _denials() -> frozenset[str]:
    """First words of «لم يقتل أحد» and its like."""
    return frozenset(phrase[0] for phrase in tolls.nobody())


def _nobody(folded: Sequence[str], at: int) -> Count | None:
    """«لم يقتل أحد»."""
    if folded[at] not in _denials() and folded[at][1:] not in _denials():
        return None
    for phrase, kind in tolls.nobody().items():
        if tuple(folded[at : at + len(phrase)]) == phrase or tuple(folded[at : at + len(phrase)]) == ("و" + phrase[0], *phrase[1:]):
            end = at + len(phrase)
            return Count(kind, 0, 0, "exact", "event", (at, end), (end - 1, end), None, None, int(folded[at] != phrase[0]))
    return None


def _none(folded: Sequence[str], at: int, last: Count | None) -> Count | None:
    """«دون وقوع ضحايا», «لم يوقع الانفجار قتلى أو جرحى»."""
    joined = last is not None and last.high == 0 and last.words[1] in (at, at - 1)
    if joined and (folded[at - 1] in ("او", "ولا") or folded[at].startswith("و")) and (kind := _lost(folded[at])):
        return Count(kind, 0, 0, "exact", "event", (at, at + 1), (at, at + 1), None, None, int(folded[at].startswith("و")))
    length = phrase_at(folded, at, "none")
    noun = at + length
    fillers = tolls.singles("filler")
    while length and noun < len(folded) and noun < at + length + 4 and (folded[noun] in fillers or folded[noun].startswith(DEFINITE)):
        noun += 1
    kind = _lost(folded[noun]) if length and noun < len(folded) else None
    if kind is None:
        return None
    opener = next(p for p in tolls.phrases("none") if len(p) == length and folded[at].endswith(p[0]))
    return Count(kind, 0, 0, "exact", "event", (at, noun + 1), (noun, noun + 1), None, None, len(folded[at]) - len(opener[0]))


def _lost(word: str) -> NumberKind | None:
    """What an indefinite noun of victims says that there was none of; its singular and dual tell of somebody."""
    return next((w.kind for w in tolls.read(word) if w.role == "victim" and not word.startswith(DEFINITE) and w.number != 2), None)


def _counted(folded: Sequence[str], at: int, last: Count | None) -> Count | None:
    """The count whose number begins at a word."""
    number = amount(folded, at)
    if number is None or _is_no_count(folded, number):
        return None
    unit = _unit(folded, number)
    end = unit.end if unit else number.end
    number = before_hedge(folded, number, end)
    if unit is None and number.last == end and not _may_stand_alone(folded, number, end):
        return None
    anew = last is not None and is_another_toll(folded, _victims(unit), last)
    scope = scope_of(folded, number, None if anew else last)
    kind, deed = _kind(folded, number, unit, last, scope)
    if kind is None:
        return None
    if scope == "update" and number.qualifier == "between" and folded[number.start - 1] == "من":
        number = replace(number, low=number.high or number.low, qualifier="exact")  # «ارتفع من 5 إلى 7»
    told = unit is not None and says_who(unit.readings, kind)
    who = (unit.start, unit.end) if unit and told else people(folded, number.last)
    span = (unit.start, unit.end) if unit else None
    return Count(kind, number.low, number.high, number.qualifier, scope, (number.first, number.last), span, who, deed, number.clitic)


def _is_no_count(folded: Sequence[str], number: Amount) -> bool:
    """«رقم 14», «30 في المئة», «أيار 2014»."""
    previous = folded[number.first - 1] if number.first else ""
    year = previous in tolls.dated() and number.qualifier == "exact" and _FIRST_YEAR <= number.low <= _LAST_YEAR
    return year or previous.removeprefix("ال") in tolls.singles("number") or phrase_at(folded, number.end, "percent") > 0


def _unit(folded: Sequence[str], number: Amount) -> _Unit | None:
    """The noun after a number: «سبعة جنود», «عشرات القتلى والجرحى», «أحد الحراس»; a human plural that no table has («خمسة غواصين»)."""
    at = number.end
    word = folded[at] if at < len(folded) else ""
    one = number.low == number.high == 1 and folded[number.start].endswith(("احد", "احدي"))
    if not word or (word.startswith(DEFINITE) and not number.vague and not one):
        return None
    readings = tuple(w for w in tolls.read(word) if w.role != "deed" and not word.startswith("و"))
    if readings:
        both = at + 1 < len(folded) and folded[at + 1].startswith("و") and _pair(readings, tolls.read(folded[at + 1]))
        if both:
            return _Unit((TollWord("victim", "casualties", verb=False, number=None),), at, at + 2)
        return _Unit(readings, at, at + 1)
    few = number.high is not None and 3 <= number.high <= _TEN and not number.vague
    if few and len(word) > 4 and word.endswith(("ين", "ون")) and amount(folded, at) is None and word not in tolls.singles("stop"):
        return _Unit((TollWord("person", None, verb=False, number=None),), at, at + 1)
    return None


def _pair(one: Sequence[TollWord], other: Sequence[TollWord]) -> bool:
    """«القتلى والجرحى»: dead and wounded of one number."""
    victims = [next((w.kind for w in words if w.role == "victim" and w.number != 2), None) for words in (one, other)]
    return set(victims) == {"killed", "wounded"}


def _may_stand_alone(folded: Sequence[str], number: Amount, end: int) -> bool:
    """Whether a number without a noun counts people: before «من», or where the words after it are no noun."""
    word = folded[end] if end < len(folded) else ""
    if word == "من":
        return folded[number.first - 1 : number.first] == [] or folded[number.first - 1] not in tolls.singles("fixed")
    particle = not word or not word[0].isalnum() or word in tolls.singles("stop") or word[0] == "و" or word.startswith(("بال", "لل", "لي"))
    return particle and (number.vague or number.first == 0 or folded[number.first - 1] not in tolls.singles("fixed"))


def _victims(unit: _Unit | None) -> NumberKind | None:
    """What befell the counted by their noun alone: «قتيلا»."""
    return next((w.kind for w in unit.readings if w.role == "victim"), None) if unit else None


def _kind(folded: Sequence[str], number: Amount, unit: _Unit | None, last: Count | None, scope: Scope) -> tuple[NumberKind | None, int | None]:
    """What befell the counted, and the word that says so."""
    own = _victims(unit)
    things = unit is not None and all(w.role == "thing" for w in unit.readings)
    if unit and not things and phrase_at(folded, unit.end, "both"):
        return "casualties", None
    if own and own not in STATES:
        return own, None
    if last and scope == "part" and own is None:
        return last.kind, last.deed
    deed = _deed(folded, number, unit, last, things=things)
    if own:
        return (deed.kind, deed.at) if deed and deed.kind not in CAPTIVES else (own, deed.at if deed else None)
    if deed is None and not things:
        return _of_the_counted(folded, number.first), None
    return (deed.kind, deed.at) if deed else (None, None)


def _deed(folded: Sequence[str], number: Amount, unit: _Unit | None, last: Count | None, *, things: bool) -> Deed | None:
    """The deed that befell the counted: before the number, else after it; a number that is joined to another shares its deed."""
    floor = last.words[1] if last else 0
    found = before(folded, number.first, floor, things=things)
    if found is None and last and number.first - last.words[1] <= _GAP and number.joined(folded):
        fits = (last.kind == "destroyed") is things or unit is None
        found = Deed(last.kind, last.deed) if fits and last.kind not in ("casualties",) else None
    bare = unit is None and folded[number.last : number.last + 1] != ["من"]
    near = number.first - (2 if folded[number.first - 1] in ("علي", "عن") else 1)
    if bare and found and found.at is not None and found.at != near and not (last and found.at == last.deed):
        return None if not _of_the_counted(folded, number.first) else found
    if found is None and unit and tolls.is_civilian(folded[unit.start]):
        found = flight(folded, number.first, number.last)
    return found or (after(folded, number.last) if not things and not bare else None)


def _of_the_counted(folded: Sequence[str], at: int) -> NumberKind | None:
    """«ليرتفع عدد القتلى إلى سبعة»: the kind that a noun of victims before a number says, after a word of counting."""
    back = [folded[n] for n in range(max(0, at - 9), at)]
    if not back or not (back[-1] in ("الي", "بلغ", "بلغت", "نحو") or any(w.role == "victim" for w in tolls.read(back[-1]))):
        return None
    counting = next((n for n in range(len(back) - 1, -1, -1) if _bare(back[n]) in tolls.singles("count")), None)
    if counting is None:
        return None
    return next((w.kind for n in range(counting + 1, len(back)) for w in tolls.read(back[n]) if w.role == "victim"), None)


def _bare(word: str) -> str:
    return word[1:] if word[:1] in ("و", "ف", "ب", "ل") and word not in tolls.singles("count") else word
