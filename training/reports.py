"""`python -m training.reports`: fits the head that says whether a sentence reports an assault or a protest, on gold event sentences.

The rest of the coder has never seen those sentences and stays as it is: a ridge logistic regression reads its states. So a fold, which leaves some
articles out, costs seconds, and all that is kept of the gold are the few hundred weights of a head. Without gold there is no head, and all pass.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from khabar.claims.labels import REPORTED
from khabar.claims.pieces import Speller
from training import data
from training.batch import collate
from training.data import Spelled
from training.known import reader
from training.logistic import Matrix, logistic
from training.model import Coder

RIDGE, POSITIVE = 300.0, 3.0
_BATCH = 16


@torch.no_grad()
def summaries(coder: Coder, items: Sequence[Spelled]) -> Matrix:
    """What the head reads of each item, all of it one sentence: (N, F)."""
    coder.eval()
    order = sorted(range(len(items)), key=lambda n: len(items[n].pieces.ids))
    rows: dict[int, np.ndarray] = {}  # type: ignore[type-arg]
    for at in range(0, len(order), _BATCH):
        some = order[at : at + _BATCH]
        batch = collate([items[n] for n in some], random.Random(0))
        low, high = coder.read(batch.ids, batch.mask, batch.first, batch.last, batch.hints, batch.word_mask)
        found = coder.summary(low, high, coder.tags(high)[3], coder.gates(high, batch.sentences), batch.sentences)
        rows |= dict(zip(some, found[:, 0].double().numpy(), strict=True))
    return np.stack([rows[n] for n in range(len(items))])


def fitted(x: Matrix, y: Matrix) -> Matrix:
    """Weights of the summaries as they are, bias first: fitted on standardised ones, and scaled back."""
    mean, spread = x.mean(0), np.maximum(x.std(0), 1e-6)
    weights = logistic(np.column_stack([np.ones(len(x)), (x - mean) / spread]), y, RIDGE, POSITIVE)
    return np.concatenate([[weights[0] - (weights[1:] * mean / spread).sum()], weights[1:] / spread])


def said(weights: Matrix, x: Matrix) -> Matrix:
    return weights[0] + x @ weights[1:]


def crossvalidated(x: Matrix, y: Matrix, folds: Matrix) -> Matrix:
    """The logit of each sentence by a head that has not seen its article."""
    logits = np.zeros(len(y))
    for fold in range(data.FOLDS):
        logits[folds == fold] = said(fitted(x[folds != fold], y[folds != fold]), x[folds == fold])
    return logits


def heads(coder: Coder, speller: Speller, gold: Sequence[Path]) -> Iterator[dict[str, object]]:
    """Fits each kind's head into the coder; yields the cross-validated logit of each gold sentence."""
    read = reader()
    for path in gold:
        lines = list(data.lines(path))
        kind = lines[0]["event_type"]
        x = summaries(coder, [data.spelled(read.gold_sentence(line), speller) for line in lines])
        y = np.array([line["label"] == "yes" for line in lines], float)
        whole = fitted(x, y)
        with torch.no_grad():
            coder.report.bias[REPORTED.index(kind)] = float(whole[0])
            coder.report.weight[REPORTED.index(kind)] = torch.from_numpy(whole[1:]).float()
        logits = crossvalidated(x, y, np.array([data.fold(line["id"]) for line in lines]))
        for line, logit in zip(lines, logits, strict=True):
            yield {"capture": line["id"], "type": kind, "report": round(float(logit), 3)}


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=here / "build/coder.pt")
    parser.add_argument("--encoder", type=Path, default=here / "build/encoder")
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=here / "build/reports.jsonl", help="the cross-validated logits")
    a = parser.parse_args()
    coder = Coder(a.encoder)
    coder.load_state_dict(torch.load(a.weights))
    found = list(heads(coder, Speller(Tokenizer.from_file(str(a.encoder / "tokenizer.json"))), a.gold))
    torch.save(coder.state_dict(), a.weights)
    a.out.write_text("".join(json.dumps(line) + "\n" for line in found), encoding="utf-8")
    print(f"heads of {', '.join(sorted({str(line['type']) for line in found}))} on {len(found)} sentences in {a.weights}; logits in {a.out}")


if __name__ == "__main__":
    main()
