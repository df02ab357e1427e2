"""Which of some words is most like one that somebody wrote: for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

NEAR = 80
"""Likeness, of 100, from which another word is offered: of many ids one is always somewhat like."""


def nearest(written: str, known: Iterable[str], least: float = NEAR) -> str | None:
    """The one of the `known` words that shares most letters in order with what was written (indel ratio, 0 to 100); None where none is so like.

    >>> nearest("publised", ("text", "url", "published")), nearest("note", ("text", "url", "published"))
    ('published', None)
    """
    from rapidfuzz import process  # noqa: PLC0415 - only for a word that is not known, and it is slow to load
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415

    near = process.extractOne(written, list(known), scorer=ratio, score_cutoff=least)
    return near[0] if near else None
