"""Counts in a sentence: an amount with what was counted and what befell them. Ages, dates, prices, votes and percentages are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from khabar.claims.numbers.amounts import Amount, amount, before_hedge, phrase_at
from khabar.claims.numbers.deeds import Deed, after, at_word, before, beside, reads
from khabar.claims.numbers.who import people
from khabar.knowledge import tolls
from khabar.knowledge.tolls import TollWord
from khabar.records.number import NumberKind, Qualifier, Scope

_DEFINITE = ("ال", "وال", "بال", "لل", "فال", "كال")
_STATES: tuple[NumberKind, ...] = ("arrested", "abducted", "missing", "displaced")
"""Kinds whose people live on in that state, so that another deed may befall them: «قتل تسعة نازحين»."""
_CAPTIVES: tuple[NumberKind, ...] = ("arrested", "abducted", "missing")
_TEN = 10
_GAP = 6
"""Words that may stand between a number and the next one that is joined to it."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number as the words say it; all ranges are half-open ranges of word indexes. `clitic`: letters before the first word that are not its own."""

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
    while at < len(folded):
        step = _nobody(folded, at) or _none(folded, at, found) or _counted(folded, at, found) or _uncounted(folded, at, found)
        if step:
            found.append(step)
            at = max(at + 1, step.words[1])
        else:
            number = amount(folded, at)
            at = max(at + 1, number.end) if number else at + 1
    return found


def _nobody(folded: Sequence[str], at: int) -> Count | None:
    """«لم يقتل أحد»."""
    for phrase, kind in tolls.nobody().items():
        if tuple(folded[at : at + len(phrase)]) == phrase or tuple(folded[at : at + len(phrase)]) == ("و" + phrase[0], *phrase[1:]):
            end = at + len(phrase)
            return Count(kind, 0, 0, "exact", "event", (at, end), (end - 1, end), None, None, int(folded[at] != phrase[0]))
    return None


def _none(folded: Sequence[str], at: int, found: Sequence[Count]) -> Count | None:
    """«دون وقوع ضحايا», «لم يوقع الانفجار قتلى أو جرحى»."""
    last = found[-1] if found else None
    joined = last is not None and last.high == 0 and last.words[1] in (at, at - 1)
    if joined and (folded[at - 1] in ("او", "ولا") or folded[at].startswith("و")) and (kind := _lost(folded[at])):
        return Count(kind, 0, 0, "exact", "event", (at, at + 1), (at, at + 1), None, None, int(folded[at].startswith("و")))
    length = phrase_at(folded, at, "none")
    noun = at + length
    fillers = tolls.singles("filler")
    while length and noun < len(folded) and noun < at + length + 4 and (folded[noun] in fillers or folded[noun].startswith(_DEFINITE)):
        noun += 1
    kind = _lost(folded[noun]) if length and noun < len(folded) else None
    if kind is None:
        return None
    opener = next(p for p in tolls.phrases("none") if len(p) == length and folded[at].endswith(p[0]))
    return Count(kind, 0, 0, "exact", "event", (at, noun + 1), (noun, noun + 1), None, None, len(folded[at]) - len(opener[0]))


def _lost(word: str) -> NumberKind | None:
    """What an indefinite noun of victims says that there was none of; its singular and dual tell of somebody."""
    return next((w.kind for w in tolls.read(word) if w.role == "victim" and not word.startswith(_DEFINITE) and w.number != 2), None)


def _counted(folded: Sequence[str], at: int, found: Sequence[Count]) -> Count | None:
    """The count whose number begins at a word."""
    number = amount(folded, at)
    if number is None or _is_no_count(folded, number):
        return None
    unit = _unit(folded, number)
    end = unit.end if unit else number.end
    number = before_hedge(folded, number, end)
    if unit is None and number.last == end and not _may_stand_alone(folded, number, end):
        return None
    scope = _scope(folded, number, found)
    kind, deed = _kind(folded, number, unit, found, scope)
    if kind is None:
        return None
    if scope == "update" and number.qualifier == "between" and folded[number.start - 1] == "من":
        number = replace(number, low=number.high or number.low, qualifier="exact")  # «ارتفع من 5 إلى 7»
    told = _said(unit, kind)
    who = (unit.start, unit.end) if unit and told else people(folded, number.last)
    span = (unit.start, unit.end) if unit else None
    return Count(kind, number.low, number.high, number.qualifier, scope, (number.first, number.last), span, who, deed, number.clitic)


def _is_no_count(folded: Sequence[str], number: Amount) -> bool:
    """«رقم 14», «30 في المئة»."""
    return (bool(folded[number.first - 1 : number.first]) and folded[number.first - 1].removeprefix("ال") in tolls.singles("number")) or (
        phrase_at(folded, number.end, "percent") > 0
    )


def _unit(folded: Sequence[str], number: Amount) -> _Unit | None:
    """The noun after a number: «سبعة جنود», «عشرات القتلى والجرحى», «أحد الحراس»; a human plural that no table has («خمسة غواصين»)."""
    at = number.end
    word = folded[at] if at < len(folded) else ""
    one = number.low == number.high == 1 and folded[number.start].endswith(("احد", "احدي"))
    if not word or (word.startswith(_DEFINITE) and not number.vague and not one):
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


def _kind(folded: Sequence[str], number: Amount, unit: _Unit | None, found: Sequence[Count], scope: Scope) -> tuple[NumberKind | None, int | None]:
    """What befell the counted, and the word that says so."""
    own = next((w.kind for w in unit.readings if w.role == "victim"), None) if unit else None
    things = unit is not None and all(w.role == "thing" for w in unit.readings)
    if unit and not things and phrase_at(folded, unit.end, "both"):
        return "casualties", None
    if own and own not in _STATES:
        return own, None
    last = found[-1] if found else None
    if last and scope == "part" and own is None:
        return last.kind, last.deed
    deed = _deed(folded, number, unit, last, things=things)
    if own:
        return (deed.kind, deed.at) if deed and deed.kind not in _CAPTIVES else (own, deed.at if deed else None)
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


