"""Words that stand for an actor named before: «الطرفان», «بينهما», «الأخير», «التنظيم», «بلاده», «نحن»."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from khabar.arabic.folding import fold
from khabar.knowledge.tables import rows

Person = Literal["first", "third"]
Owned = Literal["self", "state", "government", "organisation"]


@dataclass(frozen=True, slots=True)
class Anaphor:
    """`number` is how many actors it stands for; `group` what they are: organisation, person, state or any; `types` the who's who's types."""

    word: str
    number: Literal["one", "two"]
    group: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """What is somebody's own, or himself: `person` tells whether his who speaks (first) or his who is spoken of; `types` are the who's who's."""

    word: str
    person: Person
    what: Owned
    types: tuple[str, ...]


@cache
def load() -> dict[str, Anaphor]:
    """Folded word → anaphor."""
    found = {}
    for row in rows("anaphora/words.tsv"):
        number: Literal["one", "two"] = "two" if row["number"] == "two" else "one"
        found[fold(row["word"])] = Anaphor(row["word"], number, row["group"], tuple(filter(None, row["types"].split(","))))
    return found


@cache
def own() -> dict[str, Own]:
    """Folded «نحن», «بلاده», «حزبنا» and their like → what they are."""
    return {
        fold(row["word"]): Own(row["word"], cast("Person", row["person"]), cast("Owned", row["what"]), tuple(filter(None, row["types"].split(","))))
        for row in rows("anaphora/own.tsv")
    }


@cache
def stances() -> dict[str, str]:
    """Folded «معهم», «ضدهم» and their like → the type that the speaker's «نحن معهم» has (ruling 3 of the codebook)."""
    return {fold(row["word"]): row["type"] for row in rows("anaphora/stances.tsv")}


@cache
def _repeating() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in rows("anaphora/repeating.tsv"))


@cache
def _choosing() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in rows("anaphora/choosing.tsv"))


def chooses(word: str) -> bool:
    """Whether a word before an anaphor takes one of those that it stands for, and leaves open which: «أحد الطرفين».

    >>> chooses("إحدى"), chooses("كلا")
    (True, False)
    """
    return fold(word) in _choosing()


def repeats(word: str) -> bool:
    """Whether a word after a noun says that it is one named before: «المصدر ذاته».

    >>> repeats("ذاته"), repeats("طبي")
    (True, False)
    """
    return fold(word) in _repeating()
