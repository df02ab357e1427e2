"""`python -m training.calibrate`: weights by which scores are blended into one, by the held-out passages, and figures of the model on all held out.

What ships is `training/thresholds.json`, which is set by hand beside what this and `training.tune` propose; the model card says what was looked at.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from khabar.claims import boundaries, evidence
from khabar.claims.decode import Outputs, Thresholds, types
from khabar.claims.pieces import Speller
from khabar.records.spans import Span
from training import data, press
from training.batch import collate
from training.data import PLACES, UNVOWELLED, VOWELS, Spelled
from training.evaluate import evaluate
from training.known import reader
from training.logistic import logistic
from training.model import Coder
from training.scores import Scored, scored


def candidates(windows: Sequence[Scored], thresholds: Thresholds) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """Rows (1, cue logit, judge logit, gate logit) of every candidate as the package sees it, with evidence; and whether it overlaps a gold cue."""
    rows, right = [], []
    for window in windows:
        if window.verdict is None:
            continue
        gold = [v.cue for v in window.item.example.events]
        for n, (cue, score) in enumerate(window.candidates):
            said = with_evidence(window, window.outputs(window.verdict, n, cue), cue)
            gate = said.gates[types(said, thresholds.gates).argmax()]
            chance = min(max(score, 1e-4), 1 - 1e-4)
            rows.append((1.0, np.log(chance / (1 - chance)), float(said.event), float(gate)))
            right.append(any(cue.overlaps(g) for g in gold))
    return np.array(rows), np.array(right, float)


def with_evidence(window: Scored, said: Outputs, cue: Span) -> Outputs:
    """What the model says of a cue with the packaged evidence and rules, as `claims.reading` has it."""
    example, at = window.item.example, window.sentence_of(cue)
    signs = evidence.signs(example.surfaces, cue, Span(0, window.item.count) if at is None else example.sentences[at])
    return boundaries.bounded(evidence.heard(said, signs), signs)


def blend(windows: Sequence[Scored], thresholds: Thresholds) -> tuple[float, float, float, float]:
    """Weights of the bias, the reader's cue, the judge and the gate, by logistic regression."""
    bias, of_cue, of_event, of_gate = (round(float(w), 3) for w in logistic(*candidates(windows, thresholds)))
    return bias, of_cue, of_event, of_gate


@torch.no_grad()
def vowels_right(coder: Coder, items: Sequence[Spelled]) -> list[float]:
    """The share of words with marks of which each of `PLACES` is right, by the labels of `training.vowels`; empty where there are none."""
    right, count = np.zeros(len(PLACES)), 0
    coder.eval()
    for item in items:
        if item.example.vowels is None:
            continue
        batch = collate([item], random.Random(0), exact=True)
        low = coder.lower(batch.ids, None, batch.first, batch.last, batch.hints, None)[:, 1:]
        labels = batch.vowels[0].numpy()
        marked = (labels != VOWELS.index(UNVOWELLED)).any(-1)
        right += (coder.vowels(low)[0].argmax(-1).numpy() == labels)[marked].sum(0)
        count += int(marked.sum())
    return [round(float(share), 3) for share in right / count] if count else []


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=here / "build/coder.pt")
    parser.add_argument("--encoder", type=Path, default=here / "build/encoder")
    parser.add_argument("--corpus", type=Path, default=here / "corpus")
    parser.add_argument("--thresholds", type=Path, default=here / "thresholds.json")
    parser.add_argument("--vowels", type=Path, default=here / "build/vowels.jsonl")
    a = parser.parse_args()
    speller = Speller(Tokenizer.from_file(str(a.encoder / "tokenizer.json")))
    told = data.told_vowels(a.vowels)
    _, held = data.split([data.vowelled(item, told) for item in data.examples(press.items(a.corpus), reader())])
    coder = Coder(a.encoder)
    coder.load_state_dict(torch.load(a.weights))
    thresholds = Thresholds(**json.loads(a.thresholds.read_text()))
    spelled = [data.spelled(h, speller) for h in held]
    windows = list(scored(coder, spelled, thresholds))
    short = [w for w in windows if data.is_short(w.item.example.id)]
    passages = [w for w in windows if not data.is_short(w.item.example.id)]
    found = {name: evaluate(some, thresholds) for name, some in (("all", windows), ("short items", short), ("passages", passages))}
    print(json.dumps({"blend of the passages": blend(passages, thresholds), "held out": found, "vowels": vowels_right(coder, spelled)}, indent=1))


if __name__ == "__main__":
    main()
