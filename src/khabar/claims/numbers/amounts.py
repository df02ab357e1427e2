"""Amounts in folded words: «12», «٢٬١٥٠», «1.5 مليون», «أحد عشر», «ما بين 10 و15», «عشرات», each between its hedges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from khabar.arabic import numerals
from khabar.knowledge import tolls
from khabar.records.number import Qualifier

_CLITICS = ("", "و", "ف", "ب", "ل", "ك")
_THOUSANDS = (",", "٬", ".")
_POINTS = (".", ",", "٫")
_OPENING, _CLOSING = "(", ")"
_WINDOW = 12
_AND_ONE_OF = "واحد"
"""«وأحد» once it is folded, where people follow it: «وأحد حراسه»."""
_ABOUT = 0.15
"""How far «نحو» reaches on both sides, as a share."""
_BOUNDS: dict[tolls.Bound, Qualifier] = {"least": "at-least", "most": "up-to", "more": "more-than", "fewer": "fewer-than", "about": "about"}


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high`, null where open. Words `first` to `last` hold it with its hedges, `start` to `end` without them."""

    low: int
    high: int | None
    qualifier: Qualifier
    first: int
    start: int
    end: int
    last: int
    vague: bool = False
    clitic: int = 0
    """Letters before the first word that are no part of it."""

    def joined(self, folded: Sequence[str]) -> bool:
        """Whether «و» joins it to what stands before it."""
        return self.clitic > 0 and folded[self.first][:1] == "و"


def amount(folded: Sequence[str], at: int) -> Amount | None:
    """The amount whose number begins with word `at`, with the hedge before it."""
    if not may_begin(folded[at]):
        return None
    found = _ranged(folded, at) or _vague(folded, at) or _single(folded, at)
    return _after_hedge(folded, found) if found else None


@lru_cache(maxsize=50_000)
def may_begin(word: str) -> bool:
    """Whether a number or a vague one can begin with a word: asked of every word, so that few are looked at closely."""
    vague = {phrase[0] for phrase in tolls.vague()}
    rests = [word[len(clitic) :] for clitic in _CLITICS if word.startswith(clitic)]
    return any(rest.isdecimal() or numerals.may_start(rest) or rest.removeprefix("ال") in vague for rest in rests if rest)


def phrase_at(folded: Sequence[str], at: int, role: str) -> int:
    """How many words a phrase of a role has that begins at a word, which may be joined by «و»; 0 where none does."""
    if not 0 <= at < len(folded) or not may_open(folded[at], role):
        return 0
    return next((len(p) for p in tolls.phrases(role) if _same(folded[at : at + len(p)], p)), 0)


@lru_cache(maxsize=50_000)
def may_open(word: str, role: str) -> bool:
    firsts = {phrase[0] for phrase in tolls.phrases(role)}
    return word in firsts or (word[:1] in _CLITICS and word[1:] in firsts)


def _same(heard: Sequence[str], phrase: Sequence[str]) -> bool:
    """The words of a phrase, the first with or without a clitic."""
    if not heard or len(heard) != len(phrase) or tuple(heard[1:]) != tuple(phrase[1:]):
        return False
    return heard[0] == phrase[0] or (heard[0][:1] in _CLITICS and heard[0][1:] == phrase[0])


def _vague(folded: Sequence[str], at: int) -> Amount | None:
    for phrase, (low, high) in tolls.vague().items():
        heard = folded[at : at + len(phrase)]
        named = len(phrase) == 1 and heard[0] in (f"ال{phrase[0]}", f"وال{phrase[0]}")  # «إصابة العشرات»
        if named or _same(heard, phrase):
            end = at + len(phrase)
            clitic = int(heard[0].startswith("و")) if named else len(heard[0]) - len(phrase[0])
            return Amount(low, high, "about" if high is not None else "at-least", at, at, end, end, vague=True, clitic=clitic)
    return None


def _single(folded: Sequence[str], at: int) -> Amount | None:
    read = _number(folded, at)
    if read is None:
        return None
    value, end, clitic = read
    if end + 2 < len(folded) and folded[end] == _OPENING and folded[end + 1] == str(value) and folded[end + 2] == _CLOSING:
        end += 3  # «سبعة (7)»
    elif at and folded[at - 1] == _OPENING and folded[end : end + 1] == [_CLOSING]:
        end += 1  # «(23)»
    return Amount(value, value, "exact", at, at, end, end, clitic=clitic)


