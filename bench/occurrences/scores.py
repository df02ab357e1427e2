"""Scores of groupings and of sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import combinations
from typing import Any

Three = tuple[float, float, float]
"""Precision, recall, F1."""


def three(right: float, found: float, wanted: float) -> Three:
    precision = right / found if found else 1.0
    recall = right / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def of_sets(found: Collection[Any], wanted: Collection[Any]) -> Three:
    return three(len(set(found) & set(wanted)), len(set(found)), len(set(wanted)))


def pairwise(found: Mapping[str, str], truth: Mapping[str, str]) -> Three:
    """Over the pairs of claims in one group: claim → group, found and true."""

    def together(groups: Mapping[str, str]) -> set[tuple[str, str]]:
        return {(a, b) for a, b in combinations(sorted(truth), 2) if groups[a] == groups[b]}

    return of_sets(together(found), together(truth))


def b_cubed(found: Mapping[str, str], truth: Mapping[str, str]) -> Three:
    """B³ (Bagga and Baldwin 1998): the mean over claims of how much of the claim's group is right, and how much of it was found.

    `found` may hold more claims than `truth`; only those of `truth` count.
    """
    cells = Counter((found[c], truth[c]) for c in truth)
    groups, wanted = Counter(found[c] for c in truth), Counter(truth.values())
    precision = sum(cells[found[c], truth[c]] / groups[found[c]] for c in truth) / len(truth)
    recall = sum(cells[found[c], truth[c]] / wanted[truth[c]] for c in truth) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)
