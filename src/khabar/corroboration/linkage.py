"""Average linkage: groups of claims joined by their mean likeness, the likest first, over all pairs or over the few that were compared."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

_TIES = 12
"""Decimals to which means are compared: below that, they are equal."""
Barred = npt.NDArray[np.bool_]


def linked(scores: npt.NDArray[np.float64], bar: float, same: Sequence[str] = (), forbidden: Barred | None = None) -> list[list[int]]:
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
    return _held(list(groups.values()), same, lambda rows: forbidden is not None and bool(forbidden[np.ix_(rows, rows)].any()))


def _held(groups: list[list[int]], same: Sequence[str], clash: Callable[[list[int]], bool]) -> list[list[int]]:
    """Join the groups that hold rows of one name, as wholes; where that would bring forbidden rows together, only those of the name leave for a
    group of their own. In the order of the names.
    """
    rows: dict[str, set[int]] = defaultdict(set)
    for at, name in enumerate(same):
        rows[name].add(at)
    for name in sorted(name for name, of in rows.items() if len(of) > 1):
        meant = [group for group in groups if not rows[name].isdisjoint(group)]
        if len(meant) > 1:
            whole = sorted(row for group in meant for row in group)
            kept = [group for group in groups if group not in meant]
            if not clash(whole):
                groups = [*kept, whole]
            else:
                left = [[row for row in group if row not in rows[name]] for group in meant]
                groups = [*kept, *filter(None, left), sorted(rows[name])]
    return sorted(groups)


@dataclass(slots=True)
class _Group:
    rows: list[int]
    crowds: Counter[Hashable]
    """Rows by the crowd of which they are."""
    names: set[str]
    edges: dict[int, tuple[float, int]] = field(default_factory=dict)
    """Other group → sum of likeness of the pairs that were compared, and how many of these are of one crowd."""


class Sparse:
    """The same over the pairs that were compared, in time near linear in their number.

    A pair that was not compared counts as unlike; but of two rows of one `crowd`, in which only some pairs are compared, nothing is known, and
    the mean is that of the other pairs. `same` are names as in `linked`, `parted` gives for a name those whose rows must not meet its rows.
    """

    def __init__(
        self,
        scores: Mapping[tuple[int, int], float],
        crowds: Sequence[Hashable | None],
        bar: float,
        same: Sequence[str],
        parted: Mapping[str, AbstractSet[str]],
    ) -> None:
        self._bar, self._same, self._parted = bar, same, parted
        self._into = list(range(len(crowds)))
        self._groups = {
            n: _Group([n], Counter() if crowd is None else Counter((crowd,)), {same[n]} & parted.keys()) for n, crowd in enumerate(crowds)
        }
        self._queue: list[tuple[float, int, int]] = []
        for (one, other), score in sorted(scores.items()):
            edge = score, int(crowds[one] is not None and crowds[one] == crowds[other])
            self._groups[one].edges[other] = self._groups[other].edges[one] = edge
        for one, other in sorted(scores):
            self._push(one, other)

    def groups(self) -> list[list[int]]:
        """Groups of row numbers, each sorted, by their first.

        A mean never rises when one of its groups takes in a third, so what the queue holds is a bound, put right when it is met.
        """
        while self._queue:
            bound, one, other = heapq.heappop(self._queue)
            one, other = sorted((self._root(one), self._root(other)))
            if one == other or other not in self._groups[one].edges:
                continue
            if -bound > self._mean(one, other):
                self._push(one, other)
            elif self._clash(self._groups[one].names | self._groups[other].names):
                del self._groups[one].edges[other], self._groups[other].edges[one]
            else:
                self._join(one, other)
        found = [sorted(group.rows) for group in self._groups.values()]
        return _held(found, self._same, lambda rows: self._clash({self._same[row] for row in rows} & self._parted.keys()))

    def _root(self, row: int) -> int:
        while self._into[row] != row:
            self._into[row] = self._into[self._into[row]]
            row = self._into[row]
        return row

    def _mean(self, one: int, other: int) -> float:
        first, second = self._groups[one], self._groups[other]
        total, known = first.edges[other]
        few, many = sorted((first.crowds, second.crowds), key=len)
        unknown = sum(number * many[crowd] for crowd, number in few.items() if crowd in many) - known
        return round(total / (len(first.rows) * len(second.rows) - unknown), _TIES)

    def _push(self, one: int, other: int) -> None:
        mean = self._mean(one, other)
        if mean >= self._bar:
            heapq.heappush(self._queue, (-mean, one, other))

    def _clash(self, names: set[str]) -> bool:
        return any(not self._parted[name].isdisjoint(names) for name in names)

    def _join(self, one: int, other: int) -> None:
        """The group with fewer edges goes into the one with more."""
        into, out = (one, other) if len(self._groups[one].edges) >= len(self._groups[other].edges) else (other, one)
        taken, held = self._groups.pop(out), self._groups[into]
        self._into[out] = into
        del held.edges[out]
        for far, (total, known) in taken.edges.items():
            if far != into:
                had = held.edges.get(far, (0.0, 0))
                held.edges[far] = self._groups[far].edges[into] = total + had[0], known + had[1]
                del self._groups[far].edges[out]
        held.rows += taken.rows
        held.crowds.update(taken.crowds)
        held.names |= taken.names
