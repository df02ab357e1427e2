"""All that names are made of, by the first of its words: finds names, adjectives, offices and heads word by word in a list of key words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from typing import NamedTuple

from khabar.arabic.clitics import PREFIXES, may_peel, with_lam
from khabar.knowledge import actors, actors_files
from khabar.knowledge.tables import filling
from khabar.mentions.keys import KeyWords, keys
from khabar.mentions.openings import Branch, Opened, Openings, Start
from khabar.mentions.patterns import Entry, Hit, Pattern
from khabar.mentions.variants import Opening, openings_of, skeleton, skeletons
from khabar.mentions.vocabulary import Vocabulary

_LAM_PREFIXES = frozenset({"", "و", "ف"})
_SHORT = 4
"""Letters of a name («داعش») that «ف» may stand before, though most words of so few with it are other words."""


class Hits(NamedTuple):
    """The hits of a text, by where they begin and by where they end."""

    starting: Mapping[int, Sequence[Hit]]
    """By the index of their first word, in text order; the longest first."""
    ending: Mapping[int, Sequence[Hit]]
    """By the index after their last word; the longest first."""


class Lexicon:
    """All patterns and what they stand for."""

    def __init__(self, entries: Sequence[tuple[str, Entry]]) -> None:
        """Of pairs of a name as it is written, and what it stands for."""
        self.entries: dict[str, list[Entry]] = defaultdict(list)
        for key, (_, entry) in zip(keys([name for name, _ in entries]), entries, strict=True):
            self.entries[key].append(entry)
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for key in self.entries:
            self._by_first[key.partition(" ")[0]].append(key)
        self._known: dict[str, Pattern] = {}
        self._openings: Openings | None = None

    @property
    def surfaces(self) -> list[str]:
        """Every spelling that is sought, but for proclitics."""
        return [*self.entries, *(lam for key in self.entries if (lam := with_lam(key)) is not None)]

    def pattern(self, key: str) -> Pattern:
        """What the key words stand for; nothing where they are no pattern."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Pattern.of(key, self.entries.get(key, ()))
        return found

    def _opened(self, word: str) -> Opened | None:
        starts, spelled = self._starts(word), openings_of(word)
        return Opened(Branch(starts, self.pattern), spelled) if starts or spelled else None

    def _starts(self, word: str) -> list[Start]:
        """Of all patterns that the word may begin, proclitics peeled."""
        found = []
        for cut in range(3):
            prefix, stem = word[:cut], word[cut:]
            if prefix not in PREFIXES:
                break
            if stem in self._by_first:
                keys = [key for key in self._by_first[stem] if may_peel(prefix, key) or (prefix == "ف" and len(key) == _SHORT)]
                found += [Start(cut, prefix, key, key.split(" ")[1:]) for key in keys]
            if stem.startswith("لل") and prefix in _LAM_PREFIXES:
                articled = [key for first in ("ال" + stem[1:], "ال" + stem[2:]) for key in self._by_first.get(first, ())]
                keys = [key for key in articled if (with_lam(key) or "").partition(" ")[0] == stem]
                found += [Start(cut, prefix + "ل", key, key.split(" ")[1:]) for key in keys]
        return found

    def _openings_in(self, vocabulary: Vocabulary) -> Openings:
        """What the words of the vocabulary open; begun anew with each new vocabulary."""
        found = self._openings
        if found is None or found.vocabulary is not vocabulary:
            found = self._openings = Openings(vocabulary, self._opened)
        return found

    def hits(self, words: KeyWords) -> Hits:
        """Every pattern that stands on whole words, overlapping ones included."""
        places = self._openings_in(words.vocabulary).of(words.numbers)
        # Out of columns, without a step of the loop for each: they are four fifths of all hits, and so take a third of the time.
        alone = map(_new_hit, repeat(Hit), zip(places.alone, places.after, *places.read, strict=True))
        starting: dict[int, Sequence[Hit]] = dict(zip(places.alone, zip(alone, strict=True), strict=True))
        ending: dict[int, Sequence[Hit]] = dict(zip(places.after, starting.values(), strict=True))
        for at, opened in places.further:
            here = _exact(words.keys, at, opened.exact)
            if opened.spelled:
                here += self._spelled_otherwise(words.keys, at, opened.spelled, [*starting.get(at, ()), *here])
            if here:
                starting[at] = sorted([*starting.get(at, ()), *here], key=_by_place)
            for hit in here:
                ending[hit.last] = sorted([*ending.get(hit.last, ()), hit], key=_by_first)
        return Hits({at: starting[at] for at in sorted(starting)}, ending)

    def _spelled_otherwise(self, keys: Sequence[str], at: int, spelled: Mapping[str, Sequence[Opening]], exact: Sequence[Hit]) -> list[Hit]:
        """Foreign names in another spelling, where none stands as the who's who has it."""
        following = spelled.get(skeletons()[keys[at + 1]], ()) if at + 1 < len(keys) else ()
        found = []
        for opening in (*following, *spelled.get("", ())):
            last = at + 1 + len(opening.rest)
            if tuple(map(skeleton, keys[at + 1 : last])) == opening.rest and not any(hit.last == last and hit.known.is_name for hit in exact):
                found.append(Hit(at, last, opening.cut, self.pattern(opening.pattern), keys[at][: opening.cut], spelled=True))
        return found


def _exact(keys: Sequence[str], at: int, opened: Branch) -> list[Hit]:
    """The patterns that begin at a word; where they are the word alone, only if it is read in several ways."""
    found = [_new_hit(Hit, (at, at + 1, *read, False)) for read in opened.whole] if len(opened.whole) > 1 else []
    last, branch = at + 1, opened
    while last < len(keys) and keys[last] in branch.longer:
        last, branch = last + 1, branch[keys[last]]
        if branch.whole:
            found += [_new_hit(Hit, (at, last, *read, False)) for read in branch.whole]
    return found


_new_hit = tuple.__new__
"""Makes a `Hit` of its fields in half the time of its constructor."""


def _by_place(hit: Hit) -> tuple[int, int]:
    return hit.cut, -hit.last


def _by_first(hit: Hit) -> tuple[int, int]:
    return hit.first, hit.cut


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
    with filling():
        return Lexicon([*_actor_entries(), *_office_entries(), *_head_entries()])
