"""The relation of two actors over time: claims by quad class and score, by week or month, weighted by witnesses and not by pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product

import numpy as np

from khabar.arabic.folding import fold
from khabar.corroboration.days import first_day
from khabar.corroboration.sides import party
from khabar.corroboration.witnesses import witnesses
from khabar.knowledge import actors, plover
from khabar.knowledge.occurrences import REPEATABLE
from khabar.records.claim import Entity, Owner, Status
from khabar.records.occurrence import Occurrence, Told
from khabar.records.relation import ChangePoint, Period, Point, Scope

LEAST = 3
"""Periods that a stretch between two changes has at least."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One occurrence as one status and quad class tell it: its first day (ordinal), weight in witnesses, mean score, claims."""

    occurrence: str
    status: Status
    quad: str
    day: int
    weight: int
    score: float
    claims: tuple[Told, ...]


def deeds(found: Iterable[Occurrence], told: Mapping[str, Told], copies: Mapping[str, str]) -> Iterator[Deed]:
    """The occurrences, each cut by status and quad class. Those of which no claim and no article is dated are left out."""
    for one in found:
        claims = [told[claim] for claim in one.claims]
        day = first_day(claims)
        cut: dict[tuple[Status, str], list[Told]] = defaultdict(list)
        for claim in claims:
            cut[claim.claim.status, plover.quad(claim.claim.event.type)].append(claim)
        for (status, quad), members in sorted(cut.items()) if day is not None else ():
            assert day is not None
            weight = witnesses(members, copies)[0].least
            score = sum(plover.score(m.claim.event.type) for m in members) / len(members)
            yield Deed(one.id, status, quad, day, weight, score, tuple(members))


def as_known(found: Iterable[Occurrence], told: Mapping[str, Told], asof: str) -> tuple[Occurrence, ...]:
    """The occurrences with the claims that were published by an ISO day (or are undated); those without any are left out."""
    known = {key for key, one in told.items() if one.published is None or one.published.start <= asof}
    return tuple(Occurrence(one.id, claims) for one in found if (claims := tuple(c for c in one.claims if c in known)))


def series(pair: tuple[str, str], found: Iterable[Deed], scope: Scope | None = None, by: Period = "month") -> tuple[Point, ...]:
    """The points of a pair of actors (ids of the who's who, or `unlisted` names), either as the actor, by period, status and quad class."""
    scope = scope or Scope()
    cells: dict[tuple[str, Status, str], list[Deed]] = defaultdict(list)
    for deed in found:
        members = tuple(one for one in deed.claims if _between(one, pair, scope))
        if members:
            cells[period(deed.day, by), deed.status, deed.quad].append(deed)
    return tuple(_point(*key, cells[key], pair, scope) for key in sorted(cells))


def change_points(points: Sequence[Point], status: Status = "occurred") -> tuple[ChangePoint, ...]:
    """Where the mean score of a relation shifts: optimal partitioning (Jackson et al. 2005) under squared error.

    A period counts by its witnesses; periods without claims are no evidence and are left out. A change must lower the error by more than
    2 log(n) times the variance of the noise (BIC), which is the mean of squared steps from period to period, halved (von Neumann 1941).
    """
    weight: Counter[str] = Counter()
    total: dict[str, float] = defaultdict(float)
    for one in points:
        if one.status == status:
            weight[one.start] += one.witnesses
            total[one.start] += one.witnesses * one.score
    starts = sorted(weight)
    means = np.array([total[s] / weight[s] for s in starts])
    cuts = _partition(means, np.array([float(weight[s]) for s in starts]))
    bounds = [0, *cuts, len(starts)]
    found = []
    for left, at, right in zip(bounds, bounds[1:], bounds[2:], strict=False):
        before, after = (_mean(starts[a:b], total, weight) for a, b in ((left, at), (at, right)))
        why = f"the mean score goes from {before:.1f} in {at - left} periods to {after:.1f} in {right - at}"
        found.append(ChangePoint(starts[at], before, after, why))
    return tuple(found)


def period(day: int, by: Period) -> str:
    """The first day, ISO, of the month or of the week (from Monday, ISO 8601) in which an ordinal day lies."""
    then = date.fromordinal(day)
    return (then.replace(day=1) if by == "month" else then - timedelta(days=then.weekday())).isoformat()


