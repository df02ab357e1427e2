"""Collates spelled examples into padded tensors."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from khabar.claims.features import COLUMNS
from khabar.claims.labels import CUE_TAGS, KINDS, ROLES, TAGS, TYPES, distance
from khabar.claims.pieces import PAD, UNK, Pieces
from khabar.records.spans import Span
from training.data import IGNORED, PLACES, UNKNOWN, GoldEvent, Spelled, layered
from training.strays import Stray

MOST_EVENTS = 3
"""Events of one window that the judge sees in one step."""
STEP = 4
"""Of cues that the judge sees in one step there is a multiple of this: few shapes, for each of which kernels are prepared once."""
SHOWN, STRAYS_SHOWN = 0.9, 0.3
"""How often the judge is shown where a mention is, and where a span that is none is: packaged, it is shown what the reader takes for mentions."""
DOUBTFUL = 0.08
"""Above this the reader's mistake is worth the judge's while; the packaged model asks it from about there on."""
T = TypeVar("T")
Case = tuple[int, Span, GoldEvent | None]
"""A window's number in its batch, a cue, and the event that it is of, if any."""


@dataclass(slots=True)
class Batch:
    """What the reader sees and shall say of B windows of L pieces, W words and S sentences."""

    items: list[Spelled]
    ids: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    hints: Tensor
    word_mask: Tensor
    sentences: Tensor
    outer: Tensor
    inner: Tensor
    clitic: Tensor
    cue: Tensor
    gates: Tensor
    vowels: Tensor


@dataclass(slots=True)
class Docket:
    """What the judge sees and shall say of N cues; `of` says which window each is in.

    `shown` (N, M) is how often each mention is marked for it. Roles are learnt where `taught`: of events, not of cues that are none.
    """

    of: Tensor
    marks: Tensor
    hints: Tensor
    event: Tensor
    type: Tensor
    mode: Tensor
    status: Tensor
    condition: Tensor
    mentions: Tensor
    kinds: Tensor
    far: Tensor
    roles: Tensor
    real_mentions: Tensor
    taught: Tensor
    shown: Tensor


def alike(items: Sequence[T], size: int, length: Callable[[T], int], rng: random.Random) -> list[list[T]]:
    """Batches of items of like lengths, in random order."""
    groups = []
    for at in range(0, len(items), size * 20):
        chunk = sorted(items[at : at + size * 20], key=length)
        groups += [chunk[k : k + size] for k in range(0, len(chunk), size)]
    rng.shuffle(groups)
    return groups


