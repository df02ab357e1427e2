"""The losses of one batch, by name."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from training.batch import IGNORED, Batch
from training.data import UNKNOWN
from training.model import Coder

WEIGHTS = {
    "outer": 1.0, "inner": 0.7, "clitic": 0.3, "cue": 1.0, "gate": 0.5, "weak": 1.0,
    "event": 0.7, "type": 1.0, "mode": 0.4, "status": 1.0, "condition": 0.3, "role": 4.0,
}  # fmt: skip


def _entropy(scores: Tensor, labels: Tensor, weight: Tensor | None = None) -> Tensor:
    if not (labels != IGNORED).any():
        return scores.new_zeros(())
    return F.cross_entropy(scores.float().flatten(0, -2), labels.flatten(), weight=weight, ignore_index=IGNORED)


def _binary(scores: Tensor, labels: Tensor, known: Tensor, positive: float = 1.0) -> Tensor:
    if not known.any():
        return scores.new_zeros(())
    return F.binary_cross_entropy_with_logits(scores[known].float(), labels[known].float(), pos_weight=torch.tensor(positive))


def losses(model: Coder, batch: Batch) -> dict[str, Tensor]:
    low, high = model.read(batch.ids, batch.hints, batch.mask, batch.first, batch.last, batch.word_hints)
    outer, inner, clitic, cue = model.tags(high)
    gates, known = model.gates(high, batch.sentences), batch.gates != UNKNOWN
    weak = batch.weak[:, None, None]
    found = {
        "outer": _entropy(outer, batch.outer),
        "inner": _entropy(inner, batch.inner),
        "clitic": _entropy(clitic, batch.clitic),
        "cue": _entropy(cue, batch.cue, torch.tensor([1.0, 1.5, 1.5])),
        "gate": _binary(gates, batch.gates, known & ~weak),
        "weak": _binary(gates, batch.gates, known & weak, 2.0),
    }
    if len(batch.of):
        judged, own = model.judge(low[batch.of], batch.word_mask[batch.of], batch.marks, batch.cue_hints)
        roles = model.roles(judged, own, batch.mentions, batch.kinds, batch.far)
        found |= {
            "event": _binary(model.is_event(own)[:, 0], batch.event, torch.ones_like(batch.event, dtype=torch.bool)),
            "type": _entropy(model.event_type(own), batch.type),
            "mode": _entropy(model.event_mode(own), batch.mode),
            "status": _entropy(model.event_status(own), batch.status),
            "condition": _binary(model.condition(judged)[..., 0], batch.condition, batch.condition != IGNORED),
            "role": _binary(roles, batch.roles, batch.real_mentions[..., None].expand_as(roles), 1.5),
        }
    return found
