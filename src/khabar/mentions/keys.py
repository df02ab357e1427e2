"""Key words: what is left of a text's words when spelling habits are taken away, each with its span of the text.

Joined into one key, because papers differ in the space: «أبو بكر/أبوبكر/أبي بكر», «عبد الله/عبدالله», «نصر الله/نصرالله», «صلاح الدين/صلاحالدين».
Left out: quotation marks, which stand inside and around names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import numpy as np

from khabar.arabic.clitics import PREFIXES
from khabar.arabic.folding import fold
from khabar.arabic.words import WORD
from khabar.knowledge import actors_files as files
from khabar.mentions.columns import ODD, Alphabet, Numbers, folded_words
from khabar.records.spans import Span

SON = ("ابن", "بن")
"""Papers write the one for the other inside names."""
_SON = (f" {SON[0]} ", f" {SON[1]} ")
QUOTES = frozenset("\"'«»“”„‟‘’‹›")
BARRIER = "¦"
"""Stands between two spans, so that no name reaches across."""

_SHORT = 400
"""Characters: below, reading word by word is faster than setting up columns."""
_KUNYA = {prefix + form: prefix + "ابو" for prefix in PREFIXES for form in ("ابو", "ابي", "ابا")}
_SERVANT = frozenset(prefix + "عبد" for prefix in PREFIXES)
_TAILS = frozenset({"الله", "الدين"})
_JOINING = frozenset({*_KUNYA, *_SERVANT, *_TAILS})
_JOINING_ENDS = ("ابو ", "ابي ", "ابا ", "عبد ", *(f" {tail} " for tail in sorted(_TAILS)))


@dataclass(frozen=True, slots=True)
class KeyWord:
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KeyWords:
    """The key words of a text in columns of one length: a page has thousands, and of most only the key is looked at, once."""

    keys: list[str] = field(default_factory=list)
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, at: int) -> KeyWord:
        return KeyWord(self.keys[at], self.starts[at], self.ends[at])


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    return files.spellings()


@cache
def _alphabet() -> Alphabet:
    return Alphabet(QUOTES)


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """One word's key: folded, sound plurals in one case («الحوثيون» as «الحوثيين»), regional spellings in one form; a quotation mark has none."""
    if word in QUOTES:
        return ""
    key = "".join(fold(word).split())  # one letter may stand for several words: «ﷺ»
    for letters, read in _spellings():
        if letters in key:
            key = key.replace(letters, read)
    if key == SON[0]:
        return SON[1]
    return key[:-2] + "ين" if len(key) > 5 and key.endswith("ون") else key


def key_words(text: str, spans: Sequence[Span] | None = None) -> KeyWords:
    """The key words of the spans (of the whole text without spans), with barriers between spans."""
    spans = spans if spans is not None else (Span(0, len(text)),)
    pieces = [text[span.start : span.end] for span in spans]
    whole = BARRIER.join(pieces)
    keys, starts, ends = one_by_one(whole) if len(whole) < _SHORT else in_columns(whole)
    joints = join(keys)
    if joints:
        starts, ends = _without(starts, joints), _without(ends, np.array(joints) - 1)
    moved = _moves(starts, pieces, spans)
    return KeyWords(keys, (starts + moved).data, (ends + moved).data)


def _without(numbers: Numbers, indices: Sequence[int] | Numbers) -> Numbers:
    kept = np.ones(len(numbers), np.bool_)
    kept[indices] = False
    return numbers[kept]


def _moves(starts: Numbers, pieces: Sequence[str], spans: Sequence[Span]) -> Numbers | int:
    """How far words of the joined pieces stand from where they stand in the text; a barrier stands where its span ends."""
    if len(pieces) <= 1:
        return spans[0].start if spans else 0
    begins = np.cumsum([0, *(len(piece) + len(BARRIER) for piece in pieces[:-1])])
    moves = np.array([span.start for span in spans]) - begins
    found: Numbers = moves[np.searchsorted(begins, starts, side="right") - 1]
    return found


def one_by_one(text: str) -> tuple[list[str], Numbers, Numbers]:
    """(keys, starts, ends) of the words that have a key."""
    found = [(key, match.start(), match.end()) for match in WORD.finditer(text) if (key := key_of(match.group()))]
    return [key for key, _, _ in found], *np.array([row[1:] for row in found], np.int64).reshape(-1, 2).T


def in_columns(text: str) -> tuple[list[str], Numbers, Numbers]:
    """What `one_by_one` gives, worked out for all characters at a time."""
    spaced, starts, ends = folded_words(text, _alphabet(), _spellings())
    while _SON[0] in spaced:
        spaced = spaced.replace(*_SON)
    keys = spaced[1:-1].split(" ") if len(starts) else []
    odd = ODD in spaced
    if odd:
        for at, key in enumerate(keys):
            if ODD in key:
                keys[at] = key_of(text[starts[at] : ends[at]])
    if odd or "  " in spaced:
        kept = [at for at, key in enumerate(keys) if key]
        keys, starts, ends = [keys[at] for at in kept], starts[kept], ends[kept]
    return keys, starts, ends


def _joints(keys: list[str]) -> list[int]:
    """The indices of words that are joined to another; sought as letters, because a page has few and a look at each word takes longer."""
    spaced = f" {' '.join(keys)} "
    ends = set()
    for letters in _JOINING_ENDS:
        at = spaced.find(letters)
        while at >= 0:
            ends.add(at + len(letters) - 1)
            at = spaced.find(letters, at + 1)
    found, index, before = [], -1, 0
    for end in sorted(ends):
        index, before = index + spaced.count(" ", before, end), end
        if keys[index] in _JOINING:
            found.append(index)
    return found


def join(keys: list[str]) -> list[int]:
    """Joins the words that are one name written apart, and gives the indices, before that, of those that went to the word before them."""
    gone: list[int] = []
    last = free = 0
    for at in _joints(keys):
        before = last if gone and gone[-1] == at - 1 else at - 1
        if at < free:
            continue
        if keys[at] in _TAILS:
            if at and keys[before].isalpha():
                keys[before] += keys[at]
                gone.append(at)
                last = before
            continue
        keys[at] = _KUNYA.get(keys[at], keys[at])
        if at + 1 < len(keys) and keys[at + 1].isalpha():
            keys[at] += keys[at + 1]
            gone.append(at + 1)
            last, free = at, at + 2
    for at in reversed(gone):
        del keys[at]
    return gone


def key(name: str) -> str:
    """A whole name's key: its key words with one space between."""
    return " ".join(key_words(name).keys)


def keys(names: Sequence[str]) -> list[str]:
    """The keys of many names, in order; no name may hold a barrier."""
    return [key.strip() for key in " ".join(key_words(BARRIER.join(names)).keys).split(BARRIER)]
