"""`python -m training.evidence`: fits the table of evidence for types and modes (`khabar.claims.evidence`) on the corpus without its held-out tenth.

Two softmax regressions on one bag of signs, by Adagrad: the type; and the mode among those of the right type. Signs of fewer than five events are
left out, a third of an event's signs are hidden at each step, and weights that are small in the end are cut, which costs little on unseen text.
Weights are written multiplied by `SHARES`: how much the evidence counts beside the model's logits. With `--without wb yc` the table is fitted
without the files that the model has not seen; on these the shares were tried.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from khabar.arabic.words import words
from khabar.claims.evidence import ALWAYS, ANSWERS, signs
from khabar.claims.features import touched
from khabar.claims.labels import MODES, TYPES
from training import data, press
from training.known import split

SHARES = (0.4, 1.0)
"""Of the types' weights and of the modes'."""
LEAST_EVENTS, LEAST_WEIGHT = 5, 0.3
EPOCHS, RATE, HIDDEN, BATCH = 6, 0.25, 0.3, 64
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sample:
    """An event's signs, its type and its pair of type and mode, by number."""

    signs: Sequence[str]
    type: int
    mode: int


def samples(items: Iterator[data.Line]) -> Iterator[Sample]:
    """The events of corpus items."""
    for item in items:
        text = item["text"]
        cut = words(text)
        surfaces = [text[w.start : w.end] for w in cut]
        sentences = [touched(cut, s.quote.span) for s in split(text)]
        for event in item["events"]:
            place = data.locate(text, event["cue"])
            cue = touched(cut, place) if place else None
            sentence = next((s for s in sentences if cue and s.start <= cue.start < s.end), None)
            if cue and sentence:
                pair = (event["type"], event.get("mode"))
                mode = MODES.index(pair if pair in MODES else (pair[0], None))
                yield Sample(signs(surfaces, cue, sentence), TYPES.index(pair[0]), mode)


def fitted(events: Sequence[Sample], known: dict[str, int]) -> Matrix:
    """Weights (signs, answers)."""
    weights, seen = np.zeros((len(known), len(ANSWERS)), np.float32), np.full((len(known), 2), 1e-2, np.float32)
    allowed = np.array([[0.0 if kind == name else -1e9 for name, _ in MODES] for kind in TYPES], np.float32)
    bags = [np.array([known[s] for s in e.signs if s in known]) for e in events]
    chance = np.random.default_rng(0)
    for epoch in range(EPOCHS):
        order, rate = chance.permutation(len(bags)), RATE * (1 - 0.9 * epoch / EPOCHS)
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            shown = [bags[n][chance.random(len(bags[n])) > HIDDEN] for n in some]
            _step(weights, seen, shown, [events[n] for n in some], allowed, rate)
    return weights


def _step(weights: Matrix, seen: Matrix, bags: Sequence[npt.NDArray[np.int64]], events: Sequence[Sample], allowed: Matrix, rate: float) -> None:
    rows, inverse = np.unique(np.concatenate(bags), return_inverse=True)
    present = np.zeros((len(bags), len(rows)), np.float32)
    present[np.repeat(np.arange(len(bags)), [len(b) for b in bags]), inverse] = 1
    logits, kinds, pairs = present @ weights[rows], [e.type for e in events], [e.mode for e in events]
    count, each = len(TYPES), np.arange(len(events))
    wrong = np.concatenate([_softmax(logits[:, :count]), _softmax(logits[:, count:] + allowed[kinds])], 1)
    wrong[each, kinds] -= 1
    wrong[each, [count + p for p in pairs]] -= 1
    slope = present.T @ wrong / np.sqrt(len(events))
    for part, columns in enumerate((slice(None, count), slice(count, None))):
        seen[rows, part] += np.square(slope[:, columns]).sum(1)
        weights[rows, columns] -= rate * slope[:, columns] / np.sqrt(seen[rows, part, None])


def _softmax(logits: Matrix) -> Matrix:
    shifted = np.exp(logits - logits.max(1, keepdims=True))
    chances: Matrix = shifted / shifted.sum(1, keepdims=True)
    return chances


def table(events: Sequence[Sample]) -> Iterator[tuple[str, str, float]]:
    """Rows of the table, sorted."""
    counted = Counter(sign for e in events for sign in e.signs)
    known = {sign: n for n, sign in enumerate(sorted(s for s, c in counted.items() if c >= LEAST_EVENTS))}
    weights = fitted(events, known)
    for sign, row in known.items():
        for column, answer in enumerate(ANSWERS):
            weight = float(weights[row, column])
            if abs(weight) >= LEAST_WEIGHT or sign == ALWAYS:
                yield sign, answer, round(weight * SHARES[column >= len(TYPES)], 2)


def items(folder: Path, *, without: Sequence[str] = ()) -> Iterator[data.Line]:
    """Items of the corpus and of the press that are not held out, but for those of some files."""
    return (item for item in press.items(folder) if data.file_of(item["id"]) not in without and not data.is_held_out(item["id"]))


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=here / "corpus")
    parser.add_argument("--without", nargs="*", default=(), help="files to leave out, for trials")
    parser.add_argument("--out", type=Path, default=here.parent / "src/khabar/claims/weights/evidence.tsv")
    a = parser.parse_args()
    rows = list(table(list(samples(items(a.corpus, without=a.without)))))
    a.out.write_text("sign\tanswer\tweight\n" + "".join(f"{s}\t{answer}\t{weight:g}\n" for s, answer, weight in rows), encoding="utf-8")
    print(f"{len(rows)} weights of {len({s for s, _, _ in rows})} signs")


if __name__ == "__main__":
    main()
