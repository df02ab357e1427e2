"""How likely a claim is right: both sides and the type, as a careful coder would have them.

A logistic regression over signs that `khabar explain` lists. Its weights are a table, `knowledge/data/confidence/weights.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from khabar.claims.reading import Draft
from khabar.knowledge import confidence
from khabar.records.claim import Entity

Signs = Mapping[str, float]
"""Sign → its value: log-odds, or 1 where it holds."""
LEAST = 0.01
"""Probabilities are read no lower than this, and no higher than its complement: the model's extremes mean little."""
MOST_GATE = 6.0
_SHOWN = 0.005


def log_odds(chance: float) -> float:
    """Of a probability.

    >>> log_odds(0.5), log_odds(1.0) == log_odds(0.99)
    (0.0, True)
    """
    inside = min(max(chance, LEAST), 1 - LEAST)
    return math.log(inside / (1 - inside))


def signs(draft: Draft, actor: Sequence[Entity], recipient: Sequence[Entity]) -> Signs:
    """The signs of a draft whose sides were resolved so."""
    sides = _side(draft, "actor", actor) | _side(draft, "recipient", recipient)
    chances = [draft.chances.get(role, 0.0) for role, side in (("actor", actor), ("recipient", recipient)) if side]
    whole = draft.score * draft.type_score * math.prod(one or 1.0 for one in chances)
    return sides | {
        "base": 1.0,
        "event": log_odds(draft.score),
        "type": log_odds(draft.type_score),
        "whole": log_odds(whole),
        "gate": min(max(draft.gate, -MOST_GATE), MOST_GATE),
        "ruled": float(not all(chances)),
    }


def _side(draft: Draft, role: str, entities: Sequence[Entity]) -> dict[str, float]:
    chance = draft.chances.get(role) if entities else None
    return {
        role: log_odds(chance) if chance else 0.0,
        f"{role}_none": float(not entities),
        f"{role}_known": float(bool(entities) and all(e.id for e in entities)),
        f"{role}_far": float(any(p.sentence != draft.sentence for p in draft.sides[role])),
        f"{role}_many": float(len(entities) > 1),
    }


def score(found: Signs) -> float:
    """A probability, rounded to four places."""
    odds = sum(one.weight * found[one.sign] for one in confidence.weights())
    return round(1 / (1 + math.exp(-odds)), 4)


def told(found: Signs) -> str:
    """The score and what each sign adds to its log-odds, the weightiest first; signs that add nothing are left out."""
    parts = sorted(((one.meaning, one.weight * found[one.sign]) for one in confidence.weights()), key=lambda part: -abs(part[1]))
    listed = "; ".join(f"{meaning} {added:+.2f}" for meaning, added in parts if abs(added) >= _SHOWN)
    return f"score: {score(found):.2f} that sides and type are right; log-odds: {listed}"
