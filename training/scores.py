"""Raw scores of a model on examples, gathered once, so that thresholds can be tried without running it again."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from khabar.claims import decode
from khabar.claims.decode import Found, Judged, Scores, Thresholds, Verdicts
from khabar.claims.labels import KINDS, ROLES, distance
from khabar.records.spans import Span
from training.batch import collate
from training.data import Spelled
from training.model import Coder

@dataclass(frozen=True, slots=True)
class Scored:
    """One window: its mentions and candidate cues at the given thresholds, with the judge's verdicts on them and on the gold cues."""

    item: Spelled
    found: list[Found]
    candidates: list[tuple[Span, float]]
    verdict: Verdicts | None
    gates: Scores
    given: Verdicts | None

    def gate(self, cue: Span) -> Scores:
        inside = [n for n, s in enumerate(self.item.example.sentences) if s.start <= cue.start < s.end]
        return self.gates[inside[0]] if inside else np.zeros(self.gates.shape[1], np.float32)

    def judged(self, thresholds: Thresholds) -> list[Judged]:
        """Events that stand at `thresholds`."""
        if self.verdict is None:
            return []
        read = [decode.judged(cue, score, self.verdict.of(row, self.gate(cue)), thresholds) for row, (cue, score) in enumerate(self.candidates)]
        return [j for j in read if j.score >= thresholds.event]


def verdict(model: Coder, low: torch.Tensor, hints: torch.Tensor, cues: Sequence[Span], mentions: Sequence[tuple[Span, str]]) -> Verdicts:
    """The judge's scores for the cues of one window."""
    count = low.shape[1]
    marks = torch.from_numpy(decode.sentence_masks(cues, count))
    own_hints = torch.stack([hints[c.start : c.end].max(0).values for c in cues])
    judged, own = model.judge(low.expand(len(cues), -1, -1), None, marks, own_hints)
    spans = torch.from_numpy(decode.sentence_masks([s for s, _ in mentions], count))
    kinds = torch.tensor([KINDS.index(k) for _, k in mentions]).long().expand(len(cues), -1)  # type: ignore[arg-type]
    far = torch.tensor([[distance(c.start, s.start) for s, _ in mentions] for c in cues]).long()
    roles = model.roles(judged, own, spans.expand(len(cues), -1, -1), kinds, far) if mentions else torch.zeros(len(cues), 0, len(ROLES))
    outputs = (model.is_event(own)[:, 0], model.event_type(own), model.event_mode(own), model.event_status(own), model.condition(judged)[..., 0], roles)
    event, kind, mode, status, condition, sides = (o.float().numpy() for o in outputs)
    return Verdicts(event, kind, mode, status, condition, sides)


@torch.no_grad()
def scored(model: Coder, items: Sequence[Spelled], thresholds: Thresholds) -> Iterator[Scored]:
    """Scores of each item, one window at a time, as the packaged model runs."""
    model.eval()
    for item in items:
        batch = collate([item], random.Random(0), exact=True)
        low, high = model.read(batch.ids, batch.hints, None, batch.first, batch.last, batch.word_hints)
        outer, inner, clitic, cue_tags = (t[0].float().numpy() for t in model.tags(high))
        gates = model.gates(high, batch.sentences)[0].float().numpy()
        found = decode.mentions(outer, inner, clitic, thresholds.mention)
        candidates = decode.cues(cue_tags, thresholds.cue)
        hints, e = batch.word_hints[0], item.example
        gold_mentions = [(s, k) for s, k in e.mentions.items() if s.end <= item.count]
        gold_cues = [v.cue for v in e.events if v.cue.end <= item.count]
        said = verdict(model, low, hints, [c for c, _ in candidates], [(f.words, f.kind) for f in found]) if candidates else None
        given = verdict(model, low, hints, gold_cues, gold_mentions) if gold_cues else None
        yield Scored(item, found, candidates, said, gates, given)