def named(entity: Entity, day: str | None, scope: Scope) -> frozenset[str]:
    """The ids as which an entity counts, by the scope, and the names of those that the who's who does not list."""
    reached = party(entity, day).reach if scope.roll_up else (((entity.id, 0),) if entity.id else ())
    own: list[Entity | Owner] = [entity, *(entity.of if scope.roll_up else ())]
    names = frozenset(unlisted(one.name) for one in own if one.id is None)
    return names.union(one for key, _ in reached for one in (key, *_descended(key, scope.merged, scope.split)))


def unlisted(name: str) -> str:
    """How an actor that the who's who does not list is named beside ids: by its folded name."""
    return f"~{fold(name)}"


@cache
def _descended(actor: str, merged: bool, split: bool) -> tuple[str, ...]:  # noqa: FBT001 - the scope's two choices
    """What an actor merged into (its claims go on there), and what it split from, through any number of steps."""
    facts = {fact for fact, chosen in (("merged-into", merged), ("split-from", split)) if chosen}
    found: list[str] = []
    edge = [actor]
    while edge:
        known = actors.load().get(edge.pop())
        for relation in known.relations if known else ():
            if relation.fact in facts and relation.target not in (actor, *found):
                found.append(relation.target)
                edge.append(relation.target)
    return tuple(sorted(found))


def _between(told: Told, pair: tuple[str, str], scope: Scope) -> bool:
    """Whether the pair deals with each other in the claim, in either order."""
    day = told.published.start if told.published else None
    first, second = pair
    both = ((named(one, day, scope), named(other, day, scope)) for one, other in dealings(told))
    return any((first in one and second in other) or (second in one and first in other) for one, other in both)


def dealings(told: Told) -> Iterator[tuple[Entity, Entity]]:
    """Who deals with whom in a claim: each actor with each recipient.

    Of a type that both sides may do to each other, the parties of the only side that is named deal with each other: «اتفق الجيش والفصائل».
    """
    actor, recipient = told.claim.actor, told.claim.recipient
    alone = told.claim.event.type in REPEATABLE and not (actor and recipient)
    return combinations(actor or recipient, 2) if alone else product(actor, recipient)


def _point(start: str, status: Status, quad: str, cell: Sequence[Deed], pair: tuple[str, str], scope: Scope) -> Point:
    weight = sum(deed.weight for deed in cell)
    score = sum(deed.weight * deed.score for deed in cell) / weight
    claims = (one.claim.id for deed in cell for one in deed.claims if _between(one, pair, scope))
    return Point(start, status, quad, tuple(sorted(deed.occurrence for deed in cell)), weight, round(score, 6), tuple(sorted(claims)))


def _mean(starts: Sequence[str], total: Mapping[str, float], weight: Mapping[str, int]) -> float:
    return round(sum(total[s] for s in starts) / sum(weight[s] for s in starts), 6)


def _partition(means: np.ndarray[tuple[int], np.dtype[np.float64]], weight: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[int]:
    """Indexes at which new stretches begin: the partition of least weighted squared error plus penalties, the fewest and earliest of equals."""
    n = len(means)
    if n < 2 * LEAST:
        return []
    noise = float(np.mean(np.diff(means) ** 2)) / 2 or 1e-6
    penalty = 2 * np.log(n) * noise * float(np.mean(weight))
    w, wx, wxx = (np.concatenate([[0.0], np.cumsum(v)]) for v in (weight, weight * means, weight * means**2))
    best, last = np.full(n + 1, np.inf), np.zeros(n + 1, dtype=int)
    best[0] = -penalty
    for end in range(LEAST, n + 1):
        for start in (s for s in range(end - LEAST + 1) if np.isfinite(best[s])):
            mass, sum_ = w[end] - w[start], wx[end] - wx[start]
            cost = best[start] + (wxx[end] - wxx[start]) - sum_ * sum_ / mass + penalty
            if cost < best[end] - 1e-9:
                best[end], last[end] = cost, start
    cuts, at = [], n
    while at > 0:
        at = int(last[at])
        cuts.append(at)
    return sorted(cut for cut in cuts if cut)
