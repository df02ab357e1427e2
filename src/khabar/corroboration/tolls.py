"""Reads tolls out of a sentence: «12 قتيلا», «سبعة جرحى», «ما لا يقل عن 22 مدنيا قتلوا», «عشرات القتلى», «مقتل شابين», «من دون إصابات»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from khabar.arabic import numerals
from khabar.arabic.folding import fold
from khabar.arabic.words import words
from khabar.knowledge import tolls as knowledge
from khabar.records.spans import Span
from khabar.records.toll import Toll

REACH = 6
"""Words around a number within which the deed that befell its people is sought («قتل في الهجوم أمس 12 شخصا»)."""
_CLITICS = ("", "و", "ف", "ب", "ل", "ك")
_DEFINITE = ("ال", "وال", "بال", "لل")
_JOINED = ("و", "ف")
_THOUSANDS = (",", "٬")
_ABOUT = 0.15
"""How far «نحو» reaches on both sides, as a share."""


@dataclass(frozen=True, slots=True)
class _Number:
    low: int
    high: int | None
    start: int
    end: int
    """Indexes of words."""


@lru_cache(maxsize=20_000)
def tolls(sentence: str) -> tuple[Toll, ...]:
    """The tolls of a sentence in order. Numbers of things («ثلاث غارات») and definite numbers («الأربعاء») are none."""
    spans = words(sentence)
    folded = [fold(sentence[s.start : s.end]) for s in spans]
    found: list[Toll] = []
    at = 0
    while at < len(folded):
        number = _number(folded, at)
        toll, at = _counted(folded, spans, number) if number else _uncounted(folded, spans, at)
        if toll is not None:
            found.append(toll)
    return tuple(found)


def headline(sentence: str, kind: str) -> Toll | None:
    """The greatest toll of a kind: «12 قتيلا بينهم جندي» is 12."""
    return max((t for t in tolls(sentence) if t.kind == kind), key=lambda t: (t.low, t.high or t.low), default=None)


def _number(folded: Sequence[str], at: int) -> _Number | None:
    for phrase, (low, high) in knowledge.vague().items():
        if tuple(folded[at : at + len(phrase)]) == phrase:
            return _Number(low, high, at, at + len(phrase))
    word = folded[at]
    for clitic in _CLITICS:
        rest = word[len(clitic) :]
        if not word.startswith(clitic) or not rest:
            continue
        if rest.isdecimal():
            return _digits(folded, rest, at)
        if not rest.startswith("ال") and numerals.may_start(rest):
            read = numerals.read_cardinal([rest, *folded[at + 1 : at + 12]])
            if read:
                return _Number(read.value, read.value, at, at + read.end)
    return None


def _digits(folded: Sequence[str], first: str, at: int) -> _Number:
    """«2,138» and «2138»."""
    text, end = first, at + 1
    while end + 1 < len(folded) and folded[end] in _THOUSANDS and len(folded[end + 1]) == 3 and folded[end + 1].isdecimal():
        text, end = text + folded[end + 1], end + 2
    return _Number(int(text), int(text), at, end)


def _counted(folded: Sequence[str], spans: Sequence[Span], number: _Number) -> tuple[Toll | None, int]:
    """The toll of a number with its noun or deed, and the word from which to go on."""
    noun = number.end + (1 if tuple(folded[number.end : number.end + 1]) == ("من",) else 0)
    kinds = [w.kind for w in knowledge.read(folded[noun]) if not w.verb] if noun < len(folded) else []
    end = noun + 1 if kinds else number.end
    kind = next((k for k in kinds if k != knowledge.PERSON), None)
    if kind is None and kinds:
        kind = _deed(folded, number.start, end)
    elif kind is None:
        kind = _deed_before(folded, _hedged_start(folded, number.start))
    if kind is None:
        return None, number.end
    low, high, first, last = _bounded(folded, number, end)
    return Toll(kind, low, high, spans[first].start, spans[last - 1].end), max(last, number.end)


def _uncounted(folded: Sequence[str], spans: Sequence[Span], at: int) -> tuple[Toll | None, int]:
    """«مقتل شابين», «قتل شاب», «قتيلان»: the noun's own number; «من دون إصابات»: none."""
    for word in knowledge.read(folded[at]):
        if word.verb:
            continue
        none = word.kind != knowledge.PERSON and _hedge_before(folded, at, ("none",))
        if none:
            return Toll(word.kind, 0, 0, spans[at - none].start, spans[at].end), at + 1
        if not word.number or folded[at].startswith(_DEFINITE) or (word.kind != knowledge.PERSON and word.number == 1):
            continue
        kind = word.kind if word.kind != knowledge.PERSON else _deed_beside(folded, at)
        if kind:
            return Toll(kind, word.number, word.number, spans[at].start, spans[at].end), at + 1
    return None, at + 1


