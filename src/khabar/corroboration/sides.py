"""The sides of a claim with their roll-up: whom an actor acts for on the article's day, and whom those belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from khabar.arabic.folding import fold
from khabar.knowledge import actors
from khabar.records.claim import Entity

SHARES = (1.0, 0.8, 0.6)
"""How much alike two actors are when one is the other, or is reached from it by so many steps of roll-up."""
ORGANS = 0.5
"""Two organs of one state: its army and its ministry."""
SIBLINGS = 0.1
"""Two parts of one body that are no organs: two parties, two groups of one network."""
MAY_BE_MEMBER = 0.3
_DEPTH = 2
_PARTISAN = ("armed-group", "party")
Apart = Mapping[str, frozenset[str]]
"""An actor's folded id or name → those that it is not, by a reviewer's word, whatever the who's who says."""
NOBODY: Apart = {}


@dataclass(frozen=True, slots=True)
class Party:
    """One entity of a side. `reach` holds the ids that it is or acts for, with the steps to them; `words` its folded words if unknown.

    `apart` holds the folded ids and names of those that a reviewer has split from it.
    """

    name: str
    id: str | None
    reach: tuple[tuple[str, int], ...]
    words: frozenset[str]
    apart: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        return bool(self.reach)

    @property
    def names(self) -> tuple[str, str]:
        """Its folded id and name."""
        return fold(self.id or ""), fold(self.name)


def party(entity: Entity, day: str | None, apart: Apart = NOBODY) -> Party:
    """The entity as it stands on an ISO day; owners that the claim itself names count as one step."""
    reach = dict(rolled(entity.id, day)) if entity.id else {}
    for owner in entity.of:
        if owner.id:
            for one, steps in rolled(owner.id, day):
                reach[one] = min(steps + 1, reach.get(one, 9))
    words = frozenset(w.removeprefix("ال") for w in fold(entity.name).split() if len(w) > 2)
    split = frozenset[str]().union(*(apart.get(fold(key), ()) for key in (entity.id or "", entity.name))) if apart else frozenset[str]()
    return Party(entity.name, entity.id, tuple(sorted(reach.items())), words, split)


@lru_cache(maxsize=50_000)
def rolled(actor: str, day: str | None) -> tuple[tuple[str, int], ...]:
    """An actor's id with 0, those for which it acts with 1, and those of these with 2."""
    whoswho, found, edge = actors.load(), {actor: 0}, [actor]
    for steps in range(1, _DEPTH + 1):
        edge = [owner.id for one in edge for owner in whoswho.of_at(one, day) if owner.id not in found]
        found.update((one, steps) for one in edge if one not in found)
    return tuple(sorted(found.items()))


def parties(entities: Iterable[Entity], day: str | None, apart: Apart = NOBODY) -> tuple[Party, ...]:
    return tuple(party(entity, day, apart) for entity in entities)


@lru_cache(maxsize=100_000)
def _share(first: tuple[tuple[str, int], ...], second: tuple[tuple[str, int], ...]) -> float:
    other = dict(second)
    shared = [(near, other[one]) for one, near in first if one in other]
    direct = min((near + far for near, far in shared if 0 in (near, far)), default=None)
    if direct is not None:
        return SHARES[min(direct, _DEPTH)]  # an owner that the claim itself names may reach a step farther
    if shared:
        return ORGANS if _organ(first) and _organ(second) else SIBLINGS
    return MAY_BE_MEMBER if _coalition_and_member(first, second) else 0.0


def _organ(reach: tuple[tuple[str, int], ...]) -> bool:
    """Whether the actor itself is no group or party of its own."""
    own = [actors.load().get(one) for one, steps in reach if steps == 0]
    return all(actor is not None and actor.type not in _PARTISAN for actor in own)


def _coalition_and_member(first: tuple[tuple[str, int], ...], second: tuple[tuple[str, int], ...]) -> bool:
    """A coalition and a state or its arm: the papers say the one for the other, and the who's who does not list members."""
    kinds = [{actor.type for one, steps in side if steps < _DEPTH and (actor := actors.load().get(one))} for side in (first, second)]
    sides = ((kinds[0], kinds[1], second), (kinds[1], kinds[0], first))
    return any("coalition" in one and "state" in other and _organ(reach) for one, other, reach in sides)


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
    if one.apart and not one.apart.isdisjoint(other.names):
        return 0.0
    if one.known and other.known:
        return _share(one.reach, other.reach)
    shared = one.words & other.words
    if shared:
        return len(shared) / min(len(one.words), len(other.words))
    return None
