"""Words of speech: those that open what somebody says («أن», «إنه», a colon), before which the speaker stands; and nouns of witnesses."""

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


@cache
def _witnesses() -> dict[str, str]:
    return {fold(row["word"]): row["kind"] for row in rows("markers/witnesses.tsv")}


def witness(noun: str) -> str | None:
    """What a noun, with or without its article, says of a witness: `document`, `unnamed` (people without a name of their own), or nothing.

    >>> witness("البيان"), witness("مصادر"), witness("الوزير")
    ('document', 'unnamed', None)
    """
    return _witnesses().get(fold(noun).removeprefix("ال"))
