"""A reuse is what two articles share word for word, how one stands to the other, and which of them had it first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.records.spans import Span

Relation = Literal["copy", "excerpt", "rewrite", "none"]
Side = Literal["first", "second"]
DirectionBasis = Literal["credit", "date", "containment", "shared-source", "unknown"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that both articles have: where it stands in each capture, from the first to the last word that they share there."""

    first: Span
    second: Span
    words: int
    """Words that are the same on both sides, in the same order, after folding."""
    edits: int
    """Words of the longer side that the other side does not have there."""
    formula: float
    """Share of its sampled word runs that articles of many days have: 1 for a fixed phrase, 0 for words that only these articles share."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that was measured on a pair, with the sentence that explains it."""

    name: str
    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Direction:
    """Whose words they were first. `source` is null where nothing tells, and `reason` says so."""

    source: Side | None
    basis: DirectionBasis
    reason: str


@dataclass(frozen=True, slots=True)
class Reuse:
    """How two articles stand to each other. `first` and `second` are ids of captures in sorted order, so that a pair has one record."""

    first: str
    second: str
    relation: Relation
    reason: str
    """The rule that decided, as a sentence."""
    passages: tuple[Passage, ...]
    """In the order of the first capture."""
    features: tuple[Feature, ...]
    direction: Direction


RELATIONS: dict[Relation, str] = {
    "copy": "half or more of the words of each article are the other's, with small edits at most",
    "excerpt": "passages of one stand word for word in the other, but are less than half of at least one of the two",
    "rewrite": "half or more of each runs along the other in the same order, with many words changed",
    "none": "they share no passage, or only formulas, figures' frames and quoted speech",
}
