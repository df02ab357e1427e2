"""Groups claims into occurrences. The result is a function of the set of claims: neither their order nor their batches change it.

Two claims that share a block and whose likeness is at the bar or above are tied; what is tied, directly or through others, is a heap. Within
a heap, groups are joined by mean likeness (average linkage), the likest first, while the mean is at the bar; equal means join in the order of
the claims' ids. So one doubtful tie does not pull two happenings together. Where a block is crowded only some of its pairs are compared
(`blocks.neighbours`); which, is a function of the set too, and the mean is that of the pairs that were compared. Groups with claims that
reviewers hold to be of two occurrences are never joined; those with claims that they hold to be of one are, as wholes.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from khabar.corroboration import blocks, sides
from khabar.corroboration.likeness import View, likeness, reached, view
from khabar.corroboration.linkage import Sparse, linked
from khabar.corroboration.rulings import Ties
from khabar.knowledge import occurrences as knowledge
from khabar.records.occurrence import Likeness, Occurrence, Told

FULL = 80
"""Claims up to which every pair of a heap is compared; in a larger one a pair that shares no block counts as unlike."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Claims of which each two that share a block have been compared, and the likeness of those pairs that reached half the bar.

    Of two claims that are both `crowded`, only the pairs in `ties` have been compared; 0 stands for less than half the bar.
    """

    claims: frozenset[str]
    ties: Mapping[tuple[str, str], float]
    crowded: frozenset[str] = frozenset()

    def score(self, pair: tuple[str, str]) -> float | None:
        """What is known of a pair; None where nothing is."""
        if not self.claims.issuperset(pair):
            return None
        return self.ties.get(pair, None if self.crowded.issuperset(pair) else 0.0)


class Grouping:
    """Claims so far, and their occurrences. `add` in any order and in any batches.

    `ties` are claims that reviewers hold to be of one occurrence or of two, `apart` actors that they hold to be two: both go before likeness.
    `scored` are pairs of which the likeness is known from another grouping, with the same `apart`.
    """

    def __init__(self, told: Iterable[Told] = (), ties: Ties | None = None, apart: sides.Apart = sides.NOBODY, scored: Scored | None = None) -> None:
        self._held, self._apart, self._scored = ties or Ties(), apart, scored or Scored(frozenset(), {})
        self._views: dict[str, View] = {}
        self._keys: dict[str, set[blocks.Key]] = {}
        self._sizes: Counter[blocks.Key] = Counter()
        self._known: dict[tuple[str, str], float] = {}
        self._new: list[str] = []
        self.compared = 0
        """Pairs whose likeness was worked out."""
        self._clear()
        self.add(told)

    def add(self, told: Iterable[Told]) -> None:
        """Take claims in; one that is known by its id already is left as it is."""
        for one in told:
            if one.claim.id not in self._views:
                new = view(one, self._apart)
                self._views[new.id], self._keys[new.id] = new, blocks.keys(new)
                self._sizes.update(self._keys[new.id])
                self._new.append(new.id)

    def occurrences(self) -> tuple[Occurrence, ...]:
        """All occurrences, in the order of their ids. Every claim is in exactly one."""
        self._compare()
        for root in self._heaps:
            if root not in self._settled:
                self._settled[root] = self._settle(sorted(self._heaps[root]))
        return tuple(sorted((one for root in self._heaps for one in self._settled[root]), key=lambda o: o.id))

    def scored(self) -> Scored:
        """The pairs of all claims so far, for another grouping of claims of which these are some, unchanged."""
        self._compare()
        return Scored(frozenset(self._views), dict(self._ties), frozenset(self._crowded))

    def explain(self, first: str, second: str) -> Likeness:
        """The table of features of two claims, by id. Raises KeyError for an id that is not known."""
        return likeness(self._views[first], self._views[second])

    def _clear(self) -> None:
        self._together: dict[str, str] = {}
        self._blocks: dict[blocks.Key, list[str]] = defaultdict(list)
        self._ties: dict[tuple[str, str], float] = {}
        self._parent: dict[str, str] = {}
        self._heaps: dict[str, set[str]] = {}
        self._settled: dict[str, tuple[Occurrence, ...]] = {}
        self._crowded: set[str] = set()
        self._crowds: dict[str, blocks.Key] = {}

    def _compare(self) -> None:
        """Compare the claims that are new; all of them anew where one came into a crowd, since it may part neighbours. Scores are kept."""
        new, self._new = self._new, []
        if any(blocks.crowd(key, self._sizes) for one in new for key in self._keys[one]):
            self._known |= self._ties
            self._clear()
            new = list(self._views)
        meeting = self._meeting(new)
        for claim in new:
            self._add(self._views[claim])
        pairs = {_pair(one.id, other.id): (one, other) for crowd, claims in meeting.items() for one, other in self._near(crowd, claims)}
        for pair, (one, other) in pairs.items():
            if pair not in self._ties:
                self._tie(one, other)

    def _meeting(self, claims: Iterable[str]) -> dict[blocks.Key, list[str]]:
        """The claims of each crowd; notes who is in one, and in which: the largest."""
        meeting: dict[blocks.Key, list[str]] = defaultdict(list)
        for one in claims:
            for key in self._keys[one]:
                crowd = blocks.crowd(key, self._sizes)
                if crowd is not None:
                    self._crowded.add(one)
                    if crowd == key:
                        meeting[crowd].append(one)
                        self._crowds[one] = min(crowd, self._crowds.get(one, crowd), key=lambda key: (-self._sizes[key], key))
        return meeting

    def _near(self, crowd: blocks.Key, claims: Sequence[str]) -> Iterator[tuple[View, View]]:
        others = (self._views[one] for key in blocks.facing(crowd) if key != crowd for one in self._blocks[key])
        return blocks.neighbours((self._views[one] for one in claims), others)

    def _add(self, new: View) -> None:
        self._parent[new.id] = new.id
        self._heaps[new.id] = {new.id}
        own = self._keys[new.id]
        open_ = [key for key in own if not blocks.crowd(key, self._sizes)]
        near = {other for key in open_ for facing in blocks.facing(key) for other in self._blocks.get(facing, ())}
        for key in own:
            self._blocks[key].append(new.id)
        for other in near:
            self._tie(new, self._views[other])
        self._join(new.id, self._together.setdefault(self._held.root(new.id), new.id))

    def _tie(self, one: View, other: View) -> None:
        pair, bar = _pair(one.id, other.id), knowledge.weights()["bar"]
        score = self._score(pair, one, other)
        if score >= bar / 2 or self._crowded.issuperset(pair):
            self._ties[pair] = score
        if score >= bar:
            self._join(*pair)

    def _score(self, pair: tuple[str, str], one: View, other: View) -> float:
        """Their likeness, 0 where it is under half the bar; of two whose pair was scored before it is looked up."""
        known = self._known.get(pair)
        known = self._scored.score(pair) if known is None else known
        if known is not None:
            return known
        self.compared += 1
        return reached(one, other, knowledge.weights()["bar"] / 2) if comparable(one, other) else 0.0

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
        bar, same = knowledge.weights()["bar"], [self._held.root(one) for one in claims]
        if len(claims) <= FULL:
            groups = linked(self._scores(claims), bar, same, self._forbidden(claims))
        else:
            crowds = [self._crowds.get(one) for one in claims]
            groups = Sparse(self._among(claims), crowds, bar, same, self._held.parted).groups()
        return tuple(occurrence([self._views[claims[n]].told for n in group]) for group in groups)

    def _scores(self, claims: Sequence[str]) -> npt.NDArray[np.float64]:
        """Of every pair."""
        scores = np.zeros((len(claims), len(claims)))
        for at, first in enumerate(claims):
            for to in range(at + 1, len(claims)):
                score = self._ties.get((first, claims[to]))
                if not score and comparable(self._views[first], self._views[claims[to]]):
                    self.compared += 1
                    score = likeness(self._views[first], self._views[claims[to]]).score
                scores[at, to] = scores[to, at] = score or 0.0
        return scores

    def _among(self, claims: Sequence[str]) -> dict[tuple[int, int], float]:
        """Of the pairs that were compared, by the numbers of their claims."""
        number = {claim: at for at, claim in enumerate(claims)}
        return {(number[one], number[other]): score for (one, other), score in self._ties.items() if one in number and other in number}

    def _forbidden(self, claims: Sequence[str]) -> npt.NDArray[np.bool_] | None:
        """Which pairs must not be of one occurrence; None where reviewers have parted none."""
        if not self._held.parted:
            return None
        return np.array([[self._held.apart(one, other) for other in claims] for one in claims], dtype=np.bool_)


def comparable(a: View, b: View) -> bool:
    """Whether two claims can be of one happening at all: types that are kin, and predictions only with predictions."""
    return knowledge.kin(a.type, b.type) > 0 and (a.status == "predicted") == (b.status == "predicted")


def group(told: Iterable[Told]) -> tuple[Occurrence, ...]:
    """The occurrences of a set of claims."""
    return Grouping(told).occurrences()


def occurrence(told: Sequence[Told]) -> Occurrence:
    """The record of one group: its id is a hash of the founding claim's id, see `Occurrence`."""
    ordered = sorted(told, key=lambda one: (one.published.start if one.published else "9999", one.claim.id))
    founding = ordered[0].claim.id
    return Occurrence(hashlib.sha256(f"occurrence {founding}".encode()).hexdigest()[:16], tuple(one.claim.id for one in ordered))


def _pair(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first < second else (second, first)