def _number(folded: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """Value, index of the word after it, and length of the clitic on its first word."""
    word = folded[at] if at < len(folded) else ""
    for clitic in _CLITICS:
        rest = word[len(clitic) :]
        if not word.startswith(clitic) or not rest:
            continue
        if rest.isdecimal():
            value, end = _digits(folded, rest, at)
            return value, end, len(clitic)
        if clitic == "ك":
            continue  # «كمية» is no hundred
        definite = rest.startswith("ال") and numerals.may_start(rest[2:])  # «ألف» is not
        if not definite and numerals.may_start(rest):
            read = numerals.read_cardinal([rest, *folded[at + 1 : at + _WINDOW]])
            if read and rest == _AND_ONE_OF and any(w.role != "deed" for w in tolls.read(folded[at + 1] if at + 1 < len(folded) else "")):
                return read.value, at + read.end, 1
            if read:
                return read.value, at + read.end, len(clitic)
    return None


def _digits(folded: Sequence[str], first: str, at: int) -> tuple[int, int]:
    """«2,138», «2138», «45 ألف», «45 ألفا و600», «1.5 مليون»."""
    text, end, share = first, at + 1, 0.0
    while end + 1 < len(folded) and folded[end] in _THOUSANDS and len(folded[end + 1]) == 3 and folded[end + 1].isdecimal() and len(text) <= 9:
        text, end = text + folded[end + 1], end + 2
    if end + 2 < len(folded) and folded[end] in _POINTS and folded[end + 1].isdecimal() and _scale(folded, end + 2):
        share, end = float(f"0.{folded[end + 1]}"), end + 2
    scale = _scale(folded, end)
    if not scale:
        return int(text), end
    value, end = round((int(text) + share) * scale), end + 1
    more = folded[end][1:] if end < len(folded) and folded[end][:1] == "و" else ""
    if more.isdecimal() and int(more) < scale:
        return value + int(more), end + 1
    return value, end


def _scale(folded: Sequence[str], at: int) -> int:
    """A word of scale as a number: «ألف», «مليون»; 0 for any other."""
    read = numerals.read_cardinal([folded[at]]) if at < len(folded) and numerals.may_start(folded[at]) else None
    return read.value if read and read.value in (1_000, 1_000_000, 1_000_000_000) else 0


def _ranged(folded: Sequence[str], at: int) -> Amount | None:
    """«ما بين 10 و15», «5 إلى 7», «أربعة أو خمسة», «30-40»."""
    one = _number(folded, at)
    if one is None:
        return None
    low, end, clitic = one
    word = folded[end] if end < len(folded) else ""
    first = at
    if at and folded[at - 1] in tolls.singles("between") and word[:1] == "و":
        other = _number([*folded[:end], word[1:], *folded[end + 1 :]], end) if len(word) > 1 else _number(folded, end + 1)
        first = at - (2 if at > 1 and folded[at - 2] == "ما" else 1)
    elif word in tolls.singles("or"):
        other = _number(folded, end + 1)
    else:
        return None
    if other is None or other[2] or other[0] <= low:
        return None
    return Amount(low, other[0], "between", first, at, other[1], other[1], clitic=0 if first < at else clitic)


def _after_hedge(folded: Sequence[str], found: Amount) -> Amount:
    """With the hedge before it: «ما لا يقل عن 22»."""
    for hedge in tolls.hedges_ending(folded[found.start - 1]) if found.start else ():
        length = len(hedge.words)
        if found.first == found.start >= length and _same(folded[found.start - length : found.start], hedge.words):
            begun = found.start - length
            return replace(bounded(found, hedge.bound), first=begun, clitic=len(folded[begun]) - len(hedge.words[0]))
    return found


def before_hedge(folded: Sequence[str], found: Amount, last: int) -> Amount:
    """With the hedge that stands after its noun («13 قتيلا على الأقل»), which ends with word `last`."""
    found = replace(found, last=last)
    for hedge in tolls.hedges("after"):
        if tuple(folded[last : last + len(hedge.words)]) == hedge.words:
            return replace(bounded(found, hedge.bound), last=last + len(hedge.words))
    return found


def bounded(found: Amount, bound: tolls.Bound) -> Amount:
    low, high = found.low, found.high
    match bound:
        case "least":
            high = None
        case "more":
            low, high = low + 1, None
        case "most":
            low = 0
        case "fewer":
            low, high = 0, None if high is None else max(0, high - 1)
        case "about":
            low, high = round(low * (1 - _ABOUT)), None if high is None else round(high * (1 + _ABOUT))
    return replace(found, low=low, high=high, qualifier=_BOUNDS[bound])
