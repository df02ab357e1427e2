"""What tells one happening from another: kinship of types, acts within a type, words of repeats, and the weights of the features."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from khabar.arabic.clitics import peelings
from khabar.arabic.folding import fold
from khabar.arabic.inflection import noun_forms, readings, verb_forms
from khabar.knowledge.tables import rows

REPEATABLE = frozenset(("AGREE", "CONSULT", "COOPERATE", "ASSAULT", "CONCEDE", "RETREAT"))
"""Types that both sides may do to each other: the order of the sides says little (codebook, symmetric events)."""


@cache
def kinship() -> dict[tuple[str, str], float]:
    """Two types, either order → 0 to 1: how readily papers code one happening as the one or the other. A type is its own kin by 1."""
    found: dict[tuple[str, str], float] = {}
    for row in rows("occurrences/kin.tsv"):
        found[row["type"], row["other"]] = found[row["other"], row["type"]] = float(row["kinship"])
    return found


def kin(first: str, second: str) -> float:
    """How close two types are, 0 to 1.

    >>> kin("ASSAULT", "ASSAULT"), kin("AID", "ASSAULT")
    (1.0, 0.0)
    """
    return 1.0 if first == second else kinship().get((first, second), 0.0)


@cache
def _deeds() -> dict[str, str]:
    return {row["told"]: row["deed"] for row in rows("occurrences/deeds.tsv")}


def deed(told: str) -> str:
    """The deed that a mode (`TYPE/mode`) or an act may tell of with others of its kind; one that stands in no row tells of its own alone.

    >>> deed("ASSAULT/aerial") == deed("ASSAULT/explosives"), deed("ASSAULT/abduct") == deed("ASSAULT/torture")
    (True, False)
    """
    return _deeds().get(told, told)


SPEECH = frozenset(("SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
"""Types that are acts of speech by one side alone."""
NO_ACT = "no act"
"""What words say that look like an act and are none: «توقع» is no form of «وقع»."""
Settings = dict[str, list[tuple[int, str]]]
"""Form without clitics → settings (see `arabic.inflection`) and what the word says."""


def _inflected(table: str, says: str) -> Settings:
    """A table of lemmas (`lemma, form, present`) with all their forms; `says` is the column of what a word says."""
    found: Settings = {}
    for row in rows(table):
        verb = row["form"] == "verb"
        forms = verb_forms(row["lemma"], row["present"]) if verb else noun_forms(row["lemma"], filter(None, [row["present"]]))
        for form, mask in forms.items():
            found.setdefault(form, []).append((mask, row[says]))
    return found


def _read(table: Settings, folded: str) -> frozenset[str]:
    return frozenset(what for form, setting in readings(folded) for mask, what in table.get(form, ()) if mask & setting)


@cache
def _acts() -> Settings:
    return _inflected("occurrences/acts.tsv", "act")


@lru_cache(maxsize=50_000)
def acts(folded: str) -> frozenset[str]:
    """What a folded word says is done, more finely than PLOVER's type: take, clash, blast, strike, … Empty for most words.

    >>> sorted(acts("وسيطرت")), sorted(acts("القصف")), sorted(acts("المدينه"))
    (['take'], ['shell'], [])
    """
    found = _read(_acts(), folded)
    return frozenset() if NO_ACT in found else found


@cache
def results() -> frozenset[str]:
    """Acts that are the end of a matter, not a part of it: a fight for a town is not its fall."""
    return frozenset(row["act"] for row in rows("occurrences/results.tsv"))


@cache
def _rounds() -> dict[str, str]:
    return {fold(row["word"]): row["round"] for row in rows("occurrences/rounds.tsv")}


@lru_cache(maxsize=50_000)
def tells_of_another(folded: str) -> bool:
    """Whether a folded word says that the like happened before: «ثان», «مجددا», «تجدد»."""
    return any(_rounds().get(stem) == "again" for _, stem in peelings(folded))


@cache
def _stances() -> Settings:
    return _inflected("occurrences/stances.tsv", "stance")


def denies(folded: str) -> bool:
    """Whether a folded word is a direct denial of what somebody else says: «نفى», «تكذيب».

    >>> denies("ونفت"), denies("لم")
    (True, False)
    """
    return "denies" in _read(_stances(), folded)


def rules_out(folded: str) -> bool:
    """Whether a folded word says that its speaker expects something not to happen: «استبعد»."""
    return "rules-out" in _read(_stances(), folded)


def read_ahead(text: str) -> str:
    """A prediction's words with those that can point back or ahead read as pointing ahead: «خلال أسبوع» as «في غضون أسبوع»."""
    for row in rows("occurrences/ahead.tsv"):
        text = re.sub(rf"\b{row['word']}\b", row["read"], text)
    return text


@cache
def weights() -> dict[str, float]:
    """Feature → weight in the log odds of one happening; `base` is what stands alone, `bar` the least mean probability in an occurrence."""
    return {row["feature"]: float(row["weight"]) for row in rows("occurrences/weights.tsv")}
