"""Cuts sentences that run on: Arabic papers join clauses by commas and «و» over whole paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from khabar.records.spans import Span

LONG = 110
"""Words. A longer sentence is cut."""
_AIM, _LEAST, _MOST = 80, 25, 110
_WORD = re.compile(r"\S+")
_IN_QUOTE = 40
"""What a cut costs, in words away from the place aimed at."""


def cuts(text: str, sentence: Span, quotes: Sequence[Span]) -> list[int]:
    """Offsets at which `text[sentence.start:sentence.end]` is cut so that no piece has more than `_MOST` words.

    A cut stands before a word: best after «؛» or between dots, then after «،», then before a clause with «و», and inside a quotation
    only where there is nothing better. Near the middle where two pieces do. Linear in the length of the sentence.
    """
    words = list(_WORD.finditer(text, sentence.start, sentence.end))
    if len(words) <= LONG:
        return []
    starts = [quote.start for quote in quotes]
    found: list[int] = []
    first = 0
    while len(words) - first > LONG:
        left = len(words) - first
        aim = first + (left // 2 if left <= 2 * _MOST else _AIM)
        window = range(first + _LEAST, min(first + _MOST, len(words) - 1) + 1)
        first = min(window, key=lambda at: abs(at - aim) + _cost(words, at, quotes, starts))
        found.append(words[first].start())
    return found


def _cost(words: Sequence[re.Match[str]], at: int, quotes: Sequence[Span], starts: Sequence[int]) -> int:
    before, word = words[at - 1][0], words[at][0]
    index = bisect_right(starts, words[at].start()) - 1
    quoted = _IN_QUOTE if index >= 0 and words[at].start() < quotes[index].end else 0
    if before.endswith(("؛", ";", "..", "…")):
        return quoted
    if before.endswith(("،", ",")):
        return quoted + 5
    return quoted + (20 if word.startswith("و") and len(word) > 3 else 60)