def rounded(size: int, step: int) -> int:
    """Up to a multiple of `step`: fewer shapes, for which the kernels are prepared once each."""
    return -(-size // step) * step


def tagged(spans: list[Span], names: list[str], count: int, tags: tuple[str, ...]) -> list[int]:
    row = [0] * count
    for span, name in zip(spans, names, strict=True):
        for at in range(span.start, min(span.end, count)):
            row[at] = tags.index(("B" if at == span.start else "I") + name)
    return row


def cases(batch: Batch, inside: npt.NDArray[np.float32], rng: random.Random) -> list[Case]:
    """The windows' own events, at most `MOST_EVENTS` each, and a word that the reader now takes for a cue and the coding does not, to be refused.

    `inside` (B, W) is how likely the reader holds each word to be in a cue.
    """
    found: list[Case] = []
    for k, item in enumerate(batch.items):
        events = [v for v in item.example.events if v.cue.end <= item.count]
        taken = {at for v in events for at in range(v.cue.start, v.cue.end)}
        found += [(k, v.cue, v) for v in (rng.sample(events, MOST_EVENTS) if len(events) > MOST_EVENTS else events)]
        free = [at for at in range(item.count) if at not in taken]
        doubtful = sorted((at for at in free if inside[k, at] > DOUBTFUL), key=lambda at: -inside[k, at])[:4]
        if doubtful or (free and rng.random() < 0.2):
            at = rng.choice(doubtful or free)
            found.append((k, Span(at, at + 1), None))
    rng.shuffle(found)
    return found[: len(found) - len(found) % STEP] if len(found) > STEP else found


def unseen(pieces: Pieces, rng: random.Random, share: float) -> npt.NDArray[np.int64]:
    """The pieces of a window of which, one time in two, a share of the words is hidden as the encoder's schooling hides them.

    What stands beside a word must then do for it, and no passage is seen twice alike (word dropout, Iyyer et al., 2015).
    """
    ids = pieces.ids.copy()
    if share and rng.random() < 0.5:
        for first, last in zip(pieces.first, pieces.last, strict=True):
            if rng.random() < share:
                ids[first : last + 1] = UNK
    return ids


def collate(items: list[Spelled], rng: random.Random, *, drop: float = 0.0, hide: float = 0.0, exact: bool = False) -> Batch:
    """`exact` shapes are not padded. `drop` is how often a window's name hints are hidden, so that the model does not lean on the who's who alone.

    `hide` is the share of its words that one window in two does not show.
    """
    b, steps = len(items), (1, 1) if exact else (16, 8)
    length, count = rounded(max(len(i.pieces.ids) for i in items), steps[0]), rounded(max(i.count for i in items), steps[1])
    longest = max(len(i.example.sentences) for i in items)
    width = len(COLUMNS)
    ids = np.full((b, length), PAD)
    hints = np.zeros((b, count, width), np.float32)
    first, last = np.zeros((b, count), np.int64), np.zeros((b, count), np.int64)
    word_mask, sentences = np.zeros((b, count), bool), np.zeros((b, longest, count), np.float32)
    labels = {name: np.full((b, count), IGNORED) for name in ("outer", "inner", "clitic", "cue")}
    gates, vowels = np.full((b, longest, len(TYPES)), UNKNOWN), np.full((b, count, len(PLACES)), IGNORED)
    for k, item in enumerate(items):
        e, n = item.example, item.count
        ids[k, : len(item.pieces.ids)] = unseen(item.pieces, rng, hide)
        first[k, :n], last[k, :n], word_mask[k, :n] = item.pieces.first, item.pieces.last, True
        matrix = e.features[:n].copy()
        names = slice(COLUMNS.index("PER"), COLUMNS.index("name-begins") + 1)
        if rng.random() < drop:
            matrix[:, names] = 0
        if rng.random() < drop / 2:
            matrix[:, : COLUMNS.index("PER")] = 0
        hints[k, :n] = matrix
        for s, span in enumerate(e.sentences):
            sentences[k, s, span.start : min(span.end, n)] = 1
        gates[k, : len(e.sentences)] = e.gates
        if e.vowels is not None:
            vowels[k, :n] = e.vowels[:n]
        outer, inner = layered(s for s in e.mentions if s.end <= n)
        kinds = lambda spans: [f"-{e.mentions[s]}" for s in spans]  # noqa: B023, E731
        labels["outer"][k, :n] = tagged(outer, kinds(outer), n, TAGS)
        labels["inner"][k, :n] = tagged(inner, kinds(inner), n, TAGS)
        events = tuple(v for v in e.events if v.cue.end <= n)
        labels["cue"][k, :n] = tagged([v.cue for v in events], [""] * len(events), n, CUE_TAGS)
        for span in e.mentions:
            if span.end <= n:
                labels["clitic"][k, span.start] = e.clitics[span]
    tensor = torch.from_numpy
    return Batch(
        items, tensor(ids), tensor(ids != PAD), tensor(first), tensor(last), tensor(hints), tensor(word_mask), tensor(sentences),
        *(tensor(labels[name]) for name in ("outer", "inner", "clitic", "cue")), tensor(gates), tensor(vowels),
    )  # fmt: skip


def docket(batch: Batch, cues: list[Case], beside: list[list[Stray]]) -> Docket:
    """`beside` are for each window spans that are no mention."""
    items, count = batch.items, batch.hints.shape[1]
    listed = [[Stray(s, kind, s) for s, kind in i.example.mentions.items() if s.end <= i.count] for i in items]
    total, most = len(cues), rounded(max(len(own) + len(more) for own, more in zip(listed, beside, strict=True)) + 1, 8)
    of = np.array([k for k, _, _ in cues], np.int64)
    marks, hints = np.zeros((total, count), np.float32), np.zeros((total, len(COLUMNS)), np.float32)
    event = np.zeros(total, np.float32)
    kind, mode, status = (np.full(total, IGNORED) for _ in range(3))
    condition = np.full((total, count), float(IGNORED), np.float32)
    mentions, kinds, far = np.zeros((total, most, count), np.float32), np.zeros((total, most), np.int64), np.zeros((total, most), np.int64)
    roles, real = np.zeros((total, most, len(ROLES)), np.float32), np.zeros((total, most), bool)
    shown = np.zeros((total, most), np.float32)
    for row, (k, cue, gold) in enumerate(cues):
        n = items[k].count
        marks[row, cue.start : cue.end] = 1
        hints[row] = batch.hints[k, cue.start : cue.end].max(0).values.numpy()
        for m, (span, name, whole) in enumerate((*listed[k], *beside[k])):
            mentions[row, m, span.start : span.end] = 1
            kinds[row, m], far[row, m], real[row, m] = KINDS.index(name), distance(cue.start, span.start), True
            shown[row, m] = SHOWN if m < len(listed[k]) else STRAYS_SHOWN
            for role in gold.roles.get(whole, ()) if gold is not None and whole is not None else ():
                roles[row, m, role] = 1
        if gold is None:
            continue
        event[row], kind[row], mode[row], status[row] = 1, gold.type, gold.mode, gold.status
        condition[row, :n] = 0
        if gold.condition:
            condition[row, gold.condition.start : gold.condition.end] = 1
    taught = real & (event > 0)[:, None]
    arrays = (of, marks, hints, event, kind, mode, status, condition, mentions, kinds, far, roles, real, taught, shown)
    return Docket(*(torch.from_numpy(array) for array in arrays))
