"""Nouns that count by their own form: «مقتل شابين», «قتل شاب», «قتيلان», «سقوط قتيل»."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.claims.numbers.amounts import Amount, before_hedge, may_begin
from khabar.claims.numbers.count import CAPTIVES, DEFINITE, STATES, Count, is_another_toll, says_who, scope_of
from khabar.claims.numbers.deeds import Deed, at_word, before, beside
from khabar.claims.numbers.who import people
from khabar.knowledge import tolls
from khabar.knowledge.tolls import TollWord
from khabar.records.number import Scope

_DUAL = 2


def uncounted(folded: Sequence[str], at: int, last: Count | None) -> Count | None:
    """The count that word `at` is, if it is indefinite and tells of one or two whom a deed befell. `last`: the count before it."""
    if folded[at].startswith(DEFINITE):
        return None
    readings = (one for one in tolls.read(folded[at]) if one.role != "deed")
    return next((count for one in readings if (count := _own_number(folded, at, one, last))), None)


def _own_number(folded: Sequence[str], at: int, reading: TollWord, last: Count | None) -> Count | None:
    extra = at + 1 < len(folded) and folded[at + 1] in tolls.singles("one")
    number = reading.number or (_DUAL if extra and folded[at + 1].startswith("اثن") else None)
    if number is None:
        return None
    joined = last is not None and last.words[1] == at and _joined(folded[at])
    part = (
        last is not None
        and (last.kind == "destroyed") is (reading.role == "thing")
        and (folded[at - 1] in tolls.singles("among") or (joined and last.scope == "part" and not _begins_anew(folded, at, reading, last)))
    )
    deed = _as_part(reading, last) if part and last else _befell(folded, at, reading, number, last)
    if deed is None:
        return None
    end = at + 2 if extra else at + 1
    found = before_hedge(folded, Amount(number, number, "exact", at, at, end, end), end)
    who = (at, at + 1) if says_who((reading,), deed.kind) else people(folded, found.last)
    scope: Scope = "part" if part else scope_of(folded, found, last)
    clitic = int(_has_clitic(folded[at], reading))
    return Count(deed.kind, found.low, found.high, found.qualifier, scope, (found.first, found.last), (at, at + 1), who, deed.at, clitic)


def _begins_anew(folded: Sequence[str], at: int, reading: TollWord, last: Count) -> bool:
    """«بينهم طفلان وإصابة ثلاثة»: a deed of another kind than what befell the part, or one with a number of its own, ends the part."""
    deed = at_word(folded[at])
    if deed is None:
        return is_another_toll(folded, reading.kind, last)
    return deed != last.kind or (at + 1 < len(folded) and may_begin(folded[at + 1]))


def _as_part(reading: TollWord, last: Count) -> Deed:
    """«بينهم طفل»: what befell all of them befell him."""
    own = reading.kind if reading.role == "victim" and reading.kind not in STATES else None
    return Deed(own or last.kind, last.deed)


def _befell(folded: Sequence[str], at: int, reading: TollWord, number: int, last: Count | None) -> Deed | None:
    """The deed that befell the one or two."""
    if last is not None and last.words[1] == at and not _joined(folded[at]):
        return None  # «جندي عراقي»: an adjective of the one before
    if reading.role == "victim":
        return _of_victim(folded, at, reading, number, last)
    if number == 1 and (reading.role == "leader" or _is_certain(folded, at)):
        return None
    things = reading.role == "thing"
    deed = beside(folded, at, things=things)
    if deed is None and last and last.words[1] == at and (last.kind == "destroyed") is things:
        return Deed(last.kind, last.deed)
    return deed


def _of_victim(folded: Sequence[str], at: int, reading: TollWord, number: int, last: Count | None) -> Deed | None:
    """«قتيلان», «سقوط قتيل», «قتل أسيرين»; «رابع قتيل» and the deed «إصابة» count nobody."""
    previous = folded[at - 1] if at else ""
    if reading.kind is None or at_word(folded[at]) or previous in tolls.singles("ordinal"):
        return None
    if reading.kind in STATES:
        deed = before(folded, at, last.words[1] if last else 0, things=False)
        if deed is None or (number != _DUAL and not beside(folded, at)):
            return None
        return Deed(reading.kind if deed.kind in CAPTIVES else deed.kind, deed.at)
    joined = last is not None and last.words[1] == at
    return Deed(reading.kind, None) if number == _DUAL or joined or previous in tolls.singles("bring") else None


def _is_certain(folded: Sequence[str], at: int) -> bool:
    """«قائد الكتيبة» is a certain one; the first of «مسلح جنديا», «قتل شرطي لمدني» is who did it."""
    word = folded[at + 1] if at + 1 < len(folded) else ""
    accusative = folded[at].endswith("ا")
    if word.startswith("ال") and word not in tolls.singles("day"):
        return not accusative
    suffers = word.endswith("ا") or word.startswith("ل")
    return suffers and not accusative and any(w.role == "person" and w.number == 1 for w in tolls.read(word))


def _joined(word: str) -> bool:
    """Whether «و» joins a noun of tolls to what stands before it; in «وزير» it is a letter of its own."""
    return word[:1] == "و" and bool(tolls.read(word[1:]))


def _has_clitic(word: str, reading: TollWord) -> bool:
    """Whether the first letter is a clitic on the noun, not its own («والد»)."""
    return word[:1] in ("و", "ف", "ل", "ب") and any(w.role == reading.role and w.kind == reading.kind for w in tolls.read(word[1:]))
