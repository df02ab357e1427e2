"""Spans that are no mention of the coding, for the judge to learn on: packaged, it is asked about whatever the reader takes for a mention.

A span that is most of a mention has that mention's roles, and one that meets none has none; what lies between is not learnt from.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from khabar.claims.labels import KINDS
from khabar.records.mention import Kind
from khabar.records.spans import Span
from training.data import Spelled

MOST = 12
"""Of one window."""
FREE = 3
"""Spans of a window that meet no mention and that the reader did not propose."""
BROKEN = 0.2
"""How many of the mentions are shown a second time with a word too few or too many."""


class Stray(NamedTuple):
    """`of` is the mention of which the span is most, None where it is nobody's."""

    words: Span
    kind: Kind
    of: Span | None


def strays(item: Spelled, tags: npt.NDArray[np.int64], rng: random.Random) -> list[Stray]:
    """Of one window. `tags` (W) are what the reader now says of each word, as numbers of `TAGS`."""
    gold = {span: kind for span, kind in item.example.mentions.items() if span.end <= item.count}
    proposed = [(span, kind) for span, kind in _runs(tags[: item.count].tolist()) if span not in gold]
    broken = [(span, gold[whole]) for whole in gold if rng.random() < BROKEN for span in [_broken(whole, item.count, rng)] if span not in gold]
    found = [stray for span, kind in (*proposed, *broken) if (stray := _stray(span, kind, gold)) is not None]
    rng.shuffle(found)
    return [*found[: MOST - FREE], *_free(item, gold, rng)]


def _runs(tags: list[int]) -> Iterator[tuple[Span, Kind]]:
    at = 0
    while at < len(tags):
        end = at + 1
        if tags[at]:
            while end < len(tags) and tags[end] and tags[end] % 2 == 0:
                end += 1
            yield Span(at, end), KINDS[(tags[at] - 1) // 2]
        at = end


def _broken(whole: Span, count: int, rng: random.Random) -> Span:
    """The mention with its last word gone, its first, or with a word more."""
    choices = [Span(whole.start, min(count, whole.end + 1)), Span(max(0, whole.start - 1), whole.end)]
    if len(whole) > 1:
        choices += [Span(whole.start, whole.end - 1)] * 2 + [Span(whole.start + 1, whole.end)]
    return rng.choice(choices)


def _stray(span: Span, kind: Kind, gold: Mapping[Span, Kind]) -> Stray | None:
    met = [one for one in gold if one.overlaps(span)]
    if not met:
        return Stray(span, kind, None)
    shared = {one: min(one.end, span.end) - max(one.start, span.start) for one in met}
    best = max(met, key=lambda one: 2 * shared[one] / (len(one) + len(span)))
    return Stray(span, kind, best) if 2 * shared[best] > 0.6 * (len(best) + len(span)) else None


def _free(item: Spelled, gold: Mapping[Span, Kind], rng: random.Random) -> Iterator[Stray]:
    for _ in range(FREE if item.count > 1 else 0):
        start = rng.randrange(item.count - 1)
        span = Span(start, min(item.count, start + rng.choice((1, 1, 2, 3))))
        if not any(one.overlaps(span) for one in gold) and not any(event.cue.overlaps(span) for event in item.example.events):
            yield Stray(span, rng.choice(("NOM", "NOM", "ORG", "PER", "GPE")), None)
