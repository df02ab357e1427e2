"""`python -m training.evidence`: fits the table of evidence for events, types and modes (`khabar.claims.evidence`) on all that is not held out.

Regressions on one bag of signs, by Adagrad: the type; the mode among those of the right type; and whether a word is a cue at all, against words that
are none though their root is often one. Signs that are met fewer than five times are left out, a third of a cue's signs are hidden at each step, and
weights that are small in the end are cut, which costs little on unseen text. Weights are written multiplied by `SHARES`: how much the evidence counts
beside the model's logits. With `--without wb yc` the table is fitted without the files that the model has not seen; on these the shares were tried.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from khabar.arabic.stems import root
from khabar.arabic.words import words
from khabar.claims.evidence import ALWAYS, ANSWERS, EVENT, signs
from khabar.claims.features import touched
from khabar.claims.labels import MODES, TYPES
from khabar.records.spans import Span
from training import data, press
from training.known import split

SHARES = (0.4, 1.0)
"""Of the types' weights, and of the others'."""
OFTEN, SHOWN = 3, 0.25
"""Words are held against cues if their root is a cue's so often; of these so many are shown."""
LEAST_EVENTS = 5
LEAST_WEIGHT, LEAST_OF_EVENT = 0.3, 0.5
"""What smaller weights are left out: of types and modes, and of a cue's being an event."""
EPOCHS, RATE, HIDDEN, BATCH = 6, 0.25, 0.3, 64
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sample:
    """An event's signs, its type and its pair of type and mode, by number."""

    signs: Sequence[str]
    type: int
    mode: int


@dataclass(frozen=True, slots=True)
class Read:
    """A corpus item cut into words: their surfaces, its sentences, and its events with the words of their cues."""

    surfaces: Sequence[str]
    sentences: Sequence[Span]
    events: Sequence[tuple[data.Line, Span, Span]]
    """(event, cue, the sentence that the cue is in)."""


def read(item: data.Line) -> Read:
    text = item["text"]
    cut = words(text)
    sentences = [touched(cut, s.quote.span) for s in split(text)]
    events = []
    for event in item["events"]:
        place = data.locate(text, event["cue"])
        cue = touched(cut, place) if place else None
        sentence = next((s for s in sentences if cue and s.start <= cue.start < s.end), None)
        if cue and sentence:
            events.append((event, cue, sentence))
    return Read([text[w.start : w.end] for w in cut], sentences, events)


def samples(found: Iterable[Read]) -> Iterator[Sample]:
    """The events of corpus items."""
    for item in found:
        for event, cue, sentence in item.events:
            pair = (event["type"], event.get("mode"))
            mode = MODES.index(pair if pair in MODES else (pair[0], None))
            yield Sample(signs(item.surfaces, cue, sentence), TYPES.index(pair[0]), mode)


def others(found: Sequence[Read]) -> Iterator[Sequence[str]]:
    """The signs of words that are no cue, though their root often is that of one; some of them, by chance."""
    counted = Counter(root(item.surfaces[at]) for item in found for _, cue, _ in item.events for at in range(cue.start, cue.end))
    often, chance = {name for name, count in counted.items() if count >= OFTEN}, random.Random(0)
    for item in found:
        taken = {at for _, cue, _ in item.events for at in range(cue.start, cue.end)}
        for sentence in item.sentences:
            for at in range(sentence.start, sentence.end):
                word = item.surfaces[at]
                if at not in taken and word.isalpha() and root(word) in often and chance.random() < SHOWN:
                    yield signs(item.surfaces, Span(at, at + 1), sentence)


def fitted(events: Sequence[Sample], known: dict[str, int]) -> Matrix:
    """Weights (signs, answers) for types and modes."""
    weights, seen = np.zeros((len(known), len(ANSWERS) - 1), np.float32), np.full((len(known), 2), 1e-2, np.float32)
    allowed = np.array([[0.0 if kind == name else -1e9 for name, _ in MODES] for kind in TYPES], np.float32)
    for some, shown, rate in _shown([e.signs for e in events], known):
        _step(weights, seen, shown, [events[n] for n in some], allowed, rate)
    return weights


def _shown(found: Sequence[Sequence[str]], known: dict[str, int]) -> Iterator[tuple[npt.NDArray[np.int64], list[npt.NDArray[np.int64]], float]]:
    """Batch by batch: which, their signs by number without those hidden, and the rate."""
    bags, chance = [np.array([known[sign] for sign in signs if sign in known]) for signs in found], np.random.default_rng(0)
    for epoch in range(EPOCHS):
        order, rate = chance.permutation(len(bags)), RATE * (1 - 0.9 * epoch / EPOCHS)
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            yield some, [bags[n][chance.random(len(bags[n])) > HIDDEN] for n in some], rate


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


def told(found: Sequence[Sequence[str]], right: Matrix, known: dict[str, int]) -> Matrix:
    """Weights (signs,) of a logistic regression: whether the word that has these signs is a cue."""
    weights, seen = np.zeros(len(known), np.float32), np.full(len(known), 1e-2, np.float32)
    for some, shown, rate in _shown(found, known):
        wrong = 1 / (1 + np.exp(-np.array([weights[bag].sum() for bag in shown]))) - right[some]
        rows, inverse = np.unique(np.concatenate(shown), return_inverse=True)
        slope = np.bincount(inverse, np.repeat(wrong, [len(bag) for bag in shown])) / np.sqrt(len(some))
        seen[rows] += np.square(slope)
        weights[rows] -= rate * slope / np.sqrt(seen[rows])
    return weights


def _softmax(logits: Matrix) -> Matrix:
    shifted = np.exp(logits - logits.max(1, keepdims=True))
    chances: Matrix = shifted / shifted.sum(1, keepdims=True)
    return chances


def table(found: Sequence[Read]) -> Iterator[tuple[str, str, float]]:
    """Rows of the table."""
    events = list(samples(found))
    known = _known(e.signs for e in events)
    weights = fitted(events, known)
    for sign, row in known.items():
        for column, answer in enumerate(ANSWERS[:-1]):
            if abs(weights[row, column]) >= LEAST_WEIGHT or sign == ALWAYS:
                yield sign, answer, round(float(weights[row, column]) * SHARES[column >= len(TYPES)], 2)
    words_met = [*(e.signs for e in events), *others(found)]
    known = _known(words_met)
    right = np.arange(len(words_met)) < len(events)
    for sign, weight in zip(known, told(words_met, right.astype(np.float32), known), strict=True):
        if abs(weight) >= LEAST_OF_EVENT or sign == ALWAYS:
            yield sign, EVENT, round(float(weight), 2)


def _known(found: Iterable[Sequence[str]]) -> dict[str, int]:
    """Signs that are met often enough, sorted, with their numbers."""
    counted = Counter(chain.from_iterable(found))
    return {sign: n for n, sign in enumerate(sorted(s for s, c in counted.items() if c >= LEAST_EVENTS))}


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
    rows = sorted(table([read(item) for item in items(a.corpus, without=a.without)]))
    a.out.write_text("sign\tanswer\tweight\n" + "".join(f"{s}\t{answer}\t{weight:g}\n" for s, answer, weight in rows), encoding="utf-8")
    print(f"{len(rows)} weights of {len({s for s, _, _ in rows})} signs")


if __name__ == "__main__":
    main()