def _scope(folded: Sequence[str], number: Amount, found: Sequence[Count]) -> Scope:
    """Among those of the number before it; a sum over a longer time; a number that rose to this; else of the event."""
    last = found[-1] if found else None
    if number.first and folded[number.first - 1] in tolls.singles("among"):
        return "part"
    if last and last.scope == "part" and number.first <= last.words[1] and number.joined(folded):
        return "part"
    floor = max(last.words[1] if last else 0, number.first - 9)
    before_it, end = range(floor, number.first), number.end + 1
    window = (*before_it, *range(end, min(end + 3, len(folded))))
    rose = any(folded[n] in tolls.singles("update") for n in before_it)
    if any(phrase_at(folded, n, "period") or (rose and phrase_at(folded, n, "term")) for n in window):
        return "period"
    return "update" if rose else "event"


def _said(unit: _Unit | None, kind: NumberKind) -> bool:
    """Whether the unit says who they are: «جنديا» does, «قتيلا», «شخصا» and «منزلا» do not."""
    if unit is None:
        return False
    return any(w.role in ("person", "leader") or (w.role == "victim" and w.kind == "displaced" and kind != "displaced") for w in unit.readings)


def _uncounted(folded: Sequence[str], at: int, found: Sequence[Count]) -> Count | None:
    """«مقتل شابين», «قتل شاب», «قتيلان», «سقوط قتيل»: the noun's own number."""
    word = folded[at]
    if word.startswith(_DEFINITE):
        return None
    last = found[-1] if found else None
    for reading in tolls.read(word):
        if reading.role == "deed" or (reading.role == "anyone" and reading.number != 2 and word not in ("شخص", "شخصا")):
            continue
        step = _own_number(folded, at, reading, last)
        if step:
            return step
    return None


def _own_number(folded: Sequence[str], at: int, reading: TollWord, last: Count | None) -> Count | None:
    extra = at + 1 < len(folded) and folded[at + 1] in tolls.singles("one")
    number = reading.number or (2 if extra and folded[at + 1].startswith("اثن") else None)
    if number is None:
        return None
    part = at > 0 and folded[at - 1] in tolls.singles("among")
    part = part or (last is not None and last.scope == "part" and last.words[1] == at and word_joined(folded[at]))
    found = _singled(folded, at, reading, number, last, part=part)
    if found is None:
        return None
    kind, deed = found
    unit = _Unit((reading,), at, at + 1)
    end = at + 2 if extra else at + 1
    exact = before_hedge(folded, Amount(number, number, "exact", at, at, end, end), end)
    who = (at, at + 1) if _said(unit, kind) else people(folded, exact.last)
    scope: Scope = "part" if part else _scope(folded, exact, (last,) if last else ())
    span = (exact.first, exact.last)
    return Count(kind, exact.low, exact.high, exact.qualifier, scope, span, (at, at + 1), who, deed, int(_is_joined(folded[at], reading)))


def _singled(
    folded: Sequence[str], at: int, reading: TollWord, number: int, last: Count | None, *, part: bool
) -> tuple[NumberKind, int | None] | None:
    """What befell the one or two that a noun without a number tells of, and the word that says so."""
    previous = folded[at - 1] if at else ""
    if part and last:
        return (reading.kind if reading.role == "victim" and reading.kind not in _STATES and reading.kind else last.kind), last.deed
    adjacent = last is not None and last.words[1] == at
    if adjacent and not word_joined(folded[at]):
        return None  # «جندي عراقي»: an adjective of the one before
    things = reading.role == "thing"
    if reading.role == "victim" and reading.kind:
        if at_word(folded[at]) or previous in tolls.singles("ordinal"):
            return None
        deed = before(folded, at, last.words[1] if last else 0, things=False)
        if reading.kind in _STATES:
            governed = deed if deed and (number == 2 or beside(folded, at)) else None
            return (governed.kind if governed.kind not in _CAPTIVES else reading.kind, governed.at) if governed else None
        brought = previous in tolls.singles("bring") or (adjacent and word_joined(folded[at]))
        return (reading.kind, None) if number == 2 or brought else None
    if number == 1 and (reading.role == "leader" or _is_construct(folded, at)):
        return None
    deed = beside(folded, at, things=things)
    if deed is None and adjacent and last and word_joined(folded[at]) and (last.kind == "destroyed") is things:
        deed = Deed(last.kind, last.deed)
    return (deed.kind, deed.at) if deed else None


def _is_construct(folded: Sequence[str], at: int) -> bool:
    """«قائد الكتيبة» is a certain one; «مسلح جنديا» is who did it."""
    word = folded[at + 1] if at + 1 < len(folded) else ""
    if word.startswith("ال") and not word.startswith(("الي", "الا")) and not folded[at].endswith("ا"):
        return True
    return word.endswith("ا") and not folded[at].endswith("ا") and any(w.role == "person" and w.number == 1 for w in reads(word))


def word_joined(word: str) -> bool:
    """Whether «و» joins a noun of tolls to what stands before it; in «وزير» it is a letter of its own."""
    return word[:1] == "و" and bool(tolls.read(word[1:]))


def _is_joined(word: str, reading: TollWord) -> bool:
    """Whether the first letter is «و» on a noun, not its own («والد»)."""
    return word[:1] in ("و", "ف", "ل", "ب") and any(w.role == reading.role and w.kind == reading.kind for w in tolls.read(word[1:]))
