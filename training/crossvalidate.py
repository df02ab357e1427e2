"""`python -m training.crossvalidate`: which gold sentences each fold's model, which has not seen their articles, says hold their event.

Writes JSON lines that the gold's scorer reads as claims: ids, types and scores, nothing of the texts.
"""

from __future__ import annotations

import argparse
import json
import math
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from khabar.claims.decode import Judged, Thresholds
from khabar.claims.labels import TYPES
from khabar.claims.pieces import Speller
from training import data
from training.known import reader
from training.model import Coder
from training.scores import Scored, scored

NEVER = -20.0
"""The logit of a sentence without any candidate of the type that has a side."""


def said(window: Scored, kind: str, thresholds: Thresholds) -> tuple[float, float]:
    """The best logits, gate left out, of an event of `kind` with a side and of one with two: to be blended with the gate as the card says."""
    bias, of_cue, of_event, _ = thresholds.blend
    events = [j for j in window.judged(replace(thresholds, event=0.0, gates={}, blend=(bias, of_cue, of_event, 0.0))) if j.type == kind]
    one = [j for j in events if j.roles["actor"] or j.roles["recipient"]]
    two = [j for j in one if j.roles["actor"] and (j.roles["recipient"] or len(j.roles["actor"]) > 1)]
    return _best(one), _best(two)


def _best(events: list[Judged]) -> float:
    chances = [min(max(j.score, 1e-6), 1 - 1e-6) for j in events]
    return max((math.log(c / (1 - c)) for c in chances), default=NEVER)


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=here / "build", help="folder with fold0.pt, fold1.pt, …")
    parser.add_argument("--encoder", type=Path, default=here / "build/encoder")
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--thresholds", type=Path, default=here / "thresholds.json")
    parser.add_argument("--out", type=Path, default=here.parent / "bench/events/crossvalidated.jsonl")
    a = parser.parse_args()
    thresholds = Thresholds(**json.loads(a.thresholds.read_text()))
    speller = Speller(Tokenizer.from_file(str(a.encoder / "tokenizer.json")))
    read, lines = reader(), []
    for fold in range(data.FOLDS):
        model = Coder(a.encoder)
        model.load_state_dict(torch.load(a.models / f"fold{fold}.pt"))
        gold = [line for path in a.gold for line in data.lines(path) if data.fold(line["id"]) == fold]
        items = [data.spelled(read.gold_sentence(line), speller) for line in gold]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for line, window in zip(gold, scored(model, items, thresholds), strict=True):
                kind = line["event_type"]
                one, two = said(window, kind, thresholds)
                gate = float(window.gates[0][TYPES.index(kind)])
                lines.append(
                    {
                        "capture": line["id"],
                        "fold": fold,
                        "event": {"type": kind},
                        "one": round(one, 3),
                        "two": round(two, 3),
                        "gate": round(gate, 3),
                    }
                )
    a.out.parent.mkdir(parents=True, exist_ok=True)
    a.out.write_text("".join(json.dumps(line) + "\n" for line in lines))
    print(f"{len(lines)} sentences in {a.out}")


if __name__ == "__main__":
    main()
