"""`python -m training.roles`: fits the table of evidence for actor and recipient (`khabar.claims.roles`) on the corpus without its held-out tenth.

Two logistic regressions on one bag of signs, by Adagrad, over every pair of an event and a mention near it, both as the corpus has them. A pair
whose mention has the words of a right one elsewhere is left out: either is right to a reader.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from khabar.arabic.folding import fold
from khabar.claims.decode import Found
from khabar.claims.labels import ROLES, TYPES
from khabar.claims.roles import ALWAYS, SIDES, Stage, signs
from training import data
from training.evidence import items
from training.known import reader

LEAST_PAIRS, LEAST_WEIGHT = 10, 0.1
SHARE = 0.2
"""Of the weights, beside the model's logits times `khabar.claims.roles.MODEL`."""
EPOCHS, RATE, HIDDEN, BATCH = 5, 0.2, 0.3, 256
REACH = 40
"""Words from the cue beyond which a mention is not asked about."""
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sample:
    """A mention's signs beside an event, and whether it is either side of it."""

    signs: Sequence[str]
    actor: bool
    recipient: bool


def samples(examples: Iterable[data.Example]) -> Iterator[Sample]:
    """The pairs of all events whose cue lies in one sentence."""
    for example in examples:
        surfaces = [example.text[w.start : w.end] for w in example.words]
        outer, _ = data.layered(example.mentions)
        ordered = sorted(example.mentions.items(), key=lambda m: (m[0].start, -m[0].end))
        found = [Found(span, kind, example.clitics[span], span not in outer, 1.0) for span, kind in ordered]
        for event in example.events:
            sentence = next((s for s in example.sentences if s.covers(event.cue)), None)
            if sentence is None:
                continue
            stage = Stage(surfaces, sentence, found, [e.cue for e in example.events if e.cue != event.cue and sentence.covers(e.cue)])
            yield from of_event(stage, event)


def of_event(stage: Stage, event: data.GoldEvent) -> Iterator[Sample]:
    """The pairs of an event with the mentions near it."""
    held = {role: {span for span, roles in event.roles.items() if ROLES.index(role) in roles} for role in SIDES}
    words = lambda span: fold(" ".join(stage.surfaces[span.start : span.end]))  # noqa: E731
    for one in stage.found:
        if one.kind == "TIME" or not -REACH < one.words.start - event.cue.start < REACH:
            continue
        right = [one.words in held[role] for role in SIDES]
        if not any(right) and any(words(one.words) == words(span) for role in SIDES for span in held[role]):
            continue
        yield Sample(signs(stage, event.cue, TYPES[event.type], one), *right)


def fitted(pairs: Sequence[Sample], known: dict[str, int]) -> Matrix:
    """Weights (signs, 2)."""
    bags = [np.array([known[s] for s in p.signs if s in known], np.int32) for p in pairs]
    lengths = np.array([len(b) for b in bags])
    starts, flat = np.concatenate([[0], np.cumsum(lengths)[:-1]]), np.concatenate(bags)
    answers = np.array([[p.actor, p.recipient] for p in pairs], np.float32)
    weights, seen = np.zeros((len(known), 2), np.float32), np.full((len(known), 2), 1e-2, np.float32)
    chance = np.random.default_rng(0)
    for epoch in range(EPOCHS):
        order, rate = chance.permutation(len(bags)), RATE * (1 - 0.9 * epoch / EPOCHS)
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            owner = np.repeat(np.arange(len(some)), lengths[some])
            sign = np.concatenate([flat[starts[n] : starts[n] + lengths[n]] for n in some])
            kept = chance.random(len(sign)) > HIDDEN
            _step(weights, seen, owner[kept], sign[kept], answers[some], rate)
    return weights


def _step(weights: Matrix, seen: Matrix, owner: npt.NDArray[np.int64], sign: npt.NDArray[np.int32], answers: Matrix, rate: float) -> None:
    """One step of Adagrad; pair `owner[n]` has sign `sign[n]`."""
    logits = np.stack([np.bincount(owner, weights[sign, c], len(answers)) for c in range(2)], 1)
    wrong = (1 / (1 + np.exp(-logits)) - answers) / np.sqrt(len(answers))
    rows, inverse = np.unique(sign, return_inverse=True)
    slope = np.stack([np.bincount(inverse, wrong[owner, c], len(rows)) for c in range(2)], 1).astype(np.float32)
    seen[rows] += np.square(slope)
    weights[rows] -= rate * slope / np.sqrt(seen[rows])


def table(pairs: Sequence[Sample]) -> Iterator[tuple[str, str, float]]:
    """Rows of the table, sorted."""
    counted = Counter(sign for p in pairs for sign in p.signs)
    known = {sign: n for n, sign in enumerate(sorted(s for s, c in counted.items() if c >= LEAST_PAIRS))}
    weights = fitted(pairs, known)
    for sign, row in known.items():
        for column, role in enumerate(SIDES):
            weight = float(weights[row, column])
            if abs(weight) >= LEAST_WEIGHT or sign == ALWAYS:
                yield sign, role, round(weight * SHARE, 2)


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=here / "corpus")
    parser.add_argument("--without", nargs="*", default=(), help="files to leave out, for trials")
    parser.add_argument("--out", type=Path, default=here.parent / "src/khabar/claims/weights/roles.tsv")
    a = parser.parse_args()
    read = reader()
    rows = list(table(list(samples(read.item(item) for item in items(a.corpus, without=a.without)))))
    a.out.write_text("sign\trole\tweight\n" + "".join(f"{s}\t{role}\t{weight:g}\n" for s, role, weight in rows), encoding="utf-8")
    print(f"{len(rows)} weights of {len({s for s, _, _ in rows})} signs")


if __name__ == "__main__":
    main()
