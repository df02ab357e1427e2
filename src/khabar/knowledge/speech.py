"""Words of speech: those that open what somebody says («أن», «إنه», a colon), nouns of witnesses, asides of the writer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from khabar.arabic.clitics import peelings
from khabar.arabic.folding import fold
from khabar.knowledge import actors_files, scopes
from khabar.knowledge.tables import rows


@cache
def _openings() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in rows("markers/content.tsv"))


def opens_content(word: str) -> bool:
    """Whether `word`, with or without proclitics, opens reported content.

    >>> opens_content("بأنه"), opens_content("إن"), opens_content("الوزير")
    (True, True, False)
    """
    return any(stem in _openings() for _, stem in peelings(fold(word)))


@cache
def _witnesses() -> dict[str, str]:
    return {fold(row["word"]): row["kind"] for row in rows("markers/witnesses.tsv")}


def witness(noun: str) -> str | None:
    """What a noun, with or without its article, says of a witness.

    `document`; `unnamed` (people without a name of their own); `nobody` (platforms, and what a source keeps to itself); `himself` (the words of
    whoever spoke before); or nothing.

    >>> witness("البيان"), witness("مصادر"), witness("هويته"), witness("الوزير")
    ('document', 'unnamed', 'nobody', None)
    """
    return _witnesses().get(fold(noun).removeprefix("ال"))


@cache
def _silent() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in rows("markers/silent.tsv"))


def is_silent(word: str) -> bool:
    """Whether a word, with or without proclitics, is spelled like a verb of reporting and nearly always something else.

    >>> is_silent("وبين"), is_silent("تابعة"), is_silent("تابع")
    (True, True, False)
    """
    return any(stem in _silent() for _, stem in peelings(fold(word)))


def contrasts(words: Sequence[str], at: int) -> bool:
    """Whether a word, with those after it, sets a new clause against the one before.

    >>> contrasts(["بينما"], 0), contrasts(["في", "حين"], 0), contrasts(["التي"], 0)
    (True, True, False)
    """
    return scopes.role(words, at) == "contrast"


@cache
def media_nouns() -> frozenset[str]:
    """Folded nouns that head the name of an agency or outlet."""
    return frozenset(fold(head.word) for head in actors_files.heads() if head.role == "same" and {"agency", "outlet"} & set(head.types))


def is_medium(noun: str) -> bool:
    """Whether what is so called is an agency or an outlet.

    >>> is_medium("صحيفة"), is_medium("الصحيفة"), is_medium("وزارة")
    (True, True, False)
    """
    return fold(noun).removeprefix("ال") in media_nouns()


@cache
def _asides() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Folded asides by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in rows("markers/asides.tsv"):
        first, *rest = fold(row["word"]).split()
        found[first] = (*found.get(first, ()), tuple(rest))
    return found


def aside(words: Sequence[str]) -> int:
    """Of how many words the aside is with which `words` begin, 0 without one: in it the writer, and nobody else, goes on.

    >>> aside(["ويشار", "إلى", "أن"]), aside(["يشير", "إلى", "أن"])
    (2, 0)
    """
    folded = [fold(word) for word in words[:4]]
    for _, first in peelings(folded[0]) if folded else ():
        for rest in _asides().get(first, ()):
            if tuple(folded[1 : 1 + len(rest)]) == rest:
                return 1 + len(rest)
    return 0
