"""Words of speech: those that open what somebody says («أن», «إنه», a colon), nouns of witnesses, asides of the writer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from khabar.arabic.clitics import peelings
from khabar.arabic.folding import fold
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
    """What a noun, with or without its article, says of a witness: `document`, `unnamed` (people without a name of their own), or nothing.

    >>> witness("البيان"), witness("مصادر"), witness("الوزير")
    ('document', 'unnamed', None)
    """
    return _witnesses().get(fold(noun).removeprefix("ال"))


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
