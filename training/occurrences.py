"""`python -m training.occurrences`: fits the weights of likeness on the open half of the gold stories, and writes them into the package.

Rows are pairs of claims of one story that share a block or an article, and every tenth pair of claims of different stories that would be
compared if all stories had begun on one day: these teach what sides, places and words say when days say nothing. The answer is whether both
are of one occurrence. The bar is the middle one of those with the highest B³ F1 on stories held out in turn, half as told, half crowded.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.occurrences import gold, scores
from khabar.corroboration import blocks
from khabar.corroboration.likeness import FEATURES, View, view
from khabar.corroboration.occurrences import comparable, linked
from training.logistic import Matrix, logistic

RIDGE = 2.0
FOLDS = 5
NEAR = 14
EVERY = 10
"""Of the pairs of different stories, one in ten is taken: there are many, and a day is rarely so crowded."""
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
    """All pairs of claims that share a block, or that a heap may bring together: of days at most two weeks apart."""
    own = [blocks.keys(one) for one in views]
    for at, first in enumerate(views):
        for to in range(at + 1, len(views)):
            second = views[to]
            same = first.told.article.partition(".")[0] == second.told.article.partition(".")[0]
            near = first.days is None or second.days is None or first.days.gap(second.days) <= NEAR
            if comparable(first, second) and ((same and near) or blocks.meet(own[at], own[to])):
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


Folds = list[tuple[list[View], Scored]]
"""For each fold its claims, and their pairs by weights that have not seen them."""


def rows(stories: list[gold.Story]) -> tuple[Matrix, Matrix]:
    """Features and answers, as the head of this file says."""
    truth = _truth(stories)
    number = {one.claim.id: story.number for story in stories for one in story.told.values()}
    inside = list(pairs(_views(stories)))
    across = [(a, b) for a, b in pairs(_views(gold.crowded(stories))) if number[a.id] != number[b.id]][::EVERY]
    compared = [*(pair for pair in inside if number[pair[0].id] == number[pair[1].id]), *across]
    return np.array([row(a, b) for a, b in compared]), np.array([float(truth[a.id] == truth[b.id]) for a, b in compared])


def folds(stories: list[gold.Story], *, crowd: bool) -> Folds:
    found = []
    for fold in range(FOLDS):
        weights = fitted(*rows([s for n, s in enumerate(stories) if n % FOLDS != fold]))
        held = [s for n, s in enumerate(stories) if n % FOLDS == fold]
        views = _views(gold.crowded(held) if crowd else held)
        compared = list(pairs(views))
        p = probabilities(np.array([row(a, b) for a, b in compared]), weights)
        found.append((views, {(a.id, b.id): float(v) for (a, b), v in zip(compared, p, strict=True)}))
    return found


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    stories = gold.halves()["open"]
    truth = _truth(stories)
    kinds = {"as told": folds(stories, crowd=False), "crowded": folds(stories, crowd=True)}
    reached = {bar: {kind: float(np.mean([b_cubed(v, s, truth, bar) for v, s in found])) for kind, found in kinds.items()} for bar in BARS}
    for bar, values in reached.items():
        print(f"bar {bar:.2f}: B³ F1 " + ", ".join(f"{value:.3f} {kind}" for kind, value in values.items()))
    mean = {bar: sum(values.values()) / len(values) for bar, values in reached.items()}
    best = [bar for bar, value in mean.items() if value > max(mean.values()) - PLATEAU]
    x, y = rows(stories)
    weights = fitted(x, y)
    table = [("bar", best[len(best) // 2]), ("base", weights[0]), *zip((f.__name__ for f in FEATURES), weights[1:], strict=True)]
    OUT.write_text("feature\tweight\n" + "".join(f"{name}\t{value:.3g}\n" for name, value in table), encoding="utf-8")
    print(f"{OUT.read_text(encoding='utf-8')}{len(y)} pairs, {int(y.sum())} of one occurrence")


def _truth(stories: list[gold.Story]) -> dict[str, str]:
    return {story.told[key].claim.id: story.occurrence[key] for story in stories for key in story.told}


def _views(stories: list[gold.Story]) -> list[View]:
    return [view(one) for story in stories for one in story.told.values()]


if __name__ == "__main__":
    main()
