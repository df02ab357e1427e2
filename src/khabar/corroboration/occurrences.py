"""Groups claims into occurrences. The result is a function of the set of claims: neither their order nor their batches change it.

Two claims that share a block and whose likeness is at the bar or above are tied; what is tied, directly or through others, is a heap. Within
a heap, groups are joined by mean likeness (average linkage), the likest first, while the mean is at the bar; equal means join in the order of
the claims' ids. So one doubtful tie does not pull two happenings together. A new claim changes its own heap only. Groups with claims
that reviewers hold to be of two occurrences are never joined; those with claims that they hold to be of one are, as wholes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from khabar.corroboration import blocks, sides
from khabar.corroboration.likeness import View, likeness, view
from khabar.corroboration.rulings import Ties
from khabar.knowledge import occurrences as knowledge
from khabar.records.occurrence import Likeness, Occurrence, Told

FULL = 80
"""Claims up to which every pair of a heap is compared; in a larger one a pair that shares no block counts as unlike."""
_TIES = 12
"""Decimals to which means are compared: below that, they are equal."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Claims of which each two that share a block have been compared, and the likeness of those pairs that reached half the bar."""

    claims: frozenset[str]
    ties: Mapping[tuple[str, str], float]


class Grouping:
    """Claims so far, and their occurrences. `add` in any order and in any batches.

    `ties` are claims that reviewers hold to be of one occurrence or of two, `apart` actors that they hold to be two: both go before likeness.
    `scored` are pairs of which the likeness is known from another grouping, with the same `apart`.
    """

    def __init__(self, told: Iterable[Told] = (), ties: Ties | None = None, apart: sides.Apart = sides.NOBODY, scored: Scored | None = None) -> None:
        self._held, self._apart, self._scored = ties or Ties(), apart, scored or Scored(frozenset(), {})
        self._together: dict[str, str] = {}
        self._views: dict[str, View] = {}
        self._blocks: dict[blocks.Key, list[str]] = defaultdict(list)
        self._ties: dict[tuple[str, str], float] = {}
        self._parent: dict[str, str] = {}
        self._heaps: dict[str, set[str]] = {}
        self._settled: dict[str, tuple[Occurrence, ...]] = {}
        self.add(told)

    def add(self, told: Iterable[Told]) -> None:
        """Take claims in; one that is known by its id already is left as it is."""
        for one in told:
            if one.claim.id not in self._views:
                self._add(view(one, self._apart))

    def occurrences(self) -> tuple[Occurrence, ...]:
        """All occurrences, in the order of their ids. Every claim is in exactly one."""
        for root in self._heaps:
            if root not in self._settled:
                self._settled[root] = self._settle(sorted(self._heaps[root]))
        return tuple(sorted((one for root in self._heaps for one in self._settled[root]), key=lambda o: o.id))

    def scored(self) -> Scored:
        """The pairs of all claims so far, for another grouping of claims of which these are some, unchanged."""
        return Scored(frozenset(self._views), dict(self._ties))

    def explain(self, first: str, second: str) -> Likeness:
        """The table of features of two claims, by id. Raises KeyError for an id that is not known."""
        return likeness(self._views[first], self._views[second])

    def _add(self, new: View) -> None:
        self._views[new.id] = new
        self._parent[new.id] = new.id
        self._heaps[new.id] = {new.id}
        own = blocks.keys(new)
        near = {other for key in own for facing in blocks.facing(key) for other in self._blocks.get(facing, ())}
        for key in own:
            self._blocks[key].append(new.id)
        bar = knowledge.weights()["bar"]
        for other in near:
            score = self._score(new, self._views[other])
            if score >= bar / 2:
                self._ties[_pair(new.id, other)] = score
            if score >= bar:
                self._join(new.id, other)
        self._join(new.id, self._together.setdefault(self._held.root(new.id), new.id))

    def _score(self, new: View, other: View) -> float:
        """Their likeness; of two whose pair was scored before it is looked up, 0 where it was under half the bar."""
        if new.id in self._scored.claims and other.id in self._scored.claims:
            return self._scored.ties.get(_pair(new.id, other.id), 0.0)
        return likeness(new, other).score if comparable(new, other) else 0.0

    def _root(self, claim: str) -> str:
        while self._parent[claim] != claim:
            self._parent[claim] = self._parent[self._parent[claim]]
            claim = self._parent[claim]
        return claim

    def _join(self, first: str, second: str) -> None:
        into, out = sorted((self._root(first), self._root(second)), key=lambda root: (-len(self._heaps[root]), root))
        self._settled.pop(into, None)
        self._settled.pop(out, None)
        if into != out:
            self._parent[out] = into
            self._heaps[into] |= self._heaps.pop(out)

    def _settle(self, claims: Sequence[str]) -> tuple[Occurrence, ...]:
        if len(claims) == 1:
            return (occurrence([self._views[claims[0]].told]),)
        groups = linked(self._scores(claims), knowledge.weights()["bar"], [self._held.root(one) for one in claims], self._forbidden(claims))
        return tuple(occurrence([self._views[claims[n]].told for n in group]) for group in groups)

    def _scores(self, claims: Sequence[str]) -> npt.NDArray[np.float64]:
        scores = np.zeros((len(claims), len(claims)))
        for at, first in enumerate(claims):
            for to in range(at + 1, len(claims)):
                score = self._ties.get((first, claims[to]))
                if score is None and len(claims) <= FULL and comparable(self._views[first], self._views[claims[to]]):
                    score = likeness(self._views[first], self._views[claims[to]]).score
                scores[at, to] = scores[to, at] = score or 0.0
        return scores

    def _forbidden(self, claims: Sequence[str]) -> npt.NDArray[np.bool_] | None:
        """Which pairs must not be of one occurrence; None where reviewers have parted none."""
        if not self._held.part:
            return None
        return np.array([[self._held.apart(one, other) for other in claims] for one in claims], dtype=np.bool_)


