"""One automaton over the keys of all names, adjectives, offices and heads; finds them word by word in a list of key words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import compress, count
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from khabar.arabic.clitics import PREFIXES, may_peel, with_lam
from khabar.knowledge import actors, actors_files
from khabar.mentions.keys import KeyWords, keys
from khabar.mentions.variants import openings, skeleton, skeletons

Role = Literal["name", "adjective", "office", "same", "pair", "member", "leader", "officer", "regime", "title", "private", "epithet", "former"]
_LAM_PREFIXES = frozenset({"", "و", "ف"})
_LAST_OF_PREFIX = frozenset(prefix[-1] for prefix in PREFIXES if prefix)
_SHORT = 4
"""Letters of a name («داعش») that «ف» may stand before, though most words of so few with it are other words."""


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
    names: tuple[Entry, ...]
    """Those entries that name an actor."""
    is_name: bool
    is_office: bool
    is_sought: bool
    """Whether it is a name or an office, and not only what tells of names beside it."""
    size: int
    """Words."""
    by_role: dict[tuple[Role, ...], tuple[Entry, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, key: str, entries: Iterable[Entry]) -> Pattern:
        whole = tuple(dict.fromkeys(entries))
        names, office = tuple(entry for entry in whole if entry.role == "name"), any(entry.role == "office" for entry in whole)
        return cls(key, whole, names, bool(names), office, bool(names) or office, key.count(" ") + 1)

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
        self._by_number: list[tuple[Pattern, str, frozenset[str]] | None] = [None] * len(self.surfaces)

    def pattern(self, key: str) -> Pattern:
        """What the key words stand for; nothing where they are no pattern."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Pattern.of(key, self.entries.get(key, ()))
        return found

    def hits(self, words: KeyWords) -> list[Hit]:
        """Every pattern that stands on whole words, overlapping ones included, ordered by first word and longest first."""
        haystack = f" {' '.join(words.keys)} "
        found, at, last, read = [], 1, 0, self._by_number
        for number, start, end in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            before = haystack[start - 1]
            prefix = "" if before == " " else _proclitics(haystack, start) if before in _LAST_OF_PREFIX else None
            if prefix is None:
                continue
            known, lam, prefixes = read[number] or self._read(number)
            if prefix and prefix not in prefixes:
                continue
            last, at = last + haystack.count(" ", at, end), end  # the pass gives matches in the order of their ends
            found.append(_new_hit(Hit, (last - known.size, last, len(prefix), known, prefix + lam, False)))
        found += self._spelled_otherwise(words.keys, found)
        found.sort(key=_by_place)
        return found

    def _spelled_otherwise(self, keys: Sequence[str], exact: Sequence[Hit]) -> list[Hit]:
        """Foreign names in another spelling, where none stands as the who's who has it."""
        found = []
        bones, opened, after = skeletons(), list(map(openings().__getitem__, keys)), [*keys[1:], ""]
        for first in [at for at in compress(count(), opened) if bones[after[at]] in opened[at] or "" in opened[at]]:
            some = opened[first]
            following = some.get(bones[keys[first + 1]], ()) if first + 1 < len(keys) else ()
            for opening in (*following, *some.get("", ())):
                last = first + 1 + len(opening.rest)
                if tuple(map(skeleton, keys[first + 1 : last])) == opening.rest:
                    prefix = keys[first][: opening.cut]
                    found.append(Hit(first, last, opening.cut, self.pattern(opening.pattern), prefix, spelled=True))
        places = {(hit.first, hit.last) for hit in exact if hit.known.is_name} if found else set()
        return [hit for hit in found if (hit.first, hit.last) not in places]

    def _read(self, number: int) -> tuple[Pattern, str, frozenset[str]]:
        """The pattern of a spelling, the «ل» that is one letter with its article, and the proclitics that may stand before it."""
        known = self.pattern(self._patterns[number])
        lam = "" if self.surfaces[number] == known.key else "ل"
        may_stand = {prefix for prefix in PREFIXES if may_peel(prefix, known.key) or (prefix == "ف" and len(known.key) == _SHORT)}
        found = self._by_number[number] = known, lam, _LAM_PREFIXES if lam else frozenset(may_stand)
        return found


def _proclitics(haystack: str, start: int) -> str | None:
    """The letters of the word before `start`, where they can be proclitics; None where there are too many. The haystack begins with a space."""
    if haystack[start - 2] == " ":
        return haystack[start - 1]
    return haystack[start - 2 : start] if haystack[start - 3] == " " else None


_new_hit = tuple.__new__
"""Makes a `Hit` of its fields in half the time of its constructor."""


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
