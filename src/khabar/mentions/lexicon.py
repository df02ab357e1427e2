"""One automaton over the keys of all names, adjectives, offices and heads; finds them word by word in a list of key words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from khabar.arabic.clitics import PREFIXES, may_peel, with_lam
from khabar.knowledge import actors, actors_files
from khabar.mentions.keys import KeyWords, keys
from khabar.mentions.variants import openings, skeleton

Role = Literal["name", "adjective", "office", "same", "pair", "member", "leader", "officer", "regime", "title", "private", "epithet", "former"]
_LAM_PREFIXES = ("", "و", "ف")
_SHORT = 4
"""Letters of a name («داعش») that «ف» may stand before, though most words of so few with it are other words."""
_LONGEST_PREFIX = 3
"""Letters: one more than the longest proclitics, so that a longer beginning of a word is seen to be none."""


class Entry(NamedTuple):
    """What a pattern stands for: `id` is an actor (name, adjective), a suffix (office) or the head word itself."""

    role: Role
    id: str
    fact: str = ""
    """Of a name: official, short, alias, hostile, former, capital. Of an adjective: its form. Of an office: `definite` or `construct`."""
    start: str | None = None
    end: str | None = None
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Key words and all that they stand for; one object a pattern, so that what follows from it is worked out once."""

    key: str
    entries: tuple[Entry, ...]
    is_name: bool
    is_office: bool
    size: int
    """Words."""
    by_role: dict[tuple[Role, ...], tuple[Entry, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, key: str, entries: Iterable[Entry]) -> Pattern:
        whole = tuple(dict.fromkeys(entries))
        return cls(key, whole, any(e.role == "name" for e in whole), any(e.role == "office" for e in whole), key.count(" ") + 1)

    def of_role(self, *roles: Role) -> tuple[Entry, ...]:
        found = self.by_role.get(roles)
        if found is None:
            found = self.by_role[roles] = tuple(entry for entry in self.entries if entry.role in roles)
        return found


class Hit(NamedTuple):
    """Key words `first` (inclusive) to `last` (exclusive) are a pattern, after `cut` letters of proclitics on the first.

    A tuple, because a page has hundreds and a dataclass takes four times as long to make.
    """

    first: int
    last: int
    cut: int
    known: Pattern
    preposition: str = ""
    """The proclitics that were peeled, folded."""
    spelled: bool = False
    """Whether the words only have the consonants of the pattern."""

    @property
    def pattern(self) -> str:
        return self.known.key

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.known.entries

    def of_role(self, *roles: Role) -> tuple[Entry, ...]:
        return self.known.of_role(*roles)


class Lexicon:
    """All patterns and what they stand for."""

    def __init__(self, entries: Sequence[tuple[str, Entry]]) -> None:
        """Of pairs of a name as it is written, and what it stands for."""
        gathered: dict[str, list[Entry]] = defaultdict(list)
        for key, (_, entry) in zip(keys([name for name, _ in entries]), entries, strict=True):
            gathered[key].append(entry)
        self.entries: Mapping[str, Sequence[Entry]] = gathered
        joined = [(lam, pattern) for pattern in gathered if (lam := with_lam(pattern)) is not None]
        self.surfaces = [*gathered, *(lam for lam, _ in joined)]
        """Every spelling that is sought."""
        self._patterns = [*gathered, *(pattern for _, pattern in joined)]
        # The space after each pattern keeps the pass from stopping inside longer words, which most chance matches are.
        self._automaton = AhoCorasick([surface + " " for surface in self.surfaces], matchkind=MatchKind.Standard)
        self._known: dict[str, Pattern] = {}
        self._by_number: list[tuple[Pattern, str] | None] = [None] * len(self.surfaces)

    def pattern(self, key: str) -> Pattern:
        """What the key words stand for; nothing where they are no pattern."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Pattern.of(key, self.entries.get(key, ()))
        return found

    def hits(self, words: KeyWords) -> list[Hit]:
        """Every pattern that stands on whole words, overlapping ones included, ordered by first word and longest first."""
        haystack = " ".join(words.keys) + " "
        edges = list(accumulate([len(key) + 1 for key in words.keys]))
        found = []
        for number, start, end in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            prefix = ""
            if start and haystack[start - 1] != " ":
                prefix = haystack[max(0, start - _LONGEST_PREFIX) : start].rpartition(" ")[2]
                if prefix not in PREFIXES:
                    continue
            known, lam = self._by_number[number] or self._read(number)
            if prefix and not (prefix in _LAM_PREFIXES if lam else may_peel(prefix, known.key) or (prefix == "ف" and len(known.key) == _SHORT)):
                continue
            last = bisect_left(edges, end) + 1
            found.append(Hit(last - known.size, last, len(prefix), known, prefix + lam))
        found += self._spelled_otherwise(words.keys, found)
        found.sort(key=_by_place)
        return found

    def _spelled_otherwise(self, keys: Sequence[str], exact: Sequence[Hit]) -> list[Hit]:
        """Foreign names in another spelling, where none stands as the who's who has it."""
        found = []
        for first, some in [(at, some) for at, some in enumerate(map(openings().__getitem__, keys)) if some]:
            following = some.get(skeleton(keys[first + 1]), ()) if first + 1 < len(keys) else ()
            for opening in (*following, *some.get("", ())):
                last = first + 1 + len(opening.rest)
                if tuple(map(skeleton, keys[first + 1 : last])) == opening.rest:
                    prefix = keys[first][: opening.cut]
                    found.append(Hit(first, last, opening.cut, self.pattern(opening.pattern), prefix, spelled=True))
        places = {(hit.first, hit.last) for hit in exact if hit.known.is_name} if found else set()
        return [hit for hit in found if (hit.first, hit.last) not in places]

    def _read(self, number: int) -> tuple[Pattern, str]:
        """The pattern of a spelling, and the «ل» that is one letter with its article."""
        pattern = self._patterns[number]
        found = self._by_number[number] = self.pattern(pattern), "" if self.surfaces[number] == pattern else "ل"
        return found


def _by_place(hit: Hit) -> tuple[int, int, int]:
    return hit.first, hit.cut, -hit.last


def _actor_entries() -> Iterator[tuple[str, Entry]]:
    for actor in actors.load():
        types = (actor.type,)
        for name in actor.names:
            entry = Entry("name", actor.id, name.fact, name.start, name.end, types)
            yield name.text, entry
            for other in _written_otherwise(name.text, actor.type):
                yield other, entry
        for form, word in actor.adjectives:
            yield word, Entry("adjective", actor.id, form)
            yield "ال" + word, Entry("adjective", actor.id, form)
            if form == "m":
                yield word + "ا", Entry("adjective", actor.id, form)


def _written_otherwise(name: str, type_: str) -> Iterator[str]:
    """Letters with dots; an agency's name in brackets after its noun; a full name's surname with or without the article."""
    *before, last = words = name.split(" ")
    if not before:
        return
    if max(map(len, words)) == 1:
        yield ".".join(words)
        yield ".".join(words) + "."
    elif type_ in ("agency", "outlet") and len(words) == 2:
        yield f"{before[0]} ({last})"
    elif type_ == "person" and len(last) > _SHORT and words[0] not in ("بن", "آل") and before[-1] not in ("بن", "آل", "عبد", "أبو"):
        yield " ".join([*before, last.removeprefix("ال") if last.startswith("ال") else "ال" + last])


def _office_entries() -> Iterator[tuple[str, Entry]]:
    for office in actors_files.offices():
        yield office.head, Entry("office", office.suffix, "definite", types=(office.type,))
        yield construct(office.head), Entry("office", office.suffix, "construct", types=(office.type,))


def construct(head: str) -> str:
    """The head as it stands before a state's name: its last word without the article, «وزارة الخارجية» as in «وزارة خارجية مصر»."""
    *before, last = head.split(" ")
    return " ".join([*before, last.removeprefix("ال")])


def _head_entries() -> Iterator[tuple[str, Entry]]:
    for head in actors_files.heads():
        yield head.word, Entry(head.role, head.word, types=head.types)  # type: ignore[arg-type]


@cache
def lexicon() -> Lexicon:
    """The lexicon of the who's who that ships with Khabar, built once."""
    return Lexicon([*_actor_entries(), *_office_entries(), *_head_entries()])
