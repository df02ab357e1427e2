"""Composes offices: a head and the state that it belongs to, «الجيش السوري», «وزير خارجية مصر», «وزارة الداخلية في إقليم كردستان»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from khabar.knowledge import actors
from khabar.mentions.ambiguity import is_meant
from khabar.mentions.context import Surroundings, given_names, is_on
from khabar.mentions.patterns import Entry, Hit, Role
from khabar.mentions.settling import settle
from khabar.records.mention import Kind

COMMAS = frozenset({"،", ","})
_IN = ("في", "لدي")
_KINDS: dict[str, Kind] = {"office": "PER", "people": "NOM"}


class Found(NamedTuple):
    """Key words `first` to `last` name `id` (None: a name, but nobody knows whose), after `cut` letters of proclitics."""

    first: int
    last: int
    cut: int
    id: str | None
    kind: Kind
    rule: str


def is_office(found: Found) -> bool:
    """Whether the words name an office, held by whomever, and not a person by name."""
    return found.kind == "PER" and found.rule.startswith(("office of", "holder of"))


def may_have_owner(hit: Hit, around: Surroundings) -> bool:
    """Whether a name or adjective follows, or a preposition before it."""
    for after in around.hits_starting.get(hit.last, ()):
        if after.known.is_name or (after.known.is_articled_adjective and not after.cut):
            return True
    return hit.last < len(around.words.keys) and around.words.keys[hit.last] in _IN


def composed(hit: Hit, around: Surroundings) -> Iterator[Found]:
    """Every actor that an office's head names together with the words after it."""
    for entry in hit.known.of_role("office"):
        for owner, last in _owners(hit, entry, around):
            actor = f"{owner}.{entry.id}"
            kind = _KINDS.get(entry.types[0], "ORG")
            former = next((after.last for after in around.hits_starting.get(last, ()) if after.of_role("former")), None)
            if former is not None:
                yield Found(hit.first, former, hit.cut, actor, kind, f"office of {owner}, not held then")
            else:
                yield _holder(Found(hit.first, last, hit.cut, actor, kind, f"office of {owner}"), around)


def _owners(hit: Hit, office: Entry, around: Surroundings) -> Iterator[tuple[str, int]]:
    """(id of the owner, index after its last word)."""
    for after in around.hits_starting.get(hit.last, ()):
        role = _role_of_owner(after, office)
        if role is not None and (not after.known.is_ambiguous or is_meant(after, around)) and (owner := _settled(after, around, role)):
            yield owner, after.last
    if hit.last < len(around.words.keys) and around.words.keys[hit.last] in _IN:
        for after in around.hits_starting.get(hit.last + 1, ()):
            named = after.cut == 0 and any(entry.fact != "capital" for entry in after.known.names)
            if named and (owner := _settled(after, around, "name")):
                yield owner, after.last


def _role_of_owner(after: Hit, office: Entry) -> Role | None:
    """As what the words after an office's head say whose it is: an adjective («الجيش السوري») or a name («وزير خارجية مصر»), or not at all."""
    if after.cut:
        return "name" if after.preposition == "ب" and after.known.is_name else None
    if office.fact == "definite":
        return "adjective" if after.known.is_articled_adjective else None
    return "name" if after.known.is_state else None


def _settled(hit: Hit, around: Surroundings, role: Role) -> str | None:
    """The actor whom the words mean, where it is one that can have an office."""
    owner, _ = settle(hit, around, role)
    found = actors.load().get(owner) if owner else None
    return found.id if found is not None and found.type not in ("person", "agency", "outlet", "monitor") else None


def _holder(found: Found, around: Surroundings) -> Found:
    """The person who holds the office on the day of publication, where the who's who knows exactly one and no name follows the office."""
    if around.published is None or found.kind != "PER" or found.id is None or named_after(found.last, around):
        return found
    person = actors.load().holder_at(found.id, around.published)
    if person is None:
        return found
    return Found(found.first, found.last, found.cut, person.id, "PER", f"holder of {found.id} on {around.published}")


def named_after(last: int, around: Surroundings) -> bool:
    """Whether a person's name follows, a comma before it allowed: then the office is that person's."""
    keys = around.words.keys
    at = last + (last < len(keys) and keys[last] in COMMAS)
    if at >= len(keys):
        return False
    given = keys[at] in given_names() and not is_on(at, around)
    return given or any(_is_persons(hit) for hit in around.hits_starting.get(at, ()))


def _is_persons(hit: Hit) -> bool:
    return not hit.cut and any("person" in entry.types for entry in hit.known.names) and not hit.known.is_ambiguous
