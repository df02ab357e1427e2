"""Somebody who stands in the ledger, by id or name: what the who's who says of them, and with whom they are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from khabar.arabic.folding import fold
from khabar.desk.addresses import address
from khabar.desk.errors import MissingError
from khabar.knowledge.actors import Actor, load
from khabar.ledger.naming import Unknown, meant
from khabar.ledger.reader import Reader
from khabar.records.occurrence import Told

MOST = 15
"""So many of those it deals with, and of those who speak of it, are shown."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation of the who's who: `fact`, and the other's id and name; `inward` where it is the other's relation to this one."""

    fact: str
    id: str
    name: str
    start: str | None
    end: str | None
    inward: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """Somebody with a number of claims; `key` is the id, or the name of who has none."""

    key: str
    name: str
    claims: int


def standing_name(reader: Reader, written: str) -> str:
    """The id or name under which somebody stands in the ledger. Raises MissingError with the nearest name."""
    found = meant(reader, written)
    if isinstance(found, Unknown):
        raise MissingError("actor", written, (address("actors", found.near), found.near) if found.near else None)
    return found


def name_of(key: str) -> str:
    """The Arabic name of an id; a name stays what it is."""
    known = load().get(key)
    return known.canonical if known else key


def same(key: str | None, name: str, other: str) -> bool:
    return key == other or (key is None and fold(name) == fold(other))


def stands(told: Told, key: str) -> bool:
    """Whether somebody stands on a side of a claim."""
    return any(same(one.id, one.name, key) for one in (*told.claim.actor, *told.claim.recipient))


def ties(known: Actor | None) -> tuple[Tie, ...]:
    """What the who's who says of it, and of others in relation to it."""
    if known is None:
        return ()
    own = [Tie(one.fact, one.target, name_of(one.target), one.start, one.end, inward=False) for one in known.relations]
    others = [
        Tie(one.fact, other.id, other.canonical, one.start, one.end, inward=True)
        for other in load()
        for one in other.relations
        if one.target == known.id
    ]
    return tuple(sorted([*own, *others], key=lambda one: (one.inward, one.fact, one.start or "", one.name)))


def dealings(about: Iterable[Told], key: str) -> tuple[Counted, ...]:
    """Those who stand in the same claims, on either side."""
    counts: Counter[tuple[str, str]] = Counter()
    for told in about:
        counts.update({(one.id or one.name, one.name) for one in (*told.claim.actor, *told.claim.recipient) if not same(one.id, one.name, key)})
    return ranked(counts)


def speakers_of(about: Iterable[Told], key: str = "") -> tuple[Counted, ...]:
    """On whose word the claims are, `key` left out, and outlets and unnamed sources."""
    counts: Counter[tuple[str, str]] = Counter()
    for told in about:
        links = (link for link in told.claim.attribution if link.kind not in ("outlet", "anonymous"))
        counts.update({(link.id or link.name, link.name) for link in links if not same(link.id, link.name, key)})
    return ranked(counts)


def outlets_of(about: Iterable[Told]) -> tuple[Counted, ...]:
    return ranked(Counter((told.outlet, told.outlet) for told in about if told.outlet))


def ranked(counts: Counter[tuple[str, str]]) -> tuple[Counted, ...]:
    """Those with the most claims, one that is named in several ways by its commonest name."""
    found: dict[str, Counted] = {}
    for (key, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        old = found.get(key)
        found[key] = Counted(key, old.name if old else name, count + (old.claims if old else 0))
    return tuple(sorted(found.values(), key=lambda one: (-one.claims, one.name)))[:MOST]
