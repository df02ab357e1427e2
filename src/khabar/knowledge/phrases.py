"""Words that bound a noun phrase: those at which none begins or ends, and those that count and leave what is counted to the next word."""

from __future__ import annotations

from functools import cache

from khabar.arabic.folding import fold
from khabar.arabic.numerals import may_start
from khabar.knowledge.tables import rows


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in rows("markers/phrases.tsv") if row["kind"] == kind)


def is_edge(word: str) -> bool:
    """Whether no noun phrase begins or ends with `word`.

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
