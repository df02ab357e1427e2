"""Collates spelled examples into padded tensors."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from khabar.claims.features import COLUMNS
from khabar.claims.labels import CUE_TAGS, KINDS, ROLES, TAGS, TYPES, distance
from khabar.claims.pieces import PAD
from khabar.records.spans import Span
from training.data import UNKNOWN, GoldEvent, Spelled, layered

IGNORED = -100
_LEXICON = len(TYPES)


@dataclass(slots=True)
class Batch:
    """Reader tensors are (B, …) by window; judge tensors are (N, …) by cue, `of` saying which window a cue is in."""

    ids: Tensor
    mask: Tensor
    hints: Tensor
    first: Tensor
    last: Tensor
    word_hints: Tensor
    word_mask: Tensor
    sentences: Tensor
    outer: Tensor
    inner: Tensor
    clitic: Tensor
    cue: Tensor
    gates: Tensor
    weak: Tensor
    """(B,): windows whose gates are all that is known of them."""
    of: Tensor
    marks: Tensor
    cue_hints: Tensor
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


def _rounded(size: int, step: int) -> int:
    """Up to a multiple of `step`: fewer shapes, for which the kernels are prepared once each."""
    return -(-size // step) * step


def tagged(spans: list[Span], names: list[str], count: int, tags: tuple[str, ...]) -> list[int]:
    row = [0] * count
    for span, name in zip(spans, names, strict=True):
        for at in range(span.start, min(span.end, count)):
            row[at] = tags.index(("B" if at == span.start else "I") + name)
    return row


def negatives(example_features: np.ndarray, events: tuple[GoldEvent, ...], count: int, rng: random.Random) -> list[Span]:  # type: ignore[type-arg]
    """Words that the lexicon, or chance, offers as cues and the coding does not: the judge learns to refuse them."""
    taken = {at for e in events for at in range(e.cue.start, e.cue.end)}
    offered = [int(at) for at in np.flatnonzero(example_features[:count, :_LEXICON].any(1)) if int(at) not in taken]
    rng.shuffle(offered)
    free = [at for at in range(count) if at not in taken]
    chosen = offered[:1] + ([rng.choice(free)] if free and rng.random() < 0.2 else [])
    return [Span(at, at + 1) for at in chosen]


def collate(items: list[Spelled], rng: random.Random, *, drop: float = 0.0, exact: bool = False) -> Batch:
    """`exact` shapes are not padded. `drop` is how often a window's name hints are hidden, so that the model does not lean on the who's who alone."""
    b, steps = len(items), (1, 1) if exact else (16, 8)
    length, count = _rounded(max(len(i.pieces.ids) for i in items), steps[0]), _rounded(max(i.count for i in items), steps[1])
    longest = max(len(i.example.sentences) for i in items)
    width = len(COLUMNS)
    ids = np.full((b, length), PAD)
    hints, word_hints = np.zeros((b, length, width), np.float32), np.zeros((b, count, width), np.float32)
    first, last = np.zeros((b, count), np.int64), np.zeros((b, count), np.int64)
    word_mask, sentences = np.zeros((b, count), bool), np.zeros((b, longest, count), np.float32)
    labels = {name: np.full((b, count), IGNORED) for name in ("outer", "inner", "clitic", "cue")}
    gates = np.full((b, longest, len(TYPES)), UNKNOWN)
    cues: list[tuple[int, Span, GoldEvent | None]] = []
    for k, item in enumerate(items):
        e, n = item.example, item.count
        ids[k, : len(item.pieces.ids)] = item.pieces.ids
        first[k, :n], last[k, :n], word_mask[k, :n] = item.pieces.first, item.pieces.last, True
        matrix = e.features[:n].copy()
        names = slice(COLUMNS.index("PER"), COLUMNS.index("name-begins") + 1)
        if rng.random() < drop:
            matrix[:, names] = 0
        if rng.random() < drop / 2:
            matrix[:, : COLUMNS.index("PER")] = 0
        word_hints[k, :n] = matrix
        for at, (start, end) in enumerate(zip(item.pieces.first, item.pieces.last, strict=True)):
            hints[k, start : end + 1] = matrix[at]
        for s, span in enumerate(e.sentences):
            sentences[k, s, span.start : min(span.end, n)] = 1
        gates[k, : len(e.sentences)] = e.gates
        if e.weak:
            continue
        outer, inner = layered(s for s in e.mentions if s.end <= n)
        kinds = lambda spans: [f"-{e.mentions[s]}" for s in spans]  # noqa: B023, E731
        labels["outer"][k, :n] = tagged(outer, kinds(outer), n, TAGS)
        labels["inner"][k, :n] = tagged(inner, kinds(inner), n, TAGS)
        events = tuple(v for v in e.events if v.cue.end <= n)
        labels["cue"][k, :n] = tagged([v.cue for v in events], [""] * len(events), n, CUE_TAGS)
        for span in e.mentions:
            if span.end <= n:
                labels["clitic"][k, span.start] = e.clitics[span]
        cues += [(k, v.cue, v) for v in events] + [(k, s, None) for s in negatives(e.features, events, n, rng)]
    judged = judge_part(items, cues, count, word_hints)
    tensor, weak = torch.from_numpy, np.array([i.example.weak for i in items])
    return Batch(
        tensor(ids), tensor(ids != PAD), tensor(hints), tensor(first), tensor(last), tensor(word_hints), tensor(word_mask), tensor(sentences),
        *(tensor(labels[name]) for name in ("outer", "inner", "clitic", "cue")), tensor(gates), tensor(weak), **judged,
    )  # fmt: skip


def judge_part(items: list[Spelled], cues: list[tuple[int, Span, GoldEvent | None]], count: int, word_hints: np.ndarray) -> dict[str, Tensor]:  # type: ignore[type-arg]
    total, most = len(cues), max([len(i.example.mentions) for i in items] + [1])
    of = np.array([k for k, _, _ in cues], np.int64)
    marks, hints = np.zeros((total, count), np.float32), np.zeros((total, len(COLUMNS)), np.float32)
    event = np.zeros(total, np.float32)
    kind, mode, status = (np.full(total, IGNORED) for _ in range(3))
    condition = np.full((total, count), float(IGNORED), np.float32)
    mentions, kinds, far = np.zeros((total, most, count), np.float32), np.zeros((total, most), np.int64), np.zeros((total, most), np.int64)
    roles, real = np.zeros((total, most, len(ROLES)), np.float32), np.zeros((total, most), bool)
    for row, (k, cue, gold) in enumerate(cues):
        n = items[k].count
        marks[row, cue.start : cue.end] = 1
        hints[row] = word_hints[k, cue.start : cue.end].max(0)
        if gold is None:
            continue
        event[row], kind[row], mode[row], status[row] = 1, gold.type, gold.mode, gold.status
        condition[row, :n] = 0
        if gold.condition:
            condition[row, gold.condition.start : gold.condition.end] = 1
        for m, (span, name) in enumerate((s, c) for s, c in items[k].example.mentions.items() if s.end <= n):
            mentions[row, m, span.start : span.end] = 1
            kinds[row, m], far[row, m], real[row, m] = KINDS.index(name), distance(cue.start, span.start), True
            for role in gold.roles.get(span, ()):
                roles[row, m, role] = 1
    arrays = {
        "of": of, "marks": marks, "cue_hints": hints, "event": event, "type": kind, "mode": mode, "status": status,
        "condition": condition, "mentions": mentions, "kinds": kinds, "far": far, "roles": roles, "real_mentions": real,
    }  # fmt: skip
    return {name: torch.from_numpy(array) for name, array in arrays.items()}
