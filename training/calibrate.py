"""`python -m training.calibrate`: weights and thresholds by which scores become events, proposed by the held-out tenth of the corpus.

What ships is `training/thresholds.json`, which is set by hand beside the proposal; the model card says what was looked at.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from khabar.claims.decode import Thresholds, softmax
from khabar.claims.pieces import Speller
from training import data
from training.evaluate import evaluate
from training.known import reader
from training.model import Coder
from training.scores import Scored, scored

EVENT, ROLE, MORE, ELSEWHERE = (0.2, 0.25, 0.3, 0.4), (0.1, 0.2, 0.3), (0.3, 0.45, 0.6), (0.2, 0.4, 0.6)
"""The grid that is searched."""


def evidence(windows: Sequence[Scored]) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """Rows (1, cue logit, judge logit, gate logit) of every candidate, and whether it overlaps a gold cue."""
    rows, right = [], []
    for window in windows:
        if window.verdict is None:
            continue
        gold = [v.cue for v in window.item.example.events]
        for n, (cue, score) in enumerate(window.candidates):
            kind = int(softmax(window.verdict.type[n]).argmax())
            chance = min(max(score, 1e-4), 1 - 1e-4)
            rows.append(
                (1.0, np.log(chance / (1 - chance)), float(window.verdict.event[n]), float(window.outputs(window.verdict, n, cue).gates[kind]))
            )
            right.append(any(cue.overlaps(g) for g in gold))
    return np.array(rows), np.array(right, float)


def logistic(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:  # type: ignore[type-arg]
    """Weights of a ridge logistic regression by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + ridge * weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(weights)), gradient)
    return weights


def calibrated(windows: Sequence[Scored], start: Thresholds) -> Thresholds:
    """Blend by logistic regression; then the thresholds with the best F1 of dyads with type."""
    x, y = evidence(windows)
    bias, of_cue, of_event, of_gate = (round(float(w), 3) for w in logistic(x, y))
    best, best_f1 = start, -1.0
    for event, role, more, elsewhere in itertools.product(EVENT, ROLE, MORE, ELSEWHERE):
        tried = replace(start, blend=(bias, of_cue, of_event, of_gate), event=event, role=role, more=max(more, role), elsewhere=elsewhere)
        f1 = evaluate(windows, tried)["dyads with type"]
        if f1 > best_f1:
            best, best_f1 = tried, f1
    return best


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=here / "build/coder.pt")
    parser.add_argument("--encoder", type=Path, default=here / "build/encoder")
    parser.add_argument("--corpus", type=Path, default=here / "corpus")
    parser.add_argument("--out", type=Path, default=here / "build/thresholds.json")
    a = parser.parse_args()
    speller = Speller(Tokenizer.from_file(str(a.encoder / "tokenizer.json")))
    _, held = data.split(data.corpus(a.corpus, reader()))
    coder = Coder(a.encoder)
    coder.load_state_dict(torch.load(a.weights))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        windows = list(scored(coder, [data.spelled(h, speller) for h in held], Thresholds()))
    chosen = calibrated(windows, Thresholds())
    a.out.write_text(json.dumps(asdict(chosen), indent=1) + "\n")
    print(json.dumps({"thresholds": asdict(chosen), "held out": evaluate(windows, chosen)}, indent=1))


if __name__ == "__main__":
    main()
