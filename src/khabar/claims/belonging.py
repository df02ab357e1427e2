"""What belongs to somebody: «بلاده» is the state for which he acts, «حكومته» its government, «حزبه» the party that he is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from khabar.knowledge import actors
from khabar.knowledge.anaphora import Own
from khabar.records.claim import Entity


def owned(own: Own, people: Sequence[Entity]) -> tuple[str, ...]:
    """Ids of what is `people`'s own, each once, in their order; of whom nothing is known, nothing."""
    find = _organisations if own.what == "organisation" else _states if own.what == "state" else _governments
    return tuple(dict.fromkeys(one for entity in people for one in find(entity, own)))


def _bodies(entity: Entity) -> list[str]:
    """Ids of those that the entity acts for, then its own."""
    return [one for one in (*(owner.id for owner in entity.of), entity.id) if one]


def _organisations(entity: Entity, own: Own) -> Iterator[str]:
    """The first that it acts for which is of such a type."""
    known = (actors.load().get(body) for body in _bodies(entity) if body != entity.id)
    yield from [one.id for one in known if one is not None and one.type in own.types][:1]


def _states(entity: Entity, _: Own) -> Iterator[str]:
    """The one state in which those that it acts for, or the entity itself, are at home."""
    countries = dict.fromkeys(one.country for body in _bodies(entity) if (one := actors.load().get(body)) is not None and one.country)
    if len(countries) == 1:
        yield from (_by_country()[country] for country in countries if country in _by_country())


def _governments(entity: Entity, own: Own) -> Iterator[str]:
    yield from (f"{state}.government" for state in _states(entity, own))


@cache
def _by_country() -> dict[str, str]:
    """ISO 3166-1 alpha-3 code → the state's id."""
    return {one.country: one.id for one in actors.load() if one.type == "state" and one.country}
