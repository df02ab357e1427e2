"""`python -m training.crossvalidate`: the gold event sentences as the packaged coder codes them, each with a report logit of the heads' folds.

Writes JSON lines of ids, types and scores, nothing of the texts: what `bench` counts. Run it after each export.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from khabar import claims, pipeline
from khabar.claims import Names, model
from khabar.claims.coder import Coding
from khabar.pipeline import Coded
from khabar.records.article import Article
from khabar.records.capture import Capture, Fault
from khabar.records.mention import Mention
from khabar.records.sentence import Sentence
from training import data


class Scoring:
    """The packaged model as a coder that keeps, for the last article, the best chance of each type's events, by which reports are judged."""

    def __init__(self) -> None:
        self.best: dict[str, float] = {}

    def code(self, capture: Capture, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], names: Names) -> Coding:
        self.best = {}
        for draft, claim in claims.drafted(capture, article, sentences, mentions, names):
            self.best[claim.event.type] = max(self.best.get(claim.event.type, 0.0), draft.score * draft.type_score)
        return Coding(())


def scores(gold: Path) -> Mapping[str, float]:
    """The best chance of an event among the sentence's claims of its file's type, reports or not; sentences without one are left out."""
    kind = next(data.lines(gold))["event_type"]
    found: dict[str, float] = {}
    coder = Scoring()
    for page in pipeline.read([str(gold)]):
        coded = None if isinstance(page, Fault) else pipeline.code_by(coder, page)
        if isinstance(coded, Coded) and kind in coder.best:
            found[coded.capture.id] = coder.best[kind]
    return found


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--logits", type=Path, default=here / "build/reports.jsonl")
    parser.add_argument("--out", type=Path, default=here.parent / "bench/events/crossvalidated.jsonl")
    a = parser.parse_args()
    coder = model.load()
    coder.thresholds = replace(coder.thresholds, reports={})
    coded = {key: score for path in a.gold for key, score in scores(path).items()}
    lines = [{"coder": coder.version}, *({**line, "score": coded.get(line["capture"])} for line in data.lines(a.logits))]
    a.out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines) - 1} sentences, {len(coded)} with such a claim, in {a.out}")


if __name__ == "__main__":
    main()
