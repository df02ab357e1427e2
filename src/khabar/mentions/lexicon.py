"""One automaton over the keys of all names, adjectives, offices and heads; finds them word by word in a list of key words."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from khabar.arabic.clitics import may_peel, with_lam
from khabar.knowledge import actors, actors_files
from khabar.mentions.keys import KeyWord, key

Role = Literal["name", "adjective", "office", "same", "pair", "member", "leader", "officer", "regime", "title", "epithet", "former"]
_LAM_PREFIXES = ("", "و", "ف")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a pattern stands for: `id` is an actor (name, adjective), a suffix (office) or the head word itself."""

    role: Role
    id: str
    fact: str = ""
    """Of a name: official, short, alias, hostile, former, capital. Of an adjective: its form. Of an office: `definite` or `construct`."""
    start: str | None = None
    end: str | None = None
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Key words `first` (inclusive) to `last` (exclusive) are a pattern, after `cut` letters of proclitics on the first."""

    first: int
    last: int
    cut: int
    pattern: str
    entries: tuple[Entry, ...]
    preposition: str = ""
    """The proclitics that were peeled, folded."""

    def of_role(self, *roles: Role) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.role in roles)


class Lexicon:
    """All patterns and what they stand for."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        gathered: dict[str, list[Entry]] = defaultdict(list)
        for pattern, entry in entries:
            if entry not in gathered[pattern]:
                gathered[pattern].append(entry)
        self.entries = {pattern: tuple(found) for pattern, found in gathered.items()}
        spelled = [(pattern, pattern) for pattern in self.entries]
        spelled += [(joined, pattern) for pattern in self.entries if (joined := with_lam(pattern)) is not None]
        self._patterns = spelled
        self._automaton = AhoCorasick([surface for surface, _ in spelled], matchkind=MatchKind.Standard)

    def hits(self, words: Sequence[KeyWord]) -> list[Hit]:
        """Every pattern that stands on whole words, overlapping ones included, ordered by first word and longest first."""
        starts, ends, at = [], {}, 0
        for index, word in enumerate(words):
            starts.append(at)
            at += len(word.key)
            ends[at] = index + 1
            at += 1
        haystack = " ".join(word.key for word in words)
        found = []
        for number, start, end in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            last = ends.get(end)
            if last is None:
                continue
            first = bisect_right(starts, start) - 1
            prefix = haystack[starts[first] : start]
            surface, pattern = self._patterns[number]
            if surface is not pattern and surface != pattern:
                if prefix not in _LAM_PREFIXES:
                    continue
                found.append(Hit(first, last, len(prefix), pattern, self.entries[pattern], prefix + "ل"))
            elif not prefix or may_peel(prefix, surface):
                found.append(Hit(first, last, len(prefix), pattern, self.entries[pattern], prefix))
        return sorted(found, key=lambda hit: (hit.first, hit.cut, -hit.last))


def _actor_entries() -> Iterator[tuple[str, Entry]]:
    for actor in actors.load():
        for name in actor.names:
            yield key(name.text), Entry("name", actor.id, name.fact, name.start, name.end, (actor.type,))
        for form, word in actor.adjectives:
            yield key(word), Entry("adjective", actor.id, form)
            yield key("ال" + word), Entry("adjective", actor.id, form)
            if form == "m":
                yield key(word + "ا"), Entry("adjective", actor.id, form)


def _office_entries() -> Iterator[tuple[str, Entry]]:
    for office in actors_files.offices():
        yield key(office.head), Entry("office", office.suffix, "definite", types=(office.type,))
        yield key(construct(office.head)), Entry("office", office.suffix, "construct", types=(office.type,))


def construct(head: str) -> str:
    """The head as it stands before a state's name: its last word without the article, «وزارة الخارجية» as in «وزارة خارجية مصر»."""
    *before, last = head.split(" ")
    return " ".join([*before, last.removeprefix("ال")])


def _head_entries() -> Iterator[tuple[str, Entry]]:
    for head in actors_files.heads():
        yield key(head.word), Entry(head.role, head.word, types=head.types)  # type: ignore[arg-type]


@cache
def lexicon() -> Lexicon:
    """The lexicon of the who's who that ships with Khabar, built once."""
    return Lexicon([*_actor_entries(), *_office_entries(), *_head_entries()])
