"""What is sought and what is found: patterns of key words with all that they stand for, and where one stands in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal, NamedTuple

from khabar.knowledge import actors
from khabar.mentions.cues import cues_by_name
from khabar.records.mention import Kind

Role = Literal["name", "adjective", "office", "same", "pair", "member", "leader", "officer", "regime", "title", "private", "epithet", "former"]
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


@dataclass(frozen=True, eq=False)
class Pattern:
    """Key words and all that they stand for; one object a pattern, so that what follows from it is worked out once."""

    key: str
    entries: tuple[Entry, ...]
    names: tuple[Entry, ...]
    """Those entries that name an actor."""
    is_name: bool
    is_office: bool
    size: int
    """Words."""
    by_role: dict[tuple[Role, ...], tuple[Entry, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, key: str, entries: Iterable[Entry]) -> Pattern:
        whole = tuple(dict.fromkeys(entries))
        names, office = tuple(entry for entry in whole if entry.role == "name"), any(entry.role == "office" for entry in whole)
        return cls(key, whole, names, bool(names), office, key.count(" ") + 1)

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

    @cached_property
    def is_ambiguous(self) -> bool:
        """Whether the key words are also common words, so that their surroundings must decide."""
        return self.key in cues_by_name()

    @cached_property
    def owner(self) -> str | None:
        """The actor of a name that means nothing else."""
        owners = {entry.id for entry in self.names}
        return self.names[0].id if len(owners) == 1 and not self.is_ambiguous else None

    @cached_property
    def is_persons(self) -> bool:
        return all("person" in entry.types for entry in self.names)

    @cached_property
    def is_surname(self) -> bool:
        return all("person" in entry.types and entry.fact == "short" for entry in self.names)

    @cached_property
    def is_articled_adjective(self) -> bool:
        return self.key.startswith("ال") and bool(self.of_role("adjective"))

    @cached_property
    def is_state(self) -> bool:
        """Whether it names a state, and not only by its capital."""
        return any("state" in entry.types and entry.fact != "capital" for entry in self.names)

    @cached_property
    def is_groups(self) -> bool:
        return all(set(entry.types) & _GROUPS for entry in self.names)

    @cached_property
    def person(self) -> str | None:
        """The person of whom the words are the full name."""
        return self.owner if self.owner is not None and " " in self.key and self.is_persons else None

    @cached_property
    def is_dated(self) -> bool:
        return any(entry.start is not None for entry in self.names)

    @cached_property
    def sure(self) -> tuple[str, Kind, str] | None:
        """(id, kind, rule) of a name that means one actor, whatever stands around it; but not on days before it came into use."""
        if self.owner is None or self.names[0].fact == "capital":
            return None
        return self.owner, kind_of(self.owner), f"{self.names[0].fact} name; who's who"

    @cached_property
    def meant(self) -> actors.Actor | None:
        """The one actor that a name or adjective means."""
        owners = {entry.id for entry in self.of_role("name", "adjective")}
        return actors.load().get(next(iter(owners))) if len(owners) == 1 else None

    @cached_property
    def country(self) -> str | None:
        """Of the one actor that a name or adjective means, ISO alpha-3."""
        return (self.meant.country or None) if self.meant is not None else None


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
