"""Key words: what is left of a text's words when spelling habits are taken away, each with its span of the text.

Joined into one key, because papers differ in the space: «أبو بكر/أبوبكر/أبي بكر», «عبد الله/عبدالله», «نصر الله/نصرالله», «صلاح الدين/صلاحالدين».
Left out: quotation marks, which stand inside and around names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from khabar.arabic.clitics import PREFIXES
from khabar.arabic.folding import fold
from khabar.arabic.words import WORD
from khabar.knowledge import actors_files as files
from khabar.mentions.columns import Numbers
from khabar.mentions.vocabulary import MOST, Vocabulary
from khabar.records.spans import Span

_SON = {"ابن": "بن"}
"""Papers write the one for the other inside names."""
_PLURAL = re.compile("ون(?<=[^\n]{4}ون)(?![^\n])")
"""Looks back at the four letters that must stand before it: what begins with plain letters is sought fast."""
QUOTES = frozenset("\"'«»“”„‟‘’‹›")
BARRIER = "¦"
"""Stands between two spans, so that no name reaches across."""

_KUNYA = {prefix + form: prefix + "ابو" for prefix in PREFIXES for form in ("ابو", "ابي", "ابا")}
_SERVANT = frozenset(prefix + "عبد" for prefix in PREFIXES)
_TAILS = frozenset({"الله", "الدين"})
_JOINING = frozenset({*_KUNYA, *_SERVANT, *_TAILS})
_NO_KEY = frozenset({""})


@dataclass(frozen=True, slots=True)
class KeyWord:
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KeyWords:
    """The key words of a text in columns of one length: a page has thousands, and of most only the key is looked at, once."""

    keys: list[str]
    starts: Sequence[int]
    ends: Sequence[int]
    numbers: Numbers
    """Of the words in `vocabulary`."""
    vocabulary: Vocabulary = field(repr=False)

    def where(self, keys: frozenset[str]) -> list[int]:
        """The indices of the words that are one of some; for a few sets that stay the same."""
        return self.vocabulary.where(self.numbers, keys)

    def after_barriers(self, at: int) -> int:
        """The index of the first word from here on that is no barrier."""
        while at < len(self.keys) and self.keys[at] == BARRIER:
            at += 1
        return at

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, at: int) -> KeyWord:
        return KeyWord(self.keys[at], self.starts[at], self.ends[at])


@cache
def _met() -> Vocabulary:
    return Vocabulary(keys_of)


def _vocabulary() -> Vocabulary:
    """The words that this process has met; a new one when there are too many, because key words that were read still speak of the old one."""
    if len(_met()) > MOST:
        _met.cache_clear()
    return _met()


def keys_of(words: Sequence[str]) -> list[str]:
    """Each word's key: folded, sound plurals in one case («الحوثيون» as «الحوثيين»), regional spellings in one form; a quotation mark has none.

    Of many words at a time, because a step over one long text takes a fraction of the time of the same step over each word.
    """
    text = files.respelled(fold("\n".join(words)).replace(" ", ""))  # one letter may stand for several words: «ﷺ»
    found = _PLURAL.sub("ين", text).split("\n")
    return ["" if word in QUOTES else _SON.get(key, key) for word, key in zip(words, found, strict=True)] if words else []


def key_words(text: str, spans: Sequence[Span] | None = None) -> KeyWords:
    """The key words of the spans (of the whole text without spans), with barriers between spans."""
    spans = spans if spans is not None else (Span(0, len(text)),)
    pieces = [text[span.start : span.end] for span in spans]
    vocabulary = _vocabulary()
    numbers, starts, ends = vocabulary.read(BARRIER.join(pieces))
    empty = vocabulary.where(numbers, _NO_KEY)
    if empty:
        numbers, starts, ends = _without(empty, numbers, starts, ends)
    keys = vocabulary.keys(numbers)
    changed, gone = join(keys, vocabulary.where(numbers, _JOINING))
    for at in changed:
        numbers[at] = vocabulary.joined(keys[at])
    for at in reversed(gone):
        ends[at - 1] = ends[at]
        del keys[at]
    if gone:
        numbers, starts, ends = _without(gone, numbers, starts, ends)
    moved = _moves(starts, pieces, spans)
    return KeyWords(keys, (starts + moved).data, (ends + moved).data, numbers, vocabulary)


def _without(indices: Sequence[int], *columns: Numbers) -> Iterator[Numbers]:
    kept = np.ones(len(columns[0]), np.bool_)
    kept[indices] = False
    places = kept.nonzero()[0]
    return (column.take(places) for column in columns)


def _moves(starts: Numbers, pieces: Sequence[str], spans: Sequence[Span]) -> Numbers | int:
    """How far words of the joined pieces stand from where they stand in the text; a barrier stands where its span ends."""
    if len(pieces) <= 1:
        return spans[0].start if spans else 0
    begins = np.cumsum([0, *(len(piece) + len(BARRIER) for piece in pieces[:-1])])
    moves = np.array([span.start for span in spans]) - begins
    found: Numbers = moves[np.searchsorted(begins, starts, side="right") - 1]
    return found


def join(keys: list[str], joints: Iterable[int]) -> tuple[set[int], list[int]]:
    """Joins the words that are one name written apart; `joints` are the indices of those that may be joined to another.

    Gives the indices of the keys that became others, and of those that went to the word before them and are to be taken out.
    """
    changed: set[int] = set()
    gone: list[int] = []
    last = free = 0
    for at in joints:
        before = last if gone and gone[-1] == at - 1 else at - 1
        if at < free:
            continue
        if keys[at] in _TAILS:
            if at and keys[before].isalpha():
                keys[before] += keys[at]
                changed.add(before)
                gone.append(at)
                last = before
            continue
        keys[at] = _KUNYA.get(keys[at], keys[at])
        changed.add(at)
        if at + 1 < len(keys) and keys[at + 1].isalpha():
            keys[at] += keys[at + 1]
            gone.append(at + 1)
            last, free = at, at + 2
    return changed, gone


def key(name: str) -> str:
    """A whole name's key: its key words with one space between."""
    return " ".join(key_words(name).keys)


def keys(names: Sequence[str]) -> list[str]:
    """The keys of many names, in order; no name may hold a barrier."""
    words = WORD.findall(BARRIER.join(names))
    different = list(dict.fromkeys(words))
    key_of = dict(zip(different, keys_of(different), strict=True))
    found = list(filter(None, map(key_of.__getitem__, words)))
    _, gone = join(found, [at for at, key in enumerate(found) if key in _JOINING])
    for at in gone:
        found[at] = ""
    return [key.strip() for key in " ".join(filter(None, found)).split(BARRIER)]
