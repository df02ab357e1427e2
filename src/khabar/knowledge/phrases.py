"""Words around a noun: particles and adverbs, which no number counts; words that count; and particles that tell a noun's part in an event."""

from __future__ import annotations

from functools import cache

from khabar.arabic.folding import fold
from khabar.arabic.numerals import may_start
from khabar.knowledge.tables import rows


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in rows("markers/phrases.tsv") if row["kind"] == kind)


def is_edge(word: str) -> bool:
    """Whether `word` is a particle or an adverb, so that no number counts it.

    >>> is_edge("نحو"), is_edge("متظاهر")
    (True, False)
    """
    return fold(word) in _words("edge")


def is_quantity(word: str) -> bool:
    """Whether `word` only says how many: digits, a number word, «عشرات».

    >>> is_quantity("17"), is_quantity("خمسة"), is_quantity("عشرات"), is_quantity("أفراد")
    (True, True, True, False)
    """
    return word.isdecimal() or may_start(fold(word)) or fold(word) in _words("quantity")


@cache
def _governors() -> frozenset[tuple[str, str]]:
    return frozenset((fold(row["particle"]), row["never"]) for row in rows("markers/governors.tsv"))


def bars(particle: str, role: str) -> bool:
    """Whether the noun after the folded `particle` is never `role` (actor or recipient), but for cues that take the particle.

    >>> bars("في", "recipient"), bars("على", "recipient")
    (True, False)
    """
    return (particle, role) in _governors()
