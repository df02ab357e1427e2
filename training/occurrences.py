"""`python -m training.occurrences`: fits the weights of likeness on the open half of the gold stories, and writes them into the package.

Rows are pairs of claims of one story, as coded by hand and as the packaged model codes the story's words; and every tenth pair of claims of
different stories that would be compared if all stories had begun on one day: these teach what sides, places and words say when days say
nothing. The answer is whether both are of one occurrence. The bar is the highest of those with about the best B³ F1 on stories held out in
turn: as told, crowded, and by machine.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.occurrences import gold, machine, scores
from khabar.corroboration import blocks
from khabar.corroboration.likeness import FEATURES, View, view
from khabar.corroboration.linkage import linked
from khabar.corroboration.occurrences import comparable
from khabar.ledger.codec import claim_from
from khabar.records.article import Published
from khabar.records.occurrence import Told
from training.logistic import Matrix, logistic

RIDGE = 2.0
FOLDS = 5
NEAR = 14
EVERY = 10
"""Of the pairs of different stories, one in ten is taken: there are many, and a day is rarely so crowded."""
PLATEAU = 0.02
"""How far B³ F1 may stay under the best for a higher bar: a false join shows contradictions that are none, a missed one hides some."""
BARS = tuple(n / 100 for n in range(20, 85, 5))
Scored = dict[tuple[str, str], float]
"""Pairs of claims, by id, with their probability."""
OUT = Path(__file__).parent.parent / "src/khabar/knowledge/data/occurrences/weights.tsv"
_POSITIVE = frozenset(("same_type", "same_act", "same_sides", "same_days", "same_place", "same_toll", "wording", "same_forecaster"))
"""Features that speak for one happening."""
_NEGATIVE = frozenset(
    (
        "mode_clash",
        "act_clash",
        "side_clash",
        "sides_crossed",
        "speech_clash",
        "days_apart",
        "off_the_news",
        "place_clash",
        "toll_clash",
        "another_round",
    )
)
"""Features that speak against it; the rest set the stage for the others."""


def pairs(views: Sequence[View]) -> Iterator[tuple[View, View]]:
    """All pairs of claims that share a block, or that a heap may bring together: of days at most two weeks apart."""
    own = [blocks.keys(one) for one in views]
    for at, first in enumerate(views):
        for to in range(at + 1, len(views)):
            second = views[to]
            same = first.told.article.partition(".")[0] == second.told.article.partition(".")[0]  # keys of articles begin with their story's number
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


def b_cubed(claims: Sequence[Labelled], scored: Scored, bar: float) -> float:
    """B³ F1 of average linkage over all claims at once."""
    matrix = np.zeros((len(claims), len(claims)))
    place = {one.view.id: n for n, one in enumerate(claims)}
    for (first, second), score in scored.items():
        matrix[place[first], place[second]] = matrix[place[second], place[first]] = score
    found = {claims[n].view.id: str(number) for number, members in enumerate(linked(matrix, bar)) for n in members}
    return scores.b_cubed(found, {one.view.id: one.occurrence for one in claims})[2]


@dataclass(frozen=True)
class Labelled:
    """A claim with its story and its occurrence."""

    view: View
    story: int
    occurrence: str


def by_hand(stories: list[gold.Story]) -> list[Labelled]:
    return [Labelled(view(one), story.number, story.occurrence[key]) for story in stories for key, one in story.told.items()]


def by_machine(stories: list[gold.Story]) -> list[Labelled]:
    """The claims that the packaged coder finds in the stories' words, those that stand for a gold claim."""
    found = []
    for story in stories:
        told, truth, _ = machine.coded([story])
        found += [Labelled(view(told[claim]), story.number, occurrence) for claim, occurrence in truth.items()]
    return found


def rows(claims: Sequence[Labelled], crowd: Sequence[Labelled]) -> tuple[Matrix, Matrix]:
    """Features and answers of pairs of one story as told, and of some pairs of different stories of one day."""
    of = {one.view.id: one for one in claims}
    inside = [pair for pair in pairs([one.view for one in claims]) if of[pair[0].id].story == of[pair[1].id].story]
    number = {one.view.id: one.story for one in crowd}
    across = [pair for pair in pairs([one.view for one in crowd]) if number[pair[0].id] != number[pair[1].id]][::EVERY]
    answers = [float(of[a.id].occurrence == of[b.id].occurrence) for a, b in inside]
    return np.array([row(a, b) for a, b in (*inside, *across)]), np.array(answers + [0.0] * len(across))


def reviewed(path: Path) -> tuple[Matrix, Matrix]:
    """Features and answers of the pairs that `khabar review --export-pairs` wrote."""
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    x = [row(*(view(_told(end)) for end in one["claims"])) for one in found]
    return np.array(x).reshape(len(x), len(FEATURES) + 1), np.array([float(one["same"]) for one in found])


def _told(end: dict[str, Any]) -> Told:
    day = Published(*end["published"], "reader", None) if end["published"] else None
    return Told(claim_from(end["claim"]), end["article"], end["outlet"], day)


def held_out(sets: dict[str, list[Labelled]], training: Callable[[set[int]], Matrix]) -> dict[str, list[tuple[list[Labelled], Scored]]]:
    """For each set and fold the claims, and their pairs by weights that have not seen their stories."""
    numbers = sorted({one.story for one in sets["as told"]})
    found: dict[str, list[tuple[list[Labelled], Scored]]] = {name: [] for name in sets}
    for fold in range(FOLDS):
        out = {number for at, number in enumerate(numbers) if at % FOLDS == fold}
        weights = training(set(numbers) - out)
        for name, claims in sets.items():
            members = [one for one in claims if one.story in out]
            compared = list(pairs([one.view for one in members]))
            p = probabilities(np.array([row(a, b) for a, b in compared]), weights)
            found[name].append((members, {(a.id, b.id): float(v) for (a, b), v in zip(compared, p, strict=True)}))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviewed", type=Path, help="pairs of a ledger, as `khabar review --export-pairs` writes them: they are fitted too")
    options = parser.parse_args()
    stories = gold.halves()["open"]
    sets = {"as told": by_hand(stories), "crowded": by_hand(gold.crowded(stories)), "by machine": by_machine(stories)}

    told = [reviewed(options.reviewed)] if options.reviewed else []

    def training(numbers: set[int]) -> Matrix:
        seen = {name: [one for one in claims if one.story in numbers] for name, claims in sets.items()}
        hand, coded = rows(seen["as told"], seen["crowded"]), rows(seen["by machine"], ())
        x, y = zip(hand, coded, *told, strict=True)
        return fitted(np.concatenate(x), np.concatenate(y))

    folds = held_out(sets, training)
    reached = {bar: {name: float(np.mean([b_cubed(c, s, bar) for c, s in found])) for name, found in folds.items()} for bar in BARS}
    for bar, values in reached.items():
        print(f"bar {bar:.2f}: B³ F1 " + ", ".join(f"{value:.3f} {name}" for name, value in values.items()))
    mean = {bar: sum(values.values()) / len(values) for bar, values in reached.items()}
    best = [bar for bar, value in mean.items() if value > max(mean.values()) - PLATEAU]
    weights = training({one.story for one in sets["as told"]})
    table = [("bar", max(best)), ("base", weights[0]), *zip((f.__name__ for f in FEATURES), weights[1:], strict=True)]
    OUT.write_text("feature\tweight\n" + "".join(f"{name}\t{value:.3g}\n" for name, value in table), encoding="utf-8")
    print(OUT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
