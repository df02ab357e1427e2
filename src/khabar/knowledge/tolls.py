"""Words of tolls: verbs and nouns of what befell people, nouns of people, hedges of numbers, and vague numbers. Keys are folded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from khabar.arabic.folding import fold
from khabar.arabic.inflection import Forms, noun_forms, readings, verb_forms
from khabar.knowledge import actors
from khabar.knowledge.tables import rows

PERSON = "person"


@dataclass(frozen=True, slots=True)
class TollWord:
    """What a word says: `kind` is killed, wounded, … or `person`; `verb` for a deed; `number` 1 or 2 where the form itself counts, else None."""

    kind: str
    verb: bool
    number: int | None


@dataclass(frozen=True, slots=True)
class Hedge:
    """Folded words of a hedge, what it bounds (least, most, more, fewer, about, none), and on which side of the number it stands."""

    words: tuple[str, ...]
    bound: str
    side: str


@cache
def hedges() -> tuple[Hedge, ...]:
    """Longest first, so that «ما لا يقل عن» is found before «لا يقل عن»."""
    found = [Hedge(tuple(fold(row["phrase"]).split()), row["bound"], row["side"]) for row in rows("tolls/hedges.tsv")]
    return tuple(sorted(found, key=lambda hedge: (-len(hedge.words), hedge.words)))


@cache
def vague() -> dict[tuple[str, ...], tuple[int, int | None]]:
    """Folded words → least and greatest number («عشرات»); the greatest is None where open."""
    return {tuple(fold(row["phrase"]).split()): (int(row["low"]), int(row["high"]) if row["high"] else None) for row in rows("tolls/vague.tsv")}


@cache
def _table() -> dict[str, list[tuple[int, TollWord]]]:
    """Form without clitics → (settings, word), see `arabic.inflection`."""
    table: dict[str, list[tuple[int, TollWord]]] = {}
    for row in rows("tolls/words.tsv"):
        lemma, form, plurals = row["lemma"], row["form"], tuple(filter(None, row["present"].split("/")))
        forms = verb_forms(lemma, row["present"]) if form == "verb" else noun_forms(lemma, plurals, participle=form == "participle")
        _add(table, forms, row["kind"], lemma, verb=form == "verb", dual_ends_in_ya=bool(plurals))
    for actor in actors.load():
        adjective = actor.adjective("m") if actor.type == "state" else None
        if adjective:
            _add(table, noun_forms(adjective, participle=True), PERSON, adjective, verb=False, dual_ends_in_ya=False)
    return table


def _add(table: dict[str, list[tuple[int, TollWord]]], forms: Forms, kind: str, lemma: str, *, verb: bool, dual_ends_in_ya: bool) -> None:
    one = {fold(lemma), fold(lemma) + "ا"}
    stem = fold(lemma)[:-1] + "ت" if lemma.endswith("ة") else fold(lemma)
    two = {stem + "ان", *([stem + "ين"] if dual_ends_in_ya or lemma.endswith("ة") else ())}
    for form, mask in forms.items():
        number = None if verb else 1 if form in one else 2 if form in two else None
        table.setdefault(form, []).append((mask, TollWord(kind, verb, number)))


@lru_cache(maxsize=50_000)
def read(folded: str) -> tuple[TollWord, ...]:
    """Every reading of a folded word, with or without clitics, as a word of tolls.

    >>> [w.kind for w in read("قتيلا")], read("الاحد")
    (['killed'], ())
    """
    found = (word for form, setting in readings(folded) for mask, word in _table().get(form, ()) if mask & setting)
    return tuple(dict.fromkeys(found))
