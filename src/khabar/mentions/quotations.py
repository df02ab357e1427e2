"""Names in quotation marks: what stands between a short pair of marks is one name, and a part of it is not another's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from khabar.arabic.clitics import may_peel, peelings
from khabar.knowledge import actors_files
from khabar.mentions.keys import BARRIER, KeyWords, key, key_words
from khabar.mentions.patterns import Hit
from khabar.records.spans import Span

_MARKS = '«“„"”&'
_OPEN = "(?<=[«“„])|(?<=&)(?:laquo|ldquo|#8220|#171);"
_CLOSE = "»|”|“|&raquo;|&rdquo;|&#8221;|&#187;"
_STRAIGHT = '(?<=")|(?<=&)quot;'


def _between_marks(words: str) -> re.Pattern[str]:
    """Begins with one set of characters, which is sought many times faster than the alternatives, and then looks back at which of them it was."""
    quoted = rf"(?:{_OPEN})(?P<a>{words})(?:{_CLOSE})|(?:{_STRAIGHT})(?P<b>{words})(?:\"|&quot;)|(?<=”)(?P<c>{words})“"
    return re.compile(f"[{_MARKS}](?:{quoted})")


_QUOTED = _between_marks('[^«»“”"\n]{2,60}+')
_QUOTED_WITH_ENTITIES = _between_marks('[^«»“”"\n]{2,60}?')
"""Looks for an entity that closes after each letter, which takes several times longer."""
_LONGEST = 6
"""Words: what is longer is speech and no name."""


class Quotations(NamedTuple):
    """The short quotations of a text: indices of the first word of each, and after its last, in text order."""

    firsts: Sequence[int] = ()
    lasts: Sequence[int] = ()

    def around(self, at: int) -> tuple[int, int] | None:
        """The quotation in which a word stands."""
        place = bisect_right(self.firsts, at) - 1
        return (self.firsts[place], self.lasts[place]) if place >= 0 and at < self.lasts[place] else None


NO_QUOTATIONS = Quotations()


def quotations(text: str, spans: Sequence[Span], words: KeyWords) -> Quotations:
    """The short quotations of the spans, in words; entities of HTML count as the marks that they are."""
    pattern = _QUOTED_WITH_ENTITIES if "&" in text else _QUOTED
    stretches = [match.span(match.lastgroup or 0) for span in sorted(spans) for match in pattern.finditer(text, span.start, span.end)]
    if not stretches:
        return NO_QUOTATIONS
    starts, ends = np.array(stretches).T
    firsts, lasts = np.asarray(words.starts).searchsorted(starts).tolist(), np.asarray(words.ends).searchsorted(ends, side="right").tolist()
    if len(spans) > 1:
        firsts = list(map(words.after_barriers, firsts))
    names = [(first, last) for first, last in zip(firsts, lasts, strict=True) if 0 < last - first <= _LONGEST]
    if len(spans) > 1 or BARRIER in text:
        names = [(first, last) for first, last in names if BARRIER not in words.keys[first:last]]
    return Quotations([first for first, _ in names], [last for _, last in names])


def part_of_fuller(hit: Hit, words: KeyWords, quoted: Quotations) -> bool:
    """«المجلس العسكري» in «المجلس العسكري للبادية»: a name of two words or more opens a quotation that goes on as names do."""
    place = quoted.around(hit.first)
    if place is None or place[0] != hit.first or hit.last >= place[1] or hit.last - hit.first < 2:
        return False
    after = words.keys[hit.last]
    return len(after) > 3 and after.startswith(("ال", "ل"))


def is_things_name(hit: Hit, words: KeyWords, quoted: Quotations) -> bool:
    """A single word in a longer name in quotation marks; or a name right after «شركة», «صحيفة», «ملعب»."""
    first, last = quoted.around(hit.first) or (hit.first, hit.last)
    before = words.keys[first - 1] if first else ""
    in_longer = hit.last - hit.first == 1 and last - first > 1
    return in_longer or (not hit.cut and not _things().isdisjoint(stem for _, stem in peelings(before)))


@cache
def _things() -> frozenset[str]:
    return frozenset(map(key, actors_files.things()))


def indices_of(name: str | None, words: KeyWords) -> frozenset[int]:
    """Of the words that are the outlet's name, proclitics before it allowed."""
    wanted = key_words(name).keys if name else []
    while len(wanted) > 1 and wanted[0] in _things():
        wanted = wanted[1:]
    if not wanted:
        return frozenset()
    found: set[int] = set()
    for at, first in enumerate(words.keys):
        if not first.endswith(wanted[0]) or words.keys[at + 1 : at + len(wanted)] != wanted[1:]:
            continue
        if may_peel(first[: -len(wanted[0])], wanted[0]):
            found.update(range(at, at + len(wanted)))
    return frozenset(found)
