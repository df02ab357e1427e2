"""What authors of pages call their boxes: words of `class` and `id` attributes, by the kind of box that they mark.

`knowledge/data/html/marks.tsv` is our own compilation of the common vocabulary of news sites' templates.
"""

from __future__ import annotations

import re
from functools import cache

from khabar.knowledge.tables import rows

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@cache
def _table() -> dict[tuple[str, ...], frozenset[str]]:
    """Words in order → the marks that they make; a run of words may make several."""
    table: dict[tuple[str, ...], set[str]] = {}
    for row in rows("html/marks.tsv"):
        table.setdefault(tuple(row["words"].split()), set()).add(row["mark"])
    return {words: frozenset(marks) for words, marks in table.items()}


@cache
def _longest() -> int:
    return max(map(len, _table()))


def marks(label: str) -> frozenset[str]:
    """The marks of an element by the words of its class and id.

    >>> sorted(marks("post-comments clearfix relatedPosts"))
    ['comment', 'related']
    """
    found: set[str] = set()
    for name in label.split():
        words = [word.lower() for word in _WORD.findall(name)]
        for at in range(len(words)):
            for length in range(1, min(_longest(), len(words) - at) + 1):
                found |= _table().get(tuple(words[at : at + length]), frozenset())
    return frozenset(found)
