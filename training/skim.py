"""`python -m training.skim`: fits the first look at a sentence on the corpus's sentences: is there an event in it?

Prints, for each bar, how many of the held-out sentences with an event pass, and how many of those without.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from khabar.arabic.words import words
from khabar.claims.skim import BUCKETS, Skim, buckets
from training import data, press
from training.known import split

DECAY = 3e-5
EPOCHS = 15

Sentence = tuple[list[str], bool, bool]
"""Its words, whether it holds an event, whether it is held out."""


def sentences(corpus: Path) -> Iterator[Sentence]:
    for item in press.items(corpus):
        text = item["text"]
        cues = [place.start for event in item["events"] if (place := data.locate(text, event["cue"]))]
        for sentence in split(text):
            q = sentence.quote
            found = [text[w.start : w.end] for w in words(text, q.start, q.end)]
            yield found, any(q.start <= at < q.end for at in cues), data.is_held_out(item["id"])


def fitted(examples: list[Sentence]) -> np.ndarray:  # type: ignore[type-arg]
    """Logistic regression by Adam over bags of hashed parts."""
    torch.manual_seed(1)
    bags = [torch.from_numpy(buckets(found)) for found, _, _ in examples]
    labels = torch.tensor([float(event) for _, event, _ in examples])
    table = torch.nn.EmbeddingBag(BUCKETS, 1, mode="sum", sparse=False)
    torch.nn.init.zeros_(table.weight)
    bias = torch.nn.Parameter(torch.zeros(1))
    best = torch.optim.AdamW([table.weight, bias], lr=0.05, weight_decay=0.0)
    for _ in range(EPOCHS):
        order = torch.randperm(len(bags)).tolist()
        for at in range(0, len(order), 256):
            some = order[at : at + 256]
            sizes = torch.tensor([len(bags[n]) for n in some])
            offsets = torch.cat([torch.zeros(1, dtype=torch.long), sizes.cumsum(0)[:-1]])
            logits = bias + table(torch.cat([bags[n] for n in some]), offsets)[:, 0] / sizes.clamp(min=1).sqrt()
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, labels[some]) + DECAY * table.weight.square().sum() / 2
            best.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            best.step()
    return torch.cat([table.weight.detach()[:, 0], bias.detach()]).half().numpy()


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=here / "corpus")
    parser.add_argument("--out", type=Path, default=here.parent / "src/khabar/claims/weights/skim.npy")
    a = parser.parse_args()
    examples = list(sentences(a.corpus))
    weights = fitted([e for e in examples if not e[2]])
    np.save(a.out, weights)
    skim = Skim(weights)
    held = [(skim.score(found), event) for found, event, out in examples if out]
    for bar in (-2.0, -1.5, -1.0, -0.5, 0.0):
        passed = {kind: np.mean([score >= bar for score, event in held if event is kind]) for kind in (True, False)}
        print(f"bar {bar}: {passed[True]:.3f} of the held-out sentences with an event pass, {passed[False]:.3f} of those without")


if __name__ == "__main__":
    main()
