"""Ties a short name to the full name that the article gave before: «رفعت» to «خالد رفعت», «المرصد» to «المرصد السوري لحقوق الإنسان»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.arabic.clitics import may_peel
from khabar.mentions.keys import key
from khabar.mentions.lexicon import lexicon
from khabar.records.mention import Kind

Named = tuple[int, str, Kind]
"""(start, words, kind) of one mention."""


def link_short_names(mentions: Sequence[Named]) -> dict[int, int]:
    """Start of each short mention -> start of the latest fuller mention before it that it repeats.

    Persons: the words are the end, the beginning or one name of the fuller name. Organisations: the words begin the fuller name, or
    are its first noun with the article («الحركة» after «حركة النهضة», also as NOM).
    """
    links: dict[int, int] = {}
    full: dict[tuple[tuple[str, ...], Kind], _Full] = {}  # the latest of each name last: a page that repeats its names stays linear
    for start, text, kind in sorted(mentions):
        words = _name_words(text, kind)
        if not words:
            continue
        found = next((other for other in reversed(full.values()) if other.repeated_by(words, kind)), None)
        if found is not None:
            links[start] = found.start
        elif len(words) > 1 and kind in ("PER", "ORG"):
            full.pop((words, kind), None)
            full[words, kind] = _Full(start, words, kind)
    return links


@dataclass(frozen=True, slots=True)
class _Full:
    start: int
    words: tuple[str, ...]
    kind: Kind

    def repeated_by(self, words: tuple[str, ...], kind: Kind) -> bool:
        if self.kind == "PER" and kind == "PER":
            return len(words) < len(self.words) and self._holds(words)
        if self.kind == "ORG" and kind == "ORG" and len(words) < len(self.words) and all(map(_same, words, self.words)):
            return True
        return self.kind == "ORG" and kind in ("ORG", "NOM") and len(words) == 1 and _same(words[0], "ال" + self.words[0].removeprefix("ال"))

    def _holds(self, words: tuple[str, ...]) -> bool:
        size = len(words)
        return any(all(map(_same, words, self.words[at : at + size])) for at in range(len(self.words) - size + 1))


def _same(word: str, full: str) -> bool:
    """The same key word, with or without proclitics on the shorter mention."""
    return word == full or (word.endswith(full) and may_peel(word[: -len(full)], full)) or (full.startswith("ال") and word == "ل" + full[1:])


def _name_words(text: str, kind: Kind) -> tuple[str, ...]:
    """The key words; of a person only those that are the name, without titles, offices and organisations before it."""
    words = tuple(word for word in key(text).split(" ") if word and word[0].isalnum())
    if kind != "PER":
        return words
    at = 0
    while at < len(words) - 1:
        size = next((n for n in (4, 3, 2, 1) if at + n < len(words) and _is_title(" ".join(words[at : at + n]))), 0)
        if not size:
            break
        at += size
    return words[at:]


def _is_title(words: str) -> bool:
    entries = lexicon().pattern(words).entries
    return bool(entries) and not any(entry.role == "name" and "person" in entry.types for entry in entries)
