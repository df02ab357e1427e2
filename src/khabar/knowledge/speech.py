"""Words that open what somebody says: «أن», «إنه», a colon. Who speaks is named before them, never after."""

from __future__ import annotations

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
