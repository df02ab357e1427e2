"""Names in quotation marks: what stands between a short pair of marks is one name, and a part of it is not another's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from khabar.arabic.clitics import may_peel, peelings
from khabar.knowledge import actors_files
from khabar.mentions.keys import BARRIER, KeyWord, key, key_words
from khabar.mentions.lexicon import Hit
from khabar.records.spans import Span

_OPEN = "«|“|„|&laquo;|&ldquo;|&#8220;|&#171;"
_CLOSE = "»|”|“|&raquo;|&rdquo;|&#8221;|&#187;"
_QUOTED = re.compile(
    rf"(?:{_OPEN})(?P<a>[^«»“”\"\n]{{2,60}}?)(?:{_CLOSE})|(?:\"|&quot;)(?P<b>[^«»“”\"\n]{{2,60}}?)(?:\"|&quot;)|”(?P<c>[^«»“”\"\n]{{2,60}}?)“"
)
_LONGEST = 6
"""Words: what is longer is speech and no name."""

Quotations = Mapping[int, tuple[int, int]]
"""Index of each word in a short quotation -> indices of its first word and after its last."""


def quotations(text: str, spans: Sequence[Span], words: Sequence[KeyWord]) -> Quotations:
    """The short quotations of the spans, in words; entities of HTML count as the marks that they are."""
    found: dict[int, tuple[int, int]] = {}
    at = 0
    for start, end in _stretches(text, spans):
        while at < len(words) and (words[at].start < start or words[at].key == BARRIER):
            at += 1
        last = at
        while last < len(words) and words[last].end <= end and words[last].key != BARRIER:
            last += 1
        if 0 < last - at <= _LONGEST:
            found.update(dict.fromkeys(range(at, last), (at, last)))
        at = max(at, last)
    return found


def _stretches(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    for span in sorted(spans):
        for match in _QUOTED.finditer(text, span.start, span.end):
            group = match.lastgroup or "a"
            yield match.start(group), match.end(group)


def part_of_fuller(hit: Hit, words: Sequence[KeyWord], quoted: Quotations) -> bool:
    """«المجلس العسكري» in «المجلس العسكري للبادية»: a name of two words or more opens a quotation that goes on as names do."""
    place = quoted.get(hit.first)
    if place is None or place[0] != hit.first or hit.last >= place[1] or hit.last - hit.first < 2:
        return False
    after = words[hit.last].key
    return len(after) > 3 and after.startswith(("ال", "ل"))


def is_things_name(hit: Hit, words: Sequence[KeyWord], quoted: Quotations) -> bool:
    """A single word in a longer name in quotation marks, or right after «شركة», «صحيفة», «شارع»."""
    if hit.last - hit.first > 1:
        return False
    first, last = quoted.get(hit.first, (hit.first, hit.last))
    before = words[first - 1].key if first else ""
    return last - first > 1 or (not hit.cut and not _things().isdisjoint(stem for _, stem in peelings(before)))


@cache
def _things() -> frozenset[str]:
    return frozenset(map(key, actors_files.things()))


def indices_of(name: str | None, words: Sequence[KeyWord]) -> frozenset[int]:
    """Of the words that are the outlet's name, proclitics before it allowed."""
    wanted = [word.key for word in key_words(name)] if name else []
    while len(wanted) > 1 and wanted[0] in _things():
        wanted = wanted[1:]
    if not wanted:
        return frozenset()
    found: set[int] = set()
    for at in range(len(words) - len(wanted) + 1):
        first = words[at].key
        opens = first == wanted[0] or (first.endswith(wanted[0]) and may_peel(first[: -len(wanted[0])], wanted[0]))
        if opens and all(words[at + n].key == wanted[n] for n in range(1, len(wanted))):
            found.update(range(at, at + len(wanted)))
    return frozenset(found)
