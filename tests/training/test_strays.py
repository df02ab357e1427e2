"""Spans beside the coding's mentions, on which the judge learns that the reader errs."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np

from khabar.claims.labels import TAGS
from khabar.records.spans import Span
from training.strays import strays


@dataclass
class Window:
    """As much of a spelled example as is read."""

    mentions: dict[Span, str]
    count: int
    cue: Span
    example: Any = field(init=False)

    def __post_init__(self) -> None:
        self.example = SimpleNamespace(mentions=self.mentions, events=(SimpleNamespace(cue=self.cue),))


def found(window: Window, tags: dict[int, str], seed: int = 1) -> list[Any]:
    row = np.zeros(window.count, np.int64)
    for at, tag in tags.items():
        row[at] = TAGS.index(tag)
    return strays(window, row, random.Random(seed))  # type: ignore[arg-type]


def test_a_span_that_is_most_of_a_mention_is_that_mention_and_one_that_meets_none_is_nobody() -> None:
    window = Window({Span(2, 6): "PER"}, 20, Span(0, 1))
    proposed = {2: "B-PER", 3: "I-PER", 4: "I-PER", 10: "B-NOM"}
    of = {stray.words: stray.of for stray in found(window, proposed)}
    assert of[Span(2, 5)] == Span(2, 6)
    assert of[Span(10, 11)] is None


def test_a_small_part_of_a_mention_is_not_learnt_from() -> None:
    window = Window({Span(2, 6): "PER"}, 20, Span(0, 1))
    assert all(stray.words != Span(5, 6) for seed in range(30) for stray in found(window, {5: "B-GPE"}, seed))


def test_the_mentions_themselves_are_no_strays() -> None:
    window = Window({Span(2, 4): "ORG"}, 9, Span(0, 1))
    assert all(stray.words != Span(2, 4) for seed in range(30) for stray in found(window, {2: "B-ORG", 3: "I-ORG"}, seed))


def test_spans_of_no_mention_never_meet_a_cue_or_a_mention() -> None:
    window = Window({Span(3, 5): "ORG"}, 8, Span(0, 2))
    free = [stray.words for seed in range(50) for stray in found(window, {}, seed) if stray.of is None]
    assert free
    assert not any(words.overlaps(taken) for words in free for taken in (Span(3, 5), Span(0, 2)))
