"""Reads the tables of `knowledge/data/actors/`: one header line, then one fact or rule a row, fields divided by tabs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from khabar.knowledge.actors_records import Actor, ActorType, Name, Relation
from khabar.records.mention import Kind

FOLDER = Path(__file__).parent / "data" / "actors"
FACT_FILES = ("forces", "groups", "media", "organisations", "persons", "states", "states_adjectives")
FACT_COLUMNS = ("id", "fact", "value", "from", "to", "source")


@dataclass(frozen=True, slots=True)
class Row:
    """One fact. `at` is the file and line, for the linter."""

    at: str
    id: str
    fact: str
    value: str
    start: str
    end: str
    source: str


@dataclass(frozen=True, slots=True)
class Office:
    """A head that makes a name with a state: «الجيش» + «السوري» is `syria.army`.

    `form` is the adjective's form that agrees with the head (m, f, mp); `use` is `name` for the head that names the composed actor, `alias`
    for others.
    """

    head: str
    suffix: str
    type: ActorType
    form: str
    use: str
    source: str

    @property
    def kind(self) -> Kind:
        return {"office": "PER", "people": "NOM"}.get(self.type, "ORG")  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Head:
    """A common noun beside a name: `role` is same, pair, member, leader, officer, regime, title, epithet or former.

    `types` are the actor types that it can head; empty for any.
    """

    word: str
    role: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """What speaks for (positive weight) or against a name that is also a common word: `side` is prior, before, after or near."""

    name: str
    side: str
    word: str
    weight: int


@dataclass(frozen=True, slots=True)
class Collision:
    """One name of several actors, and how it is settled: `default` is the id taken when nothing in the article decides, or None."""

    name: str
    ids: tuple[str, ...]
    default: str | None


def table(name: str) -> Iterator[tuple[int, list[str]]]:
    """(line number, fields) of each row of `name.tsv` after its header."""
    for number, line in enumerate(_lines(name), start=2):
        yield number, line.split("\t")


def _lines(name: str) -> list[str]:
    return (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]


def rows() -> Iterator[Row]:
    """Every fact of every fact file, in file order. Raises ValueError at a row without six fields."""
    for file, number, fields in _facts():
        yield Row(f"{file}.tsv:{number}", *fields)


def _facts() -> Iterator[tuple[str, int, list[str]]]:
    for file in FACT_FILES:
        for number, fields in table(file):
            if len(fields) != len(FACT_COLUMNS):
                raise ValueError(f"{file}.tsv:{number}: {len(fields)} fields, not {len(FACT_COLUMNS)}")
            yield file, number, fields


def actors() -> dict[str, Actor]:
    """Every actor by id. Raises ValueError for an actor without a type."""
    facts: dict[str, list[list[str]]] = defaultdict(list)
    for file in FACT_FILES:
        found = [line.split("\t") for line in _lines(file)]
        if set(map(len, found)) - {len(FACT_COLUMNS)}:
            list(_facts())  # raises, and says at which row
        for fields in found:
            facts[fields[0]].append(fields)
    return {actor: _actor(actor, of_actor) for actor, of_actor in facts.items()}


def _actor(actor: str, facts: list[list[str]]) -> Actor:
    names, relations, adjectives, domains = [], [], [], []
    only: dict[str, str] = {}
    for _, fact, value, start, end, _ in facts:
        family, _, member = fact.partition(".")
        if family == "name" and member != "en":
            names.append(Name(value, member, start or None, end or None))
        elif family == "of":
            relations.append(Relation(member, value, start or None, end or None))
        elif family == "adjective":
            adjectives.append((member, value))
        elif family == "domain":
            domains.append(value)
        else:
            only.setdefault(fact, value)
    if "type" not in only:
        raise ValueError(f"{actor} has no type")
    own = cast("ActorType", only["type"]), only.get("country"), tuple(names), tuple(relations), tuple(adjectives)
    return Actor(actor, *own, only.get("sector"), tuple(domains), only.get("name.en"))


def offices() -> tuple[Office, ...]:
    return tuple(Office(f[0], f[1], cast("ActorType", f[2]), f[3], f[4], f[5]) for _, f in table("offices"))


def heads() -> tuple[Head, ...]:
    return tuple(Head(f[0], f[1], tuple(f[2].split(",")) if f[2] else ()) for _, f in table("heads"))


def cues() -> tuple[Cue, ...]:
    return tuple(Cue(f[0], f[1], f[2], int(f[3])) for _, f in table("ambiguous"))


def collisions() -> tuple[Collision, ...]:
    return tuple(Collision(f[0], tuple(f[1].split(",")), f[2] or None) for _, f in table("collisions"))


@cache
def spellings() -> tuple[tuple[str, str], ...]:
    """(folded letters as some papers write them, as Khabar reads them)."""
    return tuple((f[0], f[1]) for _, f in table("spellings"))


def respelled(folded: str) -> str:
    """Folded words with regional spellings in one form.

    >>> respelled("الامريكي")
    'الاميركي'
    """
    for letters, read in spellings():
        folded = folded.replace(letters, read)
    return folded


def given_names() -> tuple[str, ...]:
    """Common given names of the Arab world: a surname after one of them, which is not the known person's own, is somebody else's."""
    return tuple(f[0] for _, f in table("given_names"))


def agents() -> tuple[tuple[str, int], ...]:
    """(verb, weight): what speaks for a name right after it that is also a common word."""
    return tuple((f[0], int(f[1])) for _, f in table("agents"))


def deeds() -> tuple[str, ...]:
    """Verbs of what people say and do, in the masculine: a surname right after one is hardly a common word."""
    return tuple(f[0] for _, f in table("deeds"))


def native_countries() -> frozenset[str]:
    """ISO alpha-3 of the countries where names are at home in Arabic, so that no other spelling of them is sought."""
    return frozenset(f[0] for _, f in table("native_countries"))


def place_nouns() -> tuple[str, ...]:
    """Words after which a capital is the place and not the government there: «هجمات», «مؤتمر», «مطار», «في»."""
    return tuple(f[0] for _, f in table("place_nouns"))


def place_verbs() -> tuple[str, ...]:
    """Verbs whose object is a place: «زار», «غادر», «حاصر»."""
    return tuple(f[0] for _, f in table("place_verbs"))


def addresses() -> tuple[str, ...]:
    """Words of asking and sending: a capital soon after, with «من» or «إلى», is its government."""
    return tuple(f[0] for _, f in table("addresses"))


def scores() -> tuple[tuple[str, float], ...]:
    """(words of a rule, how sure what it found is, between 0 and 1)."""
    return tuple((f[0], float(f[1])) for _, f in table("scores"))


def things() -> tuple[str, ...]:
    """Nouns of what bears a person's surname without being the person: company, street, newspaper."""
    return tuple(f[0] for _, f in table("things"))
