"""The sides of a claim with their roll-up: whom an actor acts for on the article's day, and whom those belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from khabar.arabic.folding import fold
from khabar.knowledge import actors
from khabar.records.claim import Entity

SHARES = (1.0, 0.8, 0.6, 0.4, 0.4)
"""How much alike two actors are by how many steps of roll-up lie between them."""
MAY_BE_MEMBER = 0.3
_DEPTH = 2
_COALITIONS = ("coalition", "intergovernmental-organisation")


@dataclass(frozen=True, slots=True)
class Party:
    """One entity of a side. `reach` holds the ids that it is or acts for, with the steps to them; `words` its folded words if unknown."""

    name: str
    id: str | None
    reach: tuple[tuple[str, int], ...]
    words: frozenset[str]

    @property
    def known(self) -> bool:
        return bool(self.reach)


def party(entity: Entity, day: str | None) -> Party:
    """The entity as it stands on an ISO day; owners that the claim itself names count as one step."""
    reach = dict(rolled(entity.id, day)) if entity.id else {}
    for owner in entity.of:
        if owner.id:
            for one, steps in rolled(owner.id, day):
                reach[one] = min(steps + 1, reach.get(one, 9))
    words = frozenset(w.removeprefix("ال") for w in fold(entity.name).split() if len(w) > 2)
    return Party(entity.name, entity.id, tuple(sorted(reach.items())), words)


@lru_cache(maxsize=50_000)
def rolled(actor: str, day: str | None) -> tuple[tuple[str, int], ...]:
    """An actor's id with 0, those for which it acts with 1, and those of these with 2."""
    whoswho, found, edge = actors.load(), {actor: 0}, [actor]
    for steps in range(1, _DEPTH + 1):
        edge = [owner.id for one in edge for owner in whoswho.of_at(one, day) if owner.id not in found]
        found.update((one, steps) for one in edge if one not in found)
    return tuple(sorted(found.items()))


def parties(entities: Iterable[Entity], day: str | None) -> tuple[Party, ...]:
    return tuple(party(entity, day) for entity in entities)


@lru_cache(maxsize=100_000)
def _share(first: tuple[tuple[str, int], ...], second: tuple[tuple[str, int], ...]) -> float:
    other = dict(second)
    steps = min((near + other[one] for one, near in first if one in other), default=None)
    if steps is not None:
        return SHARES[steps]
    return MAY_BE_MEMBER if _coalition_and_member(first, second) else 0.0


def _coalition_and_member(first: tuple[tuple[str, int], ...], second: tuple[tuple[str, int], ...]) -> bool:
    """A coalition and a state or its arm: the papers say the one for the other, and the who's who does not list members."""
    kinds = [{actor.type for one, _ in side if (actor := actors.load().get(one))} for side in (first, second)]
    return any("coalition" in kinds[at] and "state" in kinds[1 - at] for at in (0, 1))


def alike(first: tuple[Party, ...], second: tuple[Party, ...]) -> float | None:
    """How much two sides are the same people, 0 to 1; None where one side is empty or unnamed, so that nothing can be said."""
    if not first or not second:
        return None
    best: float | None = None
    for one in first:
        for other in second:
            value = _pair(one, other)
            if value is not None and (best is None or value > best):
                best = value
    return best


def _pair(one: Party, other: Party) -> float | None:
    if one.known and other.known:
        return _share(one.reach, other.reach)
    shared = one.words & other.words
    if shared:
        return len(shared) / min(len(one.words), len(other.words))
    return None
