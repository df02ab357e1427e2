"""Key words: what is left of a text's words when spelling habits are taken away, each with its span of the text.

Joined into one key, because papers differ in the space: «أبو بكر/أبوبكر/أبي بكر», «عبد الله/عبدالله», «نصر الله/نصرالله», «صلاح الدين/صلاحالدين».
Left out: quotation marks, which stand inside and around names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from khabar.arabic.clitics import PREFIXES
from khabar.arabic.folding import fold
from khabar.arabic.words import WORD
from khabar.knowledge import actors_files as files
from khabar.records.spans import Span

QUOTES = frozenset("\"'«»“”„‟‘’‹›")
BARRIER = "¦"
"""Stands between two spans, so that no name reaches across."""

_KUNYA = {prefix + form: prefix + "ابو" for prefix in PREFIXES for form in ("ابو", "ابي", "ابا")}
_SERVANT = frozenset(prefix + "عبد" for prefix in PREFIXES)
_TAILS = frozenset({"الله", "الدين"})


@dataclass(frozen=True, slots=True)
class KeyWord:
    key: str
    start: int
    end: int


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    return files.spellings()


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """One word's key: folded, sound plurals in one case («الحوثيون» as «الحوثيين»), regional spellings in one form."""
    key = fold(word)
    for letters, read in _spellings():
        if letters in key:
            key = key.replace(letters, read)
    return key[:-2] + "ين" if len(key) > 5 and key.endswith("ون") else key


def key_words(text: str, spans: Sequence[Span] | None = None) -> list[KeyWord]:
    """The key words of the spans (of the whole text without spans), with barriers between spans."""
    found: list[KeyWord] = []
    for span in spans if spans is not None else (Span(0, len(text)),):
        if found:
            found.append(KeyWord(BARRIER, span.start, span.start))
        _read_span(text, span, found)
    return found


def _read_span(text: str, span: Span, found: list[KeyWord]) -> None:
    pending: KeyWord | None = None
    first = len(found)
    for match in WORD.finditer(text, span.start, span.end):
        word = match.group()
        if word in QUOTES:
            continue
        key, start, end = key_of(word), match.start(), match.end()
        if not key:
            continue
        if pending is not None:
            joins = key.isalpha()
            key, start = (pending.key + key, pending.start) if joins else (key, start)
            if not joins:
                found.append(pending)
            pending = None
        elif key in _TAILS and len(found) > first and found[-1].key.isalpha():
            before = found.pop()
            key, start = before.key + key, before.start
        if key in _KUNYA or key in _SERVANT:
            pending = KeyWord(_KUNYA.get(key, key), start, end)
        else:
            found.append(KeyWord(key, start, end))
    if pending is not None:
        found.append(pending)


def key(name: str) -> str:
    """A whole name's key: its key words with one space between."""
    return " ".join(word.key for word in key_words(name))