def _deed(folded: Sequence[str], start: int, end: int) -> str | None:
    """What befell the people counted between two words: the nearest deed, before rather than after."""
    for distance in range(1, REACH + 1):
        kind = _kind(folded, start - distance) or _kind_after(folded, end - 1 + distance)
        if kind:
            return kind
    return None


def _deed_beside(folded: Sequence[str], at: int) -> str | None:
    """A deed one word away: «قتل شاب», «شابا قتل»; two words away only before."""
    return _kind(folded, at - 1) or _kind_after(folded, at + 1) or _kind(folded, at - 2)


def _kind_after(folded: Sequence[str], at: int) -> str | None:
    """A deed after its people is not joined to what they do: «25 مسلحا وقتلوا …» tells of other dead."""
    return None if at < len(folded) and folded[at].startswith(_JOINED) else _kind(folded, at)


def _deed_before(folded: Sequence[str], start: int) -> str | None:
    return _kind(folded, start - 1)


def _kind(folded: Sequence[str], at: int) -> str | None:
    if not 0 <= at < len(folded):
        return None
    return next((w.kind for w in knowledge.read(folded[at]) if w.kind != knowledge.PERSON), None)


def _hedge_before(folded: Sequence[str], at: int, bounds: Sequence[str]) -> int:
    """How many words a hedge right before a word has; 0 where there is none."""
    for hedge in knowledge.hedges():
        length = len(hedge.words)
        if hedge.side == "before" and hedge.bound in bounds and at >= length and _same(folded[at - length : at], hedge.words):
            return length
    return 0


def _same(heard: Sequence[str], hedge: Sequence[str]) -> bool:
    """The words of a hedge, the first with or without a conjunction."""
    return tuple(heard) == tuple(hedge) or (heard[0][:1] in ("و", "ل", "ب") and (heard[0][1:], *heard[1:]) == tuple(hedge))


def _hedged_start(folded: Sequence[str], start: int) -> int:
    return start - _hedge_before(folded, start, ("least", "most", "more", "fewer", "about"))


def _bounded(folded: Sequence[str], number: _Number, end: int) -> tuple[int, int | None, int, int]:
    """The number between its hedges: least, greatest, and the first and last word with them."""
    low, high, first, last = number.low, number.high, number.start, end
    for hedge in knowledge.hedges():
        length = len(hedge.words)
        if hedge.side == "before" and first == number.start and first >= length and _same(folded[first - length : first], hedge.words):
            low, high = _apply(hedge.bound, low, high)
            first -= length
        for gap in range(3):
            if hedge.side == "after" and last == end and tuple(folded[end + gap : end + gap + length]) == hedge.words:
                low, high = _apply(hedge.bound, low, high)
                last = end + gap + length
    return low, high, first, last


def _apply(bound: str, low: int, high: int | None) -> tuple[int, int | None]:
    match bound:
        case "least":
            return low, None
        case "more":
            return low + 1, None
        case "most":
            return 0, high
        case "fewer":
            return 0, None if high is None else max(0, high - 1)
        case "about":
            return round(low * (1 - _ABOUT)), None if high is None else round(high * (1 + _ABOUT))
    return low, high
