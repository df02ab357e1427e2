"""What is sought and what is found: patterns of key words with all that they stand for, and where one stands in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from khabar.knowledge import actors
from khabar.mentions.cues import cues_by_name
from khabar.records.mention import Kind

Role = Literal["name", "adjective", "office", "same", "pair", "member", "leader", "officer", "regime", "title", "private", "epithet", "former"]
_HEADS = frozenset({"same", "pair", "member", "leader", "officer"})
_GROUPS = frozenset({"armed-group", "party", "coalition"})


class Entry(NamedTuple):
    """What a pattern stands for: `id` is an actor (name, adjective), a suffix (office) or the head word itself."""

    role: Role
    id: str
    fact: str = ""
    """Of a name: official, short, alias, hostile, former, capital. Of an adjective: its form. Of an office: `definite` or `construct`."""
    start: str | None = None
    end: str | None = None
    types: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Pattern:
    """Key words and all that they stand for; one object a pattern, because what follows from it is worked out once.

    In slots, because every hit is asked for some of it, and a dictionary for each takes longer to come by.
    """

    key: str
    is_name: bool
    is_office: bool
    country: str | None
    """Of the one actor that a name or adjective means, ISO alpha-3."""
    names: tuple[Entry, ...]
    """Those entries that name an actor."""
    ids: tuple[str, ...]
    """Of the actors that it names."""
    entries: tuple[Entry, ...]
    heads: tuple[Entry, ...]
    """Those entries that are nouns which head a name, of what its bearer is or who belongs to it."""
    types: frozenset[str]
    """Of the actors that it names."""
    by_role: dict[tuple[Role, ...], tuple[Entry, ...]]
    size: int
    """Words."""
    is_ambiguous: bool
    """Whether the key words are also common words, so that their surroundings must decide."""
    is_dated: bool
    is_persons: bool
    is_surname: bool
    is_groups: bool
    is_state: bool
    """Whether it names a state, and not only by its capital."""
    is_articled_adjective: bool
    owner: str | None
    """The actor of a name that means nothing else."""
    person: str | None
    """The person of whom the words are the full name."""
    sure: tuple[str, Kind, str] | None
    """(id, kind, rule) of a name that means one actor, whatever stands around it; but not on days before it came into use."""
    meant: actors.Actor | None
    """The one actor that a name or adjective means."""

    @classmethod
    def of(cls, key: str, entries: Iterable[Entry]) -> Pattern:
        whole = tuple(dict.fromkeys(entries))
        names = tuple(entry for entry in whole if entry.role == "name")
        roles = {entry.role for entry in whole}
        is_ambiguous, is_persons = key in cues_by_name(), all("person" in entry.types for entry in names)
        owner = names[0].id if not is_ambiguous and len({entry.id for entry in names}) == 1 else None
        meant = _meant(whole)
        return cls(
            key=key,
            is_name=bool(names),
            is_office="office" in roles,
            country=(meant.country or None) if meant is not None else None,
            names=names,
            ids=tuple(dict.fromkeys(entry.id for entry in names)),
            entries=whole,
            heads=tuple(entry for entry in whole if entry.role in _HEADS),
            types=frozenset(kind for entry in names for kind in entry.types),
            by_role={},
            size=key.count(" ") + 1,
            is_ambiguous=is_ambiguous,
            is_dated=any(entry.start is not None for entry in names),
            is_persons=is_persons,
            is_surname=is_persons and all(entry.fact == "short" for entry in names),
            is_groups=all(set(entry.types) & _GROUPS for entry in names),
            is_state=any("state" in entry.types and entry.fact != "capital" for entry in names),
            is_articled_adjective=key.startswith("ال") and "adjective" in roles,
            owner=owner,
            person=owner if " " in key and is_persons else None,
            sure=(owner, kind_of(owner), f"{names[0].fact} name; who's who") if owner is not None and names[0].fact != "capital" else None,
            meant=meant,
        )

    def of_role(self, *roles: Role) -> tuple[Entry, ...]:
        found = self.by_role.get(roles)
        if found is None:
            found = self.by_role[roles] = tuple(entry for entry in self.entries if entry.role in roles)
        return found

    def name_of(self, actor: str | None) -> Entry:
        """What the words are as a name of the actor; the first of what they are, where nobody knows whose name it is."""
        for entry in self.names:
            if entry.id == actor:
                return entry
        return self.names[0]


def _meant(entries: Sequence[Entry]) -> actors.Actor | None:
    owners = {entry.id for entry in entries if entry.role in ("name", "adjective")}
    return actors.load().get(next(iter(owners))) if len(owners) == 1 else None


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


@cache
def kind_of(actor: str) -> Kind:
    found = actors.load().get(actor)
    return found.kind if found else "ORG"
