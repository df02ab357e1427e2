"""`python -m training.roles`: fits the table of evidence for actor and recipient (`khabar.claims.roles`) on the corpus without its held-out tenth.

The packaged reader reads every item, so that the pairs of an event and a mention are as in use: mentions that are missed, broken or joined, and the
corpus's events among them. A mention is a side that it shares at least half of its letters with, or, where none does, the one that shares most.
Two logistic regressions on one bag of signs, by Adagrad; the mean of `SEEDS` runs in different orders. Signs of fewer than eight pairs are left
out, a third of a pair's signs are hidden at each step, and signs with small weights are cut in the end. Weights are written multiplied by `SHARE`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.passages import laid
from khabar.claims import model
from khabar.claims.reading import Page, look, shown
from khabar.claims.roles import ALWAYS, SIDES, Stage
from khabar.claims.windows import windows
from khabar.records.spans import Span
from training import data
from training.evidence import items

LEAST_PAIRS, LEAST_WEIGHT = 13, 0.5
SHARE = 0.5
"""How much the evidence counts beside the model's logits."""
ALIKE, NEAREST = 0.5, 0.3
"""What a mention shares with a side's words to be it, and what the one that shares most must."""
SEEDS, EPOCHS, RATE, HIDDEN, BATCH = 3, 5, 0.2, 0.3, 256
Matrix = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pair:
    """The signs of a mention beside an event, and whether it is either side of it."""

    signs: Sequence[str]
    sides: tuple[bool, bool]


def pairs(item: data.Line, coder: model.Model) -> Iterator[Pair]:
    """The pairs of an item's events with the mentions that are seen beside them; times are no side."""
    capture, _, split, known = laid(item)
    text, page = capture.text, Page(capture.text, split, known, None)
    events = [(place, _sides(item, event)) for event in item["events"] if (place := data.locate(text, event["cue"]))]
    for window in windows(text, "text", page.sentences, page.mentions):
        seen = look(page, window, coder)
        if seen is None:
            continue
        letters = [window.capture_span(w.start, w.end) for w in window.words]
        for sentence in range(window.fresh, len(seen.placed)):
            span, view = seen.placed[sentence], shown(seen.placed, sentence)
            stage = Stage.of(seen.surfaces, span, [f for f in seen.found if view.covers(f.words)])
            for place, sides in events:
                cue = [n for n in range(span.start, span.end) if letters[n].overlaps(place)]
                if cue:
                    yield from _of_event(stage, Span(cue[0], cue[-1] + 1), sides, letters)


def _sides(item: data.Line, event: data.Line) -> list[list[Span]]:
    """Where actors and recipients stand in the item's text."""
    return [[place for surface in event.get(side) or [] if (place := data.locate(item["text"], surface))] for side in SIDES]


def _of_event(stage: Stage, cue: Span, sides: Sequence[Sequence[Span]], letters: Sequence[Span]) -> Iterator[Pair]:
    places = [Span(letters[f.words.start].start, letters[f.words.end - 1].end) for f in stage.found]
    held = [_held(side, places) for side in sides]
    for n, (one, signs) in enumerate(zip(stage.found, stage.signs(cue), strict=True)):
        if one.kind != "TIME":
            yield Pair(signs, (n in held[0], n in held[1]))


def _held(side: Sequence[Span], places: Sequence[Span]) -> set[int]:
    """Which of the mentions at `places` are of a side."""
    found = set()
    for wanted in side:
        shares = [_share(wanted, place) for place in places]
        found |= {n for n, share in enumerate(shares) if share >= ALIKE or (share == max(shares) and share >= NEAREST)}
    return found


def _share(a: Span, b: Span) -> float:
    """Letters that two spans share, of all that either has."""
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))


def fitted(bags: Sequence[Numbers], answers: Matrix, size: int, seed: int) -> Matrix:
    """Weights (signs, 2). `bags` are the signs of each pair by number, below `size`; `answers` (pairs, 2)."""
    lengths = np.array([len(bag) for bag in bags])
    starts, flat = np.concatenate([[0], np.cumsum(lengths)[:-1]]), np.concatenate(bags)
    weights, seen = np.zeros((size, 2), np.float32), np.full((size, 2), 1e-10, np.float32)
    chance = np.random.default_rng(seed)
    for epoch in range(EPOCHS):
        order, rate = chance.permutation(len(bags)), RATE * (1 - 0.9 * epoch / EPOCHS)
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            owner = np.repeat(np.arange(len(some)), lengths[some])
            signs = np.concatenate([flat[starts[n] : starts[n] + lengths[n]] for n in some])
            shown = chance.random(len(signs)) > HIDDEN
            _step(weights, seen, owner[shown], signs[shown], answers[some], rate)
    return weights


def _step(weights: Matrix, seen: Matrix, owner: Numbers, signs: Numbers, answers: Matrix, rate: float) -> None:
    """One step of Adagrad on the mean loss; pair `owner[n]` has sign `signs[n]`."""
    logits = np.stack([np.bincount(owner, weights[signs, side], len(answers)) for side in range(2)], 1)
    wrong = (1 / (1 + np.exp(-logits)) - answers) / answers.size
    rows, inverse = np.unique(signs, return_inverse=True)
    slope = np.stack([np.bincount(inverse, wrong[owner, side], len(rows)) for side in range(2)], 1).astype(np.float32)
    seen[rows] += np.square(slope)
    weights[rows] -= rate * slope / np.sqrt(seen[rows])


def table(found: Sequence[Pair]) -> Iterator[tuple[str, float, float]]:
    """Rows of the table, sorted."""
    counted = Counter(sign for pair in found for sign in pair.signs)
    known = {sign: n for n, sign in enumerate(sorted(s for s, c in counted.items() if c >= LEAST_PAIRS))}
    bags = [np.array([known[s] for s in pair.signs if s in known], np.int64) for pair in found]
    answers = np.array([pair.sides for pair in found], np.float32)
    weights = np.mean([fitted(bags, answers, len(known), seed) for seed in range(SEEDS)], 0)
    for sign, row in known.items():
        if np.abs(weights[row]).max() >= LEAST_WEIGHT or sign == ALWAYS:
            actor, recipient = (round(float(w) * SHARE, 2) for w in weights[row])
            yield sign, actor, recipient


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=here / "corpus")
    parser.add_argument("--out", type=Path, default=here.parent / "src/khabar/claims/weights/roles.tsv")
    a = parser.parse_args()
    coder = model.load()
    rows = list(table([pair for item in items(a.corpus) for pair in pairs(item, coder)]))
    a.out.write_text("\t".join(("sign", *SIDES)) + "\n" + "".join(f"{s}\t{x:g}\t{y:g}\n" for s, x, y in rows), encoding="utf-8")
    print(f"{len(rows)} signs")


if __name__ == "__main__":
    main()