def comparable(a: View, b: View) -> bool:
    """Whether two claims can be of one happening at all: types that are kin, and predictions only with predictions."""
    return knowledge.kin(a.type, b.type) > 0 and (a.status == "predicted") == (b.status == "predicted")


def group(told: Iterable[Told]) -> tuple[Occurrence, ...]:
    """The occurrences of a set of claims."""
    return Grouping(told).occurrences()


def linked(scores: npt.NDArray[np.float64], bar: float, same: Sequence[str] = (), forbidden: npt.NDArray[np.bool_] | None = None) -> list[list[int]]:
    """Average linkage over a symmetric matrix (N, N) of likeness: groups of row numbers, each sorted, by their first.

    Groups of which two rows are `forbidden` (N, N) are never joined. Then groups with rows of one name in `same` (N) are joined, see `_held`.
    """
    sums, sizes = scores.copy(), np.ones(len(scores))
    barred = None if forbidden is None else forbidden.copy()
    groups = {n: [n] for n in range(len(scores))}
    np.fill_diagonal(sums, -np.inf)
    while len(groups) > 1:
        means = np.round((sums if barred is None else np.where(barred, -np.inf, sums)) / np.outer(sizes, sizes), _TIES)
        one, other = sorted(divmod(int(np.argmax(means)), len(scores)))
        if means[one, other] < bar:
            break
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        sizes[one] += sizes[other]
        sums[one, one] = -np.inf
        sums[other], sums[:, other] = -np.inf, -np.inf
        if barred is not None:
            barred[one] |= barred[other]
            barred[:, one] |= barred[:, other]
        groups[one] = sorted(groups[one] + groups.pop(other))
    return sorted(groups.values()) if len(set(same)) == len(same) else _held(list(groups.values()), same, forbidden)


def _held(groups: list[list[int]], same: Sequence[str], forbidden: npt.NDArray[np.bool_] | None) -> list[list[int]]:
    """Join the groups that hold rows of one name, as wholes; where that would bring forbidden rows together, only those of the name leave for a
    group of their own. In the order of the names.
    """
    rows: dict[str, set[int]] = defaultdict(set)
    for at, name in enumerate(same):
        rows[name].add(at)
    for name in sorted(rows):
        meant = [group for group in groups if not rows[name].isdisjoint(group)]
        if len(meant) > 1:
            whole = sorted(row for group in meant for row in group)
            kept = [group for group in groups if group not in meant]
            if forbidden is None or not forbidden[np.ix_(whole, whole)].any():
                groups = [*kept, whole]
            else:
                left = [[row for row in group if row not in rows[name]] for group in meant]
                groups = [*kept, *filter(None, left), sorted(rows[name])]
    return sorted(groups)


def occurrence(told: Sequence[Told]) -> Occurrence:
    """The record of one group: its id is a hash of the founding claim's id, see `Occurrence`."""
    ordered = sorted(told, key=lambda one: (one.published.start if one.published else "9999", one.claim.id))
    founding = ordered[0].claim.id
    return Occurrence(hashlib.sha256(f"occurrence {founding}".encode()).hexdigest()[:16], tuple(one.claim.id for one in ordered))


def _pair(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first < second else (second, first)
