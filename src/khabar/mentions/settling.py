"""Decides which of several actors a shared name means. Every decision can say why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from khabar.knowledge import actors, actors_files
from khabar.mentions.context import Surroundings, bearer, head_before
from khabar.mentions.keys import keys
from khabar.mentions.patterns import Entry, Hit, Role


@cache
def defaults() -> Mapping[str, str | None]:
    """For each shared name its default id, or None where an article must decide."""
    collisions = actors_files.collisions()
    return dict(zip(keys([one.name for one in collisions]), (one.default for one in collisions), strict=True))


def settle(hit: Hit, around: Surroundings, role: Role = "name") -> tuple[str | None, str]:
    """(id, rule) of a name or adjective that one or several actors share; id None where nothing decides."""
    one = bearer(hit, around) if role == "name" else None
    if one is not None and one.actor is not None:
        return one.actor, "surname of a person whom the article names in full"
    meant = hit.known.meant
    if meant is not None and (role == "adjective" or around.published is None):
        return meant.id, "who's who"
    entries = _fitting(hit, around) if role == "name" else hit.of_role(role)
    ids = list(dict.fromkeys([entry.id for entry in entries]))
    if len(ids) == 1:
        return ids[0], "who's who"
    known = [actor for actor in ids if actor in around.known]
    if len(known) == 1:
        return known[0], "shared name; the article names this one in full"
    by_country = _by_country(ids, around)
    if by_country:
        return by_country, "shared name; the article speaks mostly of this one's country"
    default = defaults().get(hit.pattern)
    return (default, "shared name; the best known one") if default in ids else (None, "shared name; nothing in the article decides")


def _fitting(hit: Hit, around: Surroundings) -> tuple[Entry, ...]:
    """The entries that fit the head before the name and, where any does, the day of publication."""
    entries = hit.known.names
    head = head_before(hit, around)
    if head and head[1].types:
        entries = tuple(entry for entry in entries if set(entry.types) & set(head[1].types)) or entries
    state = _state_after(hit, around)
    if state is not None:
        entries = tuple(entry for entry in entries if _country_of(entry) == state) or entries
    day = around.published
    if day is not None:
        entries = tuple(entry for entry in entries if has_begun(entry, day))
        entries = tuple(entry for entry in entries if actors.covers(entry.start, entry.end, day)) or entries
    return entries


def is_of_another_state(hit: Hit, around: Surroundings) -> bool:
    """«حركة النهضة الأردنية»: a group's whole name before the adjective of a state that is not its own."""
    state = _state_after(hit, around)
    return state is not None and all(_country_of(entry) not in (None, state) for entry in hit.known.names)


def _state_after(hit: Hit, around: Surroundings) -> str | None:
    """The country of a state's adjective, with the article, right after a name."""
    for after in around.hits_starting.get(hit.last, ()):
        if not after.cut and after.pattern.startswith("ال"):
            for entry in after.of_role("adjective"):
                if entry.fact in ("m", "f"):
                    return _country_of(entry)
    return None


def _country_of(entry: Entry) -> str | None:
    found = actors.load().get(entry.id)
    return found.country if found is not None else None


def has_begun(entry: Entry, day: str) -> bool:
    """Whether a name was in use on the day or had been; what came out of use is still said of its bearer."""
    return actors.covers(entry.start, None, day)


def _by_country(ids: list[str], around: Surroundings) -> str | None:
    whoswho = actors.load()
    counts = []
    for actor in ids:
        found = whoswho.get(actor)
        counts.append((around.countries.get(found.country or "", 0) if found else 0, actor))
    counts.sort(reverse=True)
    return counts[0][1] if len(counts) > 1 and counts[0][0] > counts[1][0] else None
