"""What the who's who holds of one actor: names and relations, each with the days between which it held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from khabar.records.mention import Kind

ActorType = Literal[
    "state", "armed-group", "party", "intergovernmental-organisation", "coalition", "organisation", "ministry", "force", "company", "agency",
    "outlet", "monitor", "person", "office", "people",
]  # fmt: skip
KIND_OF_TYPE: dict[str, Kind] = {"state": "GPE", "person": "PER", "office": "PER", "people": "NOM"}
"""Every other type is an ORG."""
PRESS = frozenset[str]({"agency", "outlet"})
"""Types of actors that report on others."""


class Name(NamedTuple):
    """`fact` is official, short, alias, hostile, former or capital; `start` and `end` are partial ISO dates (2013, 2013-04, …) or None.

    A tuple, as is a relation, because there are tens of thousands, and a dataclass takes three times as long to make.
    """

    text: str
    fact: str
    start: str | None
    end: str | None

    def held_on(self, day: str) -> bool:
        return covers(self.start, self.end, day)


class Relation(NamedTuple):
    """`fact` is part-of, leads, holds-office-in, allied-to, split-from or merged-into; `target` is an actor's id or a composed one."""

    fact: str
    target: str
    start: str | None
    end: str | None

    def held_on(self, day: str) -> bool:
        return covers(self.start, self.end, day)


@dataclass(frozen=True, slots=True)
class Actor:
    """A public actor. `adjectives` holds (form, indefinite adjective), forms m, f, mp, fp; `sector` is a PLOVER sector code."""

    id: str
    type: ActorType
    country: str | None
    """ISO 3166-1 alpha-3."""
    names: tuple[Name, ...]
    relations: tuple[Relation, ...]
    adjectives: tuple[tuple[str, str], ...] = ()
    sector: str | None = None
    domains: tuple[str, ...] = ()
    english: str | None = None

    @property
    def canonical(self) -> str:
        """The name that records and tables print: there is exactly one `name.official`."""
        return next(name.text for name in self.names if name.fact == "official")

    @property
    def kind(self) -> Kind:
        return KIND_OF_TYPE.get(self.type, "ORG")

    @property
    def is_press(self) -> bool:
        return self.type in PRESS

    def adjective(self, form: str) -> str | None:
        return next((word for of_form, word in self.adjectives if of_form == form), None)


def covers(start: str | None, end: str | None, day: str) -> bool:
    """Whether a period between partial ISO dates, both inclusive, holds the ISO day; an open side holds everything."""
    return (start is None or start <= day[: len(start)]) and (end is None or day[: len(end)] <= end)
