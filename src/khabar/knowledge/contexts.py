"""PLOVER's 37 contexts (as POLECAT names them): the terms that speak for each, and how far terms and the claim itself count.

Tables: `data/plover/context_names.tsv` (`context, covers`, in POLECAT's order), `contexts.tsv` (`context, term, form, plural, weight`: a term of
weight 1 speaks for itself, lesser ones need another) and `context_rules.tsv` (`kind, key, context, weight, note`: weights of scopes, of actors'
sectors, of events). All were written for this project; where a rule follows a code of CAMEO's, its note says which.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from khabar.arabic.folding import fold
from khabar.arabic.inflection import ALONE, NOUN, NOUN_WITH_ARTICLE, Forms, noun_forms, readings
from khabar.knowledge import plover
from khabar.knowledge.tables import rows

FORMS = ("noun", "adjective", "phrase")
KINDS = ("scope", "sector", "event")
_OF_ADJECTIVES = ("", "ا", "ة", "ين", "ون", "ان", "ات", "تين", "تان")
SCOPES = ("bar", "sentence", "paragraph", "article", "hint")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that speak for a context, by `weight`."""

    context: str
    words: str
    weight: float


@cache
def names() -> dict[str, str]:
    """Each context with what it covers, in POLECAT's order."""
    return {row["context"]: row["covers"] for row in rows("plover/context_names.tsv")}


@cache
def rules(kind: str) -> dict[str, tuple[tuple[str, float], ...]]:
    """Of one kind of rule: key → (context, weight) pairs; scopes have an empty context."""
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for row in rows("plover/context_rules.tsv"):
        if row["kind"] == kind:
            found[row["key"]] = (*found.get(row["key"], ()), (row["context"], float(row["weight"])))
    return found


def scope(name: str) -> float:
    """The weight of a scope, or the bar."""
    return rules("scope")[name][0][1]


class _Terms:
    """The terms by the forms of their words: a lexeme is its number here."""

    def __init__(self) -> None:
        self.table: dict[str, list[tuple[int, int]]] = {}
        self.single: dict[int, list[Term]] = {}
        self.phrases: dict[int, list[tuple[tuple[int, ...], Term]]] = {}
        self._numbers: dict[tuple[str, str, str], int] = {}
        for row in rows("plover/contexts.tsv"):
            self._add(row)

    def _add(self, row: dict[str, str]) -> None:
        term = Term(row["context"], row["term"], float(row["weight"]))
        first, *rest = [self._lexeme(word, row["form"], row["plural"]) for word in row["term"].split()]
        if rest:
            self.phrases.setdefault(first, []).append((tuple(rest), term))
        else:
            self.single.setdefault(first, []).append(term)

    def _lexeme(self, word: str, form: str, plural: str) -> int:
        key = (word, form, plural)
        if key not in self._numbers:
            self._numbers[key] = number = len(self._numbers)
            for text, mask in _forms(word, form, plural).items():
                self.table.setdefault(text, []).append((mask, number))
        return self._numbers[key]


def _forms(word: str, form: str, plural: str) -> Forms:
    """Short words of phrases are particles; of «قبلي» (tribal) no form is «قبل» (before), as it would be of «قاضي»."""
    if form == "phrase" and len(word) <= 3:
        return {fold(word): ALONE}
    if form == "adjective" and word.endswith("ي"):
        return {fold(word + ending): NOUN | NOUN_WITH_ARTICLE for ending in _OF_ADJECTIVES}
    return noun_forms(word, filter(None, [plural]), participle=form != "noun")


@cache
def _load() -> _Terms:
    return _Terms()


@lru_cache(maxsize=100_000)
def _lexemes(word: str) -> tuple[int, ...]:
    table = _load().table
    return tuple(dict.fromkeys(number for form, setting in readings(fold(word)) for mask, number in table.get(form, ()) if mask & setting))


def find(words: Sequence[str]) -> list[Term]:
    """The terms among the words, each once, in the order in which they stand; a phrase's words stand side by side.

    >>> [(t.context, t.words) for t in find("وبحسب وزارة الدفاع فإن الجيش انسحب".split())]
    [('military', 'وزارة الدفاع'), ('executive', 'وزارة'), ('military', 'جيش')]
    """
    terms, lexemes = _load(), [_lexemes(word) for word in words]
    found: dict[Term, None] = {}
    for at, here in enumerate(lexemes):
        for lexeme in here:
            found.update(dict.fromkeys(terms.single.get(lexeme, ())))
            for rest, term in terms.phrases.get(lexeme, ()):
                if at + len(rest) < len(lexemes) and all(word in lexemes[at + n] for n, word in enumerate(rest, 1)):
                    found[term] = None
    return list(found)


def check() -> list[str]:
    """Faults of the tables, one sentence each; empty when all is well."""
    return [*_faults_of_terms(), *_faults_of_rules()]


def _faults_of_terms() -> Iterator[str]:
    table = list(rows("plover/contexts.tsv"))
    keys = [(fold(row["context"]), fold(row["term"])) for row in table]
    if keys != sorted(set(keys)):
        yield "plover/contexts.tsv: not sorted by context, term after folding, or a term stands twice"
    for row in table:
        cells = "\t".join(row.values())
        if unicodedata.normalize("NFKC", cells) != cells or "\u0640" in cells:
            yield f"plover/contexts.tsv: {row['term']}: not NFC, or tatweel or presentation forms in it"
        if row["context"] not in names() or row["form"] not in FORMS or not 0 < float(row["weight"]) <= 1:
            yield f"plover/contexts.tsv: {row['term']}: context {row['context']}, form {row['form']}, weight {row['weight']}"
        if (" " in row["term"]) != (row["form"] == "phrase"):
            yield f"plover/contexts.tsv: {row['term']}: a phrase has several words, and nothing else has"
    missing = set(names()) - {row["context"] for row in table}
    yield from (f"plover/contexts.tsv: no term for {context}" for context in sorted(missing))


def _faults_of_rules() -> Iterator[str]:
    events = {f"{kind}/{mode}" for kind, modes in plover.modes().items() for mode in modes}
    for row in rows("plover/context_rules.tsv"):
        known = {"scope": SCOPES, "event": events}.get(row["kind"], [row["key"]])
        if row["kind"] not in KINDS or row["key"] not in known or (row["context"] not in names()) != (row["kind"] == "scope"):
            yield f"plover/context_rules.tsv: {row['kind']} {row['key']} {row['context']}"
