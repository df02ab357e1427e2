"""Words of tolls: deeds that befall people or things, nouns of those whom they befell, hedges, and the phrases around a number. Keys are folded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, cast

from khabar.arabic.folding import fold
from khabar.arabic.inflection import NOUN, PAST, PRESENT, Forms, noun_forms, readings, verb_forms
from khabar.knowledge import actors
from khabar.knowledge.tables import rows
from khabar.records.number import NumberKind

Role = Literal["deed", "victim", "person", "leader", "anyone", "thing"]
"""A deed («قتل», «مقتل»); whom it befell («قتيل»); people: somebody («جندي»), one who goes by name («زعيم»), anybody; a thing («منزل»)."""
Bound = Literal["least", "most", "more", "fewer", "about"]


@dataclass(frozen=True, slots=True)
class TollWord:
    """What a word says. `kind` is null for people and things; `verb` for a deed; `number` 1 or 2 where the form itself counts, else null."""

    role: Role
    kind: NumberKind | None
    verb: bool
    number: int | None
    adjective: bool = False
    """Of a state: «فلسطيني», a person or the colour of the noun before it."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """Folded words of a hedge, what it bounds, and on which side of the number it stands."""

    words: tuple[str, ...]
    bound: Bound
    side: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Of a kind of number: its family (arrested and abducted people are captured), and the types of claims that it may belong to.

    A claim of a later group is asked only where the sentence has none of an earlier one.
    """

    family: str
    types: tuple[frozenset[str], ...]


@cache
def hedges(side: str) -> tuple[Hedge, ...]:
    """Longest first, so that «ما لا يقل عن» is found before «لا يقل عن»."""
    every = (Hedge(tuple(fold(row["phrase"]).split()), cast(Bound, row["bound"]), row["side"]) for row in rows("tolls/hedges.tsv"))
    return tuple(sorted((one for one in every if one.side == side), key=lambda hedge: (-len(hedge.words), hedge.words)))


@cache
def hedges_beginning(side: str) -> Mapping[str, tuple[Hedge, ...]]:
    """By their first word, the longest first."""
    found: dict[str, tuple[Hedge, ...]] = {}
    for hedge in hedges(side):
        found[hedge.words[0]] = (*found.get(hedge.words[0], ()), hedge)
    return found


@lru_cache(maxsize=50_000)
def hedges_ending(word: str) -> tuple[Hedge, ...]:
    """Of those that stand before a number, the ones whose last word this is, with or without a clitic."""
    return tuple(hedge for hedge in hedges("before") if word == hedge.words[-1] or word[1:] == hedge.words[-1])


@cache
def vague() -> dict[tuple[str, ...], tuple[int, int | None]]:
    """Folded words → least and greatest number («عشرات»), longest first; the greatest is None where open."""
    found = {tuple(fold(row["phrase"]).split()): (int(row["low"]), int(row["high"]) if row["high"] else None) for row in rows("tolls/vague.tsv")}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def phrases(role: str) -> tuple[tuple[str, ...], ...]:
    """Folded phrases of a role in `tolls/phrases.tsv`, longest first."""
    found = (_cut(row["phrase"]) for row in rows("tolls/phrases.tsv") if row["role"] == role)
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def _cut(phrase: str) -> tuple[str, ...]:
    return tuple(fold(phrase).split())


@cache
def singles(role: str) -> frozenset[str]:
    """The phrases of a role that are one word."""
    return frozenset(phrase[0] for phrase in phrases(role) if len(phrase) == 1)


@cache
def dated() -> frozenset[str]:
    """Last words of what stands before a year: months and «عام»."""
    return singles("year") | {fold(row["name"]).split()[-1] for row in rows("calendar/months.tsv")}


@cache
def nobody() -> dict[tuple[str, ...], NumberKind]:
    """«لم يقتل أحد»: folded words → kind."""
    return {_cut(row["phrase"]): cast(NumberKind, row["kind"]) for row in rows("tolls/nobody.tsv")}


