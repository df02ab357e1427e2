"""`python -m training.topic`: fits the look at what a whole article is about: matter without events (sport, shows, weather, prices), or affairs.

It learns from half of the articles of `data/antcorpus.tar.gz` (Apache-2.0; their categories are the labels, for weather and prices the words of
the title in `bench/off_topics.tsv`), and from the corpus's own items, with an event or without; the other half and the held-out items are only
measured.
Prints how many of them lie above each bar.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bench.false_claims import articles
from khabar.arabic.words import words
from khabar.claims.skim import BUCKETS, Skim, buckets
from training import data

AFFAIRS = frozenset(("internationalNews", "localNews", "politic"))
LEAD = 45
"""Words of an article that stand for its headline and lead alone: pages and passages may be as short."""
DECAY = 1e-4
EPOCHS = 12
BATCH = 128
RATE = 0.02


class Text(NamedTuple):
    """`off` is whether it is without events; `seen` whether it is learnt from."""

    buckets: npt.NDArray[np.int64]
    off: bool
    seen: bool
    whole: bool


def cut(text: str) -> list[str]:
    return [text[w.start : w.end] for w in words(text)]


def archive() -> Iterator[Text]:
    for article in articles():
        if article.topic is None and article.category not in AFFAIRS:
            continue
        found = cut(article.text)
        yield Text(buckets(found), article.topic is not None, article.seen, whole=True)
        yield Text(buckets(found[:LEAD]), article.topic is not None, article.seen, whole=False)


def corpus(folder: Path) -> Iterator[Text]:
    for item in data.corpus_lines(folder):
        yield Text(buckets(cut(item["text"])), not item["events"], not data.is_held_out(item["id"]), whole=True)


def fitted(texts: Sequence[Text]) -> npt.NDArray[np.float16]:
    """Logistic regression by Adam over bags of hashed parts; both answers weigh the same in all. Weights as `skim` reads them, the bias last."""
    random = np.random.default_rng(1)
    table, mean, square = np.zeros(BUCKETS + 1), np.zeros(BUCKETS + 1), np.zeros(BUCKETS + 1)
    share = np.mean([t.off for t in texts])
    step = 0
    for _ in range(EPOCHS):
        order = random.permutation(len(texts))
        for at in range(0, len(order), BATCH):
            slope = _slope(table, [texts[n] for n in order[at : at + BATCH]], float(share))
            step += 1
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope**2 - square)
            table -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return table.astype(np.float16)


def _slope(table: npt.NDArray[np.float64], some: Sequence[Text], share: float) -> npt.NDArray[np.float64]:
    """The gradient of the loss of a batch."""
    slope = DECAY * table
    slope[-1] = 0
    for text in some:
        scale = 1 / np.sqrt(max(1, len(text.buckets)))
        chance = 1 / (1 + np.exp(-(table[-1] + table[text.buckets].sum() * scale)))
        error = (chance - text.off) * (0.5 / share if text.off else 0.5 / (1 - share)) / len(some)
        slope[text.buckets] += error * scale
        slope[-1] += error
    return slope


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=here / "corpus")
    parser.add_argument("--out", type=Path, default=here.parent / "src/khabar/claims/weights/topic.npy")
    a = parser.parse_args()
    sets = {"archive": list(archive()), "corpus": list(corpus(a.corpus))}
    weights = fitted([t for held in sets.values() for t in held if t.seen])
    np.save(a.out, weights)
    look = Skim(weights)
    for name, held in sets.items():
        unseen = [(look.of(t.buckets), t.off) for t in held if not t.seen and t.whole]
        for bar in (-2.0, -1.0, 0.0, 1.0, 2.0):
            above = {off: np.mean([score >= bar for score, kind in unseen if kind is off]) for off in (True, False)}
            print(f"{name}, bar {bar}: {above[True]:.3f} of the unseen texts without events lie above, {above[False]:.3f} of the others")


if __name__ == "__main__":
    main()
