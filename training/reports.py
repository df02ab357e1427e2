"""`python -m training.reports`: fits the head that says whether a sentence reports an assault or a protest, on gold event sentences.

The rest of the coder has never seen those sentences and stays as it is: a ridge logistic regression reads its states. So a fold, which leaves some
articles out, costs seconds, and all that is kept of the gold are the weights of a head and those of word parts beside it. Without gold there is
none, and all pass.
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

from khabar.arabic.words import words
from khabar.claims.labels import REPORTED
from khabar.claims.pieces import Speller
from khabar.claims.skim import BUCKETS, Skim
from training import data, skim
from training.batch import collate
from training.data import Spelled
from training.known import reader
from training.logistic import Matrix, logistic
from training.model import Coder

RIDGE, POSITIVE = 300.0, 3.0
SHARE = 0.75
"""Weight of what the words alone say beside the head."""
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


def by_words(cut: Sequence[list[str]], y: Matrix) -> Matrix:
    """A linear model over the sentences' words and their parts, as `claims.skim` reads it: (BUCKETS + 1,)."""
    return skim.fitted([(found, bool(report), False) for found, report in zip(cut, y, strict=True)]).astype(float)


def words_crossvalidated(cut: Sequence[list[str]], y: Matrix, folds: Matrix) -> Matrix:
    """As `crossvalidated`, by the words alone."""
    logits = np.zeros(len(y))
    for fold in range(data.FOLDS):
        learnt, asked = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        read = Skim(by_words([cut[n] for n in learnt], y[learnt]).astype(np.float16))
        logits[asked] = [read.score(cut[n]) for n in asked]
    return logits


def heads(coder: Coder, speller: Speller, gold: Sequence[Path], table: Matrix) -> Iterator[dict[str, object]]:
    """Fits each kind's head into the coder and its words into the rows of `table`; yields the cross-validated logit of each gold sentence."""
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
        cut = [[line["text"][w.start : w.end] for w in words(line["text"])] for line in lines]
        table[REPORTED.index(kind)] = SHARE * by_words(cut, y)
        folds = np.array([data.fold(line["id"]) for line in lines])
        logits = crossvalidated(x, y, folds) + SHARE * words_crossvalidated(cut, y, folds)
        for line, logit in zip(lines, logits, strict=True):
            yield {"capture": line["id"], "type": kind, "report": round(float(logit), 3)}


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=here / "build/coder.pt")
    parser.add_argument("--encoder", type=Path, default=here / "build/encoder")
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--words", type=Path, default=here.parent / "src/khabar/claims/weights/reports.npy")
    parser.add_argument("--out", type=Path, default=here / "build/reports.jsonl", help="the cross-validated logits")
    a = parser.parse_args()
    coder = Coder(a.encoder)
    coder.load_state_dict(torch.load(a.weights))
    table = np.zeros((len(REPORTED), BUCKETS + 1))
    found = list(heads(coder, Speller(Tokenizer.from_file(str(a.encoder / "tokenizer.json"))), a.gold, table))
    np.save(a.words, table.astype(np.float16))
    torch.save(coder.state_dict(), a.weights)
    a.out.write_text("".join(json.dumps(line) + "\n" for line in found), encoding="utf-8")
    print(f"heads of {', '.join(sorted({str(line['type']) for line in found}))} on {len(found)} sentences in {a.weights}; logits in {a.out}")


if __name__ == "__main__":
    main()
