"""The losses of one batch, by name."""

from __future__ import annotations

import random

import torch
import torch.nn.functional as F
from torch import Tensor

from khabar.claims.labels import ROLES
from training.batch import Batch, Docket, cases, docket
from training.data import IGNORED, UNKNOWN
from training.model import Coder, marks_of
from training.strays import strays

SIDES = [ROLES.index("actor"), ROLES.index("recipient")]
WEIGHTS = {
    "outer": 1.0, "inner": 0.7, "clitic": 0.3, "cue": 1.0, "gate": 0.5,
    "event": 0.7, "type": 1.0, "mode": 0.4, "status": 1.0, "condition": 0.3, "role": 4.0, "side": 1.0,
    "vowel": 0.5,
}  # fmt: skip


def _entropy(scores: Tensor, labels: Tensor, weight: Tensor | None = None) -> Tensor:
    if not (labels != IGNORED).any():
        return scores.new_zeros(())
    return F.cross_entropy(scores.float().flatten(0, -2), labels.flatten(), weight=weight, ignore_index=IGNORED)


def _binary(scores: Tensor, labels: Tensor, known: Tensor, positive: float = 1.0) -> Tensor:
    if not known.any():
        return scores.new_zeros(())
    return F.binary_cross_entropy_with_logits(scores[known].float(), labels[known].float(), pos_weight=torch.tensor(positive))


def missed(scores: Tensor, right: Tensor, real: Tensor, events: Tensor) -> Tensor:
    """How surely the sides of events are chosen among all mentions and nobody, whose log-odds are 0: (N, M, R), (N, M, R), (N, M), (N,).

    In use they are chosen like that: the likeliest mention, if it is likelier than nobody. Any of those who are right will do.
    """
    scores = scores.float().masked_fill(~real[..., None], -1e4)
    nobody = scores.new_zeros(scores.shape[0], 1, scores.shape[2])
    right_too = nobody.masked_fill((right > 0).any(1, keepdim=True), -1e4)
    among_right = torch.cat([scores.masked_fill(right <= 0, -1e4), right_too], 1)
    surprise = torch.cat([scores, nobody], 1).logsumexp(1) - among_right.logsumexp(1)
    return (surprise.mean(1) * events).sum() / events.sum().clamp(min=1)


def losses(model: Coder, batch: Batch, rng: random.Random) -> dict[str, Tensor]:
    low, high = model.read(batch.ids, batch.mask, batch.first, batch.last, batch.hints, batch.word_mask)
    outer, inner, clitic, cue = model.tags(high)
    gates = model.gates(high, batch.sentences)
    found = {
        "outer": _entropy(outer, batch.outer),
        "inner": _entropy(inner, batch.inner),
        "clitic": _entropy(clitic, batch.clitic),
        "cue": _entropy(cue, batch.cue, torch.tensor([1.0, 1.5, 1.5])),
        "vowel": _entropy(model.vowels(low), batch.vowels),
        "gate": _binary(gates, batch.gates, batch.gates != UNKNOWN),
    }
    inside = 1 - cue.detach().float().softmax(-1)[..., 0]
    judged_cues = cases(batch, inside.numpy(), rng)
    if not judged_cues:
        return found
    beside = [strays(item, tags, rng) for item, tags in zip(batch.items, outer.detach().argmax(-1).numpy(), strict=True)]
    return found | verdict_losses(model, low, batch, docket(batch, judged_cues, beside))


def verdict_losses(model: Coder, low: Tensor, batch: Batch, cues: Docket) -> dict[str, Tensor]:
    marked = cues.mentions * (torch.rand(cues.shown.shape) < cues.shown)[..., None]
    judged, own = model.judge(low[cues.of], batch.word_mask[cues.of], cues.marks, cues.hints, marks_of(marked, cues.kinds))
    roles = model.roles(judged, own, cues.mentions, cues.kinds, cues.far, cues.real_mentions)
    return {
        "event": _binary(model.is_event(own)[:, 0], cues.event, torch.ones_like(cues.event, dtype=torch.bool)),
        "type": _entropy(model.event_type(own), cues.type),
        "mode": _entropy(model.event_mode(own), cues.mode),
        "status": _entropy(model.event_status(own), cues.status),
        "condition": _binary(model.condition(judged)[..., 0], cues.condition, cues.condition != IGNORED),
        "role": _binary(roles, cues.roles, cues.taught[..., None].expand_as(roles), 1.5),
        "side": missed(roles[..., SIDES], cues.roles[..., SIDES], cues.real_mentions, cues.event),
    }
