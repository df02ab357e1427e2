"""Names in quotation marks: what stands between a short pair of marks is one name, and a part of it is not another's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from khabar.arabic.clitics import may_peel, peelings
from khabar.knowledge import actors_files
from khabar.mentions.keys import BARRIER, KeyWords, key, key_words
from khabar.mentions.patterns import Hit
from khabar.records.spans import Span

_OPEN = "«|“|„|&laquo;|&ldquo;|&#8220;|&#171;"
_CLOSE = "»|”|“|&raquo;|&rdquo;|&#8221;|&#187;"
_QUOTED = re.compile(
    rf"(?:{_OPEN})(?P<a>[^«»“”\"\n]{{2,60}}?)(?:{_CLOSE})|(?:\"|&quot;)(?P<b>[^«»“”\"\n]{{2,60}}?)(?:\"|&quot;)|”(?P<c>[^«»“”\"\n]{{2,60}}?)“"
)
_MARKS = '«“„"”&'
_MARK = re.compile(f"[{_MARKS}]")
"""What a quotation can begin with: one set of characters is sought many times faster than the alternatives."""
_LONGEST = 6
"""Words: what is longer is speech and no name."""

Quotations = Mapping[int, tuple[int, int]]
"""Index of each word in a short quotation -> indices of its first word and after its last."""


def quotations(text: str, spans: Sequence[Span], words: KeyWords) -> Quotations:
    """The short quotations of the spans, in words; entities of HTML count as the marks that they are."""
    found: dict[int, tuple[int, int]] = {}
    if not any(mark in text for mark in _MARKS):
        return found
    for start, end in _stretches(text, spans):
        first = bisect_left(words.starts, start)
        while first < len(words) and words.keys[first] == BARRIER:
            first += 1
        last = bisect_right(words.ends, end, lo=first)
        if 0 < last - first <= _LONGEST and BARRIER not in words.keys[first:last]:
            found.update(dict.fromkeys(range(first, last), (first, last)))
    return found


def _stretches(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    for span in sorted(spans):
        at = span.start
        while (opening := _MARK.search(text, at, span.end)) is not None:
            match = _QUOTED.match(text, opening.start(), span.end)
            if match is None:
                at = opening.end()
                continue
            group = match.lastgroup or "a"
            yield match.start(group), match.end(group)
            at = match.end()


def part_of_fuller(hit: Hit, words: KeyWords, quoted: Quotations) -> bool:
    """«المجلس العسكري» in «المجلس العسكري للبادية»: a name of two words or more opens a quotation that goes on as names do."""
    place = quoted.get(hit.first)
    if place is None or place[0] != hit.first or hit.last >= place[1] or hit.last - hit.first < 2:
        return False
    after = words.keys[hit.last]
    return len(after) > 3 and after.startswith(("ال", "ل"))


def is_things_name(hit: Hit, words: KeyWords, quoted: Quotations) -> bool:
    """A single word in a longer name in quotation marks; or a name right after «شركة», «صحيفة», «ملعب»."""
    first, last = quoted.get(hit.first, (hit.first, hit.last))
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
