"""Raw scores of a model on examples, gathered once, so that thresholds can be tried without running it again."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch

from khabar.claims import decode
from khabar.claims.decode import Found, Judged, Neighbourhood, Outputs, Scores, Thresholds, Verdicts
from khabar.claims.labels import KINDS, ROLES, distance
from khabar.records.spans import Span
from training.batch import collate
from training.data import Spelled
from training.model import Coder, marks_of


@dataclass(frozen=True)
class Scored:
    """One window: its mentions and candidate cues at the given thresholds, with the judge's verdicts on them and on the gold cues."""

    item: Spelled
    found: list[Found]
    candidates: list[tuple[Span, float]]
    verdict: Verdicts | None
    gates: Scores
    given: Verdicts | None

    def outputs(self, verdicts: Verdicts, row: int, cue: Span) -> Outputs:
        sentence = self.sentence_of(cue)
        return verdicts.of(row, self.gates[sentence] if sentence is not None else np.zeros(self.gates.shape[1], np.float32))

    def around(self, cue: Span, mentions: Sequence[Span], clitics: Sequence[int]) -> Neighbourhood:
        example, sentence = self.item.example, self.sentence_of(cue)
        near = tuple(sentence is None or example.sentences[sentence].covers(m) for m in mentions)
        return Neighbourhood(tuple(mentions), near, decode.coordination(mentions, clitics, example.surfaces))

    def sentence_of(self, cue: Span) -> int | None:
        return next((n for n, s in enumerate(self.item.example.sentences) if s.start <= cue.start < s.end), None)

    @cached_property
    def _candidates(self) -> list[tuple[Span, float, Outputs, Neighbourhood]]:
        spans, clitics = [f.words for f in self.found], [f.clitic for f in self.found]
        if self.verdict is None:
            return []
        return [(c, score, self.outputs(self.verdict, row, c), self.around(c, spans, clitics)) for row, (c, score) in enumerate(self.candidates)]

    def judged(self, thresholds: Thresholds) -> list[Judged]:
        """Events that stand at `thresholds`."""
        read = [decode.judged(cue, score, outputs, around, thresholds) for cue, score, outputs, around in self._candidates]
        return [j for j in read if j.score >= thresholds.event]


def verdict(model: Coder, low: torch.Tensor, hints: torch.Tensor, cues: Sequence[Span], mentions: Sequence[tuple[Span, str]]) -> Verdicts:
    """The judge's scores for the cues of one window."""
    count = low.shape[1]
    marks = torch.from_numpy(decode.sentence_masks(cues, count))
    own_hints = torch.stack([hints[c.start : c.end].max(0).values for c in cues])
    spans = torch.from_numpy(decode.sentence_masks([s for s, _ in mentions], count))
    kinds = torch.tensor([KINDS.index(k) for _, k in mentions]).long().expand(len(cues), -1)  # type: ignore[arg-type]
    judged, own = model.judge(low.expand(len(cues), -1, -1), None, marks, own_hints, marks_of(spans[None], kinds[:1]))
    far = torch.tensor([[distance(c.start, s.start) for s, _ in mentions] for c in cues]).long()
    roles = model.roles(judged, own, spans.expand(len(cues), -1, -1), kinds, far) if mentions else torch.zeros(len(cues), 0, len(ROLES))
    outputs = (
        model.is_event(own)[:, 0],
        model.event_type(own),
        model.event_mode(own),
        model.event_status(own),
        model.condition(judged)[..., 0],
        roles,
    )
    event, kind, mode, status, condition, sides = (o.float().numpy() for o in outputs)
    return Verdicts(event, kind, mode, status, condition, sides)


@torch.no_grad()
def scored(model: Coder, items: Sequence[Spelled], thresholds: Thresholds) -> Iterator[Scored]:
    """Scores of each item, one window at a time, as the packaged model runs."""
    model.eval()
    for item in items:
        batch = collate([item], random.Random(0), exact=True)
        low, high = model.read(batch.ids, None, batch.first, batch.last, batch.hints, None)
        outer, inner, clitic, cue_tags = (t[0].float().numpy() for t in model.tags(high))
        gates = model.gates(high, batch.sentences)[0].float().numpy()
        found = decode.mentions(outer, inner, clitic, thresholds.mention)
        candidates = decode.cues(cue_tags, thresholds.cue)
        hints, e = batch.hints[0], item.example
        gold_mentions = [(s, k) for s, k in e.mentions.items() if s.end <= item.count]
        gold_cues = [v.cue for v in e.events if v.cue.end <= item.count]
        said = verdict(model, low, hints, [c for c, _ in candidates], [(f.words, f.kind) for f in found]) if candidates else None
        given = verdict(model, low, hints, gold_cues, gold_mentions) if gold_cues else None
        yield Scored(item, found, candidates, said, gates, given)