@cache
def kinds() -> Mapping[str, Kind]:
    groups = ("types", "else", "last")
    return {row["kind"]: Kind(row["family"], tuple(frozenset(row[g].split("/")) for g in groups)) for row in rows("tolls/kinds.tsv")}


@cache
def _table() -> dict[str, list[tuple[int, TollWord]]]:
    """Form without clitics → (settings, word), see `arabic.inflection`."""
    table: dict[str, list[tuple[int, TollWord]]] = {}
    for row in rows("tolls/words.tsv"):
        word = TollWord(cast(Role, row["role"]), cast(NumberKind, row["kind"]) if row["kind"] else None, row["form"] == "verb", None)
        _add(table, row["lemma"], row["form"], tuple(filter(None, row["present"].split("/"))), word)
    states = [actor for actor in actors.load() if actor.type == "state"]
    for actor in states:
        adjective = actor.adjective("m")
        if adjective:
            _add(table, adjective, "participle", (), TollWord("person", None, verb=False, number=None, adjective=True))
    for actor in states:  # «ليبيا» is no Libyan
        table.pop(fold(actor.canonical), None)
    return table


def _add(table: dict[str, list[tuple[int, TollWord]]], lemma: str, form: str, other: tuple[str, ...], word: TollWord) -> None:
    forms = _forms(lemma, form, other)
    one = {fold(lemma), fold(lemma) + "ا"}
    stem = fold(lemma)[:-1] + "ت" if lemma.endswith("ة") else fold(lemma)
    sound = form == "participle" or not other
    two = {stem + "ان", *([stem + "ين"] if not sound or lemma.endswith("ة") else ())}
    for written, mask in forms.items():
        number = None if word.role == "deed" else 1 if written in one else 2 if written in two else None
        counted = TollWord(word.role, word.kind, word.verb, number, word.adjective)
        table.setdefault(written, []).append((mask, counted))


def _forms(lemma: str, form: str, other: tuple[str, ...]) -> Forms:
    """`other` is the present tense of a verb, else broken plurals."""
    if form == "verb":
        return verb_forms(lemma, other[0])
    return noun_forms(lemma, other, participle=form == "participle")


@lru_cache(maxsize=50_000)
def read(folded: str) -> tuple[TollWord, ...]:
    """Every reading of a folded word, with or without clitics, as a word of tolls.

    >>> [w.kind for w in read("قتيلا")], read("الاحد")
    (['killed'], ())
    """
    if folded in singles("never"):
        return ()
    found = (_bare(word, mask & setting) for form, setting in readings(folded) for mask, word in _table().get(form, ()) if mask & setting)
    return tuple(dict.fromkeys(found))


def _bare(word: TollWord, setting: int) -> TollWord:
    """With an article or a pronoun («ابنها») a noun is a certain one, and counts nobody."""
    return word if word.number is None or setting & (NOUN | PAST | PRESENT) else replace(word, number=None)


@cache
def _plain(table: str) -> dict[str, int]:
    forms: dict[str, int] = {}
    for row in rows(f"tolls/{table}.tsv"):
        for written, mask in _forms(row["lemma"], row["form"], tuple(filter(None, row["present"].split("/")))).items():
            forms[written] = forms.get(written, 0) | mask
    return forms


@lru_cache(maxsize=200_000)
def _stands_in(table: str, folded: str) -> bool:
    return any(_plain(table).get(form, 0) & setting for form, setting in readings(folded))


def is_other(folded: str) -> bool:
    """Whether a word is of what people do («شنه», «وصول») rather than of what befalls them."""
    return _stands_in("others", folded)


def is_result(folded: str) -> bool:
    """Whether a word opens the outcome of what was told before («أسفر», «الحصيلة»)."""
    return _stands_in("results", folded)


def is_flight(folded: str) -> bool:
    """Whether a word is of flight («فر», «هروب»), which displaces civilians, and nobody else."""
    return _stands_in("flights", folded)


def is_civilian(folded: str) -> bool:
    """Whether a word is of those who live in a place («مدني», «عائلة»)."""
    return _stands_in("civilians", folded)
