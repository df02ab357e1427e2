"""What tells one happening from another: kinship of types, acts within a type, words of repeats, and the weights of the features."""

from __future__ import annotations

from functools import cache

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
    """
    >>> kin("ASSAULT", "ASSAULT"), kin("AID", "ASSAULT")
    (1.0, 0.0)
    """
    return 1.0 if first == second else kinship().get((first, second), 0.0)


@cache
def _acts() -> dict[str, str]:
    return {fold(row["word"]): row["act"] for row in rows("occurrences/acts.tsv")}


def act(word: str) -> str | None:
    """What is done, more finely than PLOVER's type: take, clash, blast, strike, … None for a word that does not say.

    >>> act("وسيطرت"), act("القصف"), act("المدينة")
    ('take', 'shell', None)
    """
    for _, stem in peelings(fold(word)):
        bare = stem.removeprefix("ال")
        for form in (bare, bare.removesuffix("ت"), bare.removesuffix("وا")):
            if form in _acts():
                return _acts()[form]
    return None


@cache
def _rounds() -> dict[str, str]:
    return {fold(row["word"]): row["round"] for row in rows("occurrences/rounds.tsv")}


def tells_of_another(folded: str) -> bool:
    """Whether a folded word says that the like happened before: «ثان», «مجددا», «تجدد»."""
    return any(_rounds().get(stem) == "again" for _, stem in peelings(folded))


@cache
def _denials() -> dict[str, int]:
    """Form without clitics → settings, see `arabic.inflection`."""
    table: dict[str, int] = {}
    for row in rows("occurrences/denials.tsv"):
        verb = row["form"] == "verb"
        forms = verb_forms(row["lemma"], row["present"]) if verb else noun_forms(row["lemma"], participle=row["form"] == "participle")
        for form, mask in forms.items():
            table[form] = table.get(form, 0) | mask
    return table


def denies(folded: str) -> bool:
    """Whether a folded word is a direct denial of what somebody else says: «نفى», «تكذيب».

    >>> denies("ونفت"), denies("لم")
    (True, False)
    """
    return any(_denials().get(form, 0) & setting for form, setting in readings(folded))


@cache
def weights() -> dict[str, float]:
    """Feature → weight in the log odds of one happening; `base` is what stands alone, `bar` the least mean probability in an occurrence."""
    return {row["feature"]: float(row["weight"]) for row in rows("occurrences/weights.tsv")}
