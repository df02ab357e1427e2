"""Key words: what is left of a text's words when spelling habits are taken away, each with its span of the text.

Joined into one key, because papers differ in the space: «أبو بكر/أبوبكر/أبي بكر», «عبد الله/عبدالله», «نصر الله/نصرالله», «صلاح الدين/صلاحالدين».
Left out: quotation marks, which stand inside and around names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import compress, count

from khabar.arabic.clitics import PREFIXES
from khabar.arabic.folding import fold
from khabar.arabic.words import WORD
from khabar.knowledge import actors_files as files
from khabar.mentions.columns import ODD, Alphabet, folded_words
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
_JOINING = frozenset({"", *_KUNYA, *_SERVANT, *_TAILS})


@dataclass(frozen=True, slots=True)
class KeyWord:
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KeyWords:
    """The key words of a text in columns of one length: a page has thousands, and most are looked at once."""

    keys: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, at: int) -> KeyWord:
        return KeyWord(self.keys[at], self.starts[at], self.ends[at])

    def add(self, key: str, start: int, end: int) -> None:
        self.keys.append(key)
        self.starts.append(start)
        self.ends.append(end)

    def extend(self, other: KeyWords, first: int, last: int) -> None:
        self.keys.extend(other.keys[first:last])
        self.starts.extend(other.starts[first:last])
        self.ends.extend(other.ends[first:last])


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
    words = joined(one_by_one(whole) if len(whole) < _SHORT else in_columns(whole))
    return _moved(words, pieces, spans)


def _moved(words: KeyWords, pieces: Sequence[str], spans: Sequence[Span]) -> KeyWords:
    """The words of the joined pieces, where they stand in the text; a barrier stands where its span ends."""
    if len(pieces) == 1:
        moved = spans[0].start
        return words if not moved else KeyWords(words.keys, [at + moved for at in words.starts], [at + moved for at in words.ends])
    found, first, begin = KeyWords(), 0, 0
    for piece, span in zip(pieces, spans, strict=True):
        begin_of_next = begin + len(piece) + len(BARRIER)
        last = bisect_left(words.starts, begin_of_next, lo=first)
        moved = span.start - begin
        found.keys.extend(words.keys[first:last])
        found.starts.extend([at + moved for at in words.starts[first:last]])
        found.ends.extend([at + moved for at in words.ends[first:last]])
        first, begin = last, begin_of_next
    return found


def one_by_one(text: str) -> KeyWords:
    """The words with their keys, empty ones too."""
    found = KeyWords()
    for match in WORD.finditer(text):
        found.add(key_of(match.group()), match.start(), match.end())
    return found


def in_columns(text: str) -> KeyWords:
    """What `one_by_one` gives, but for words with an empty key, worked out for all characters at a time."""
    spaced, starts, ends = folded_words(text, _alphabet(), _spellings())
    while _SON[0] in spaced:
        spaced = spaced.replace(*_SON)
    keys = spaced[1:-1].split(" ") if spaced else []
    found = KeyWords(keys, starts.tolist(), ends.tolist())
    if ODD in spaced:
        for at, key in enumerate(keys):
            if ODD in key:
                keys[at] = key_of(text[found.starts[at] : found.ends[at]])
    return found


def joined(words: KeyWords) -> KeyWords:
    """Words that are one name written apart, as one; words without a key left out. Runs of other words are copied whole."""
    found, at = KeyWords(), 0
    for index in compress(count(), map(_JOINING.__contains__, words.keys)):
        if index < at:
            continue
        found.extend(words, at, index)
        key, at = words.keys[index], index + 1
        if key in _TAILS and found.keys and found.keys[-1].isalpha():
            found.keys[-1] += key
            found.ends[-1] = words.ends[index]
        elif key in _TAILS:
            found.add(key, words.starts[index], words.ends[index])
        elif key:
            at = _add_opening(words, index, found)
    found.extend(words, at, len(words))
    return found


def _add_opening(words: KeyWords, index: int, found: KeyWords) -> int:
    """«أبو» or «عبد» with the word after it; the index after what was read."""
    key = _KUNYA.get(words.keys[index], words.keys[index])
    after = next((after for after in range(index + 1, len(words)) if words.keys[after]), None)
    if after is None or not words.keys[after].isalpha():
        found.add(key, words.starts[index], words.ends[index])
        return index + 1
    found.add(key + words.keys[after], words.starts[index], words.ends[after])
    return after + 1


def key(name: str) -> str:
    """A whole name's key: its key words with one space between."""
    return " ".join(key_words(name).keys)


def keys(names: Sequence[str]) -> list[str]:
    """The keys of many names, in order; no name may hold a barrier."""
    return [key.strip() for key in " ".join(key_words(BARRIER.join(names)).keys).split(BARRIER)]
