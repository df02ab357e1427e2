"""`python -m training.occurrences`: fits the weights of likeness on the open half of the gold stories, and writes them into the package.

Pairs are those that share a block. Each is a row of features; the answer is whether both claims are of one occurrence. Claims of different
stories are never of one. The bar is the one of the highest B³ F1 on the same half, by stories held out in turn (weights of the other folds).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.occurrences import gold, scores
from khabar.corroboration.likeness import FEATURES, View, view
from khabar.corroboration.occurrences import comparable, linked
from training.logistic import Matrix, logistic

RIDGE = 2.0
FOLDS = 5
PLATEAU = 0.005
"""Bars whose B³ F1 is as good as the best one's; the middle one is taken."""
BARS = tuple(n / 100 for n in range(20, 85, 5))
Scored = dict[tuple[str, str], float]
"""Pairs of claims, by id, with their probability."""
OUT = Path(__file__).parent.parent / "src/khabar/knowledge/data/occurrences/weights.tsv"
_POSITIVE = frozenset(("same_type", "same_act", "same_sides", "same_days", "same_place", "same_toll", "wording", "same_forecaster"))
"""Features that speak for one happening."""
_NEGATIVE = frozenset(("mode_clash", "act_clash", "side_clash", "days_apart", "off_the_news", "place_clash", "toll_clash", "another_round"))
"""Features that speak against it; the rest set the stage for the others."""


def pairs(views: Sequence[View]) -> Iterator[tuple[View, View]]:
    """All pairs of claims that are compared at all: near enough in time."""
    for at, first in enumerate(views):
        for second in views[at + 1 :]:
            near = first.days is None or second.days is None or first.days.gap(second.days) <= 14 or first.told.article == second.told.article
            if near and comparable(first, second):
                yield first, second


def row(first: View, second: View) -> list[float]:
    return [1.0, *(feature(first, second).value for feature in FEATURES)]


def fitted(x: Matrix, y: Matrix) -> Matrix:
    """Weights; a feature that comes out with the wrong sign, for want of cases, is left out and the rest fitted again."""
    kept = list(range(x.shape[1]))
    names = ["base", *(feature.__name__ for feature in FEATURES)]
    while True:
        weights = logistic(x[:, kept], y, RIDGE)
        wrong = [n for n, w in zip(kept, weights, strict=True) if (names[n] in _POSITIVE and w < 0) or (names[n] in _NEGATIVE and w > 0)]
        if not wrong:
            full = np.zeros(x.shape[1])
            full[kept] = weights
            return full
        kept = [n for n in kept if n not in wrong]


def probabilities(x: Matrix, weights: Matrix) -> Matrix:
    return np.asarray(1 / (1 + np.exp(-np.clip(x @ weights, -30, 30))))


def b_cubed(views: Sequence[View], scored: Scored, truth: dict[str, str], bar: float) -> float:
    matrix = np.zeros((len(views), len(views)))
    place = {one.id: n for n, one in enumerate(views)}
    for (first, second), score in scored.items():
        matrix[place[first], place[second]] = matrix[place[second], place[first]] = score
    found = {views[n].id: str(number) for number, members in enumerate(linked(matrix, bar)) for n in members}
    return scores.b_cubed(found, {one.id: truth[one.id] for one in views})[2]


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    stories = gold.halves()["open"]
    truth = {story.told[key].claim.id: story.occurrence[key] for story in stories for key in story.told}
    of_story = {story.told[key].claim.id: story.number for story in stories for key in story.told}
    views = [view(one) for story in stories for one in story.told.values()]
    compared = list(pairs(views))
    x = np.array([row(a, b) for a, b in compared])
    y = np.array([float(truth[a.id] == truth[b.id]) for a, b in compared])
    weights = fitted(x, y)
    scored: dict[int, Scored] = {}
    for fold in range(FOLDS):
        inside = np.array([of_story[a.id] // 2 % FOLDS == fold and of_story[b.id] // 2 % FOLDS == fold for a, b in compared])
        outside = np.array([of_story[a.id] // 2 % FOLDS != fold and of_story[b.id] // 2 % FOLDS != fold for a, b in compared])
        p = probabilities(x[inside], fitted(x[outside], y[outside]))
        held = [pair for pair, yes in zip(compared, inside, strict=True) if yes]
        scored[fold] = {(a.id, b.id): float(v) for (a, b), v in zip(held, p, strict=True)}
    reached = {bar: _mean(views, scored, truth, of_story, bar) for bar in BARS}
    for bar, value in reached.items():
        print(f"bar {bar:.2f}: B³ F1 {value:.3f}")
    best = [bar for bar, value in reached.items() if value > max(reached.values()) - PLATEAU]
    bar = best[len(best) // 2]
    names = [feature.__name__ for feature in FEATURES]
    table = [("bar", bar), ("base", weights[0]), *zip(names, weights[1:], strict=True)]
    OUT.write_text("feature\tweight\n" + "".join(f"{name}\t{value:.3g}\n" for name, value in table), encoding="utf-8")
    print(OUT.read_text(encoding="utf-8"))
    print(f"{len(compared)} pairs, {int(y.sum())} of one occurrence")


def _mean(views: Sequence[View], scored: dict[int, Scored], truth: dict[str, str], of_story: dict[str, int], bar: float) -> float:
    folds = [(fold, [v for v in views if of_story[v.id] // 2 % FOLDS == fold]) for fold in scored]
    return float(np.mean([b_cubed(members, scored[fold], truth, bar) for fold, members in folds]))


if __name__ == "__main__":
    main()
