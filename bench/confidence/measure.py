"""Calibration of a claim's score: on the held-out passages by cross-validation, and on gold pages that no weight was fitted on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from bench import credit, pages
from bench.gold import fingerprint, shared
from bench.passages import CORPUS
from khabar.records.jsonl import claim_record
from training import confidence, press
from training.confidence import Matrix

BINS = 10
DRAWS = 200
PAGES = ("seeds", "news")


@dataclass(frozen=True, slots=True)
class Scored:
    """Claims of one set: what the score promises, and whether the gold credits them. Both (N,)."""

    promised: Matrix
    right: Matrix


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of neighbouring scores: how many, their mean score, the share of them that is right."""

    count: int
    promised: float
    right: float


@cache
def sets() -> dict[str, Scored]:
    """By name. On passages the promise is the score times the ceiling of two coders (`training.confidence`)."""
    samples = confidence.samples()
    promised = confidence.cross_validated(confidence.together(samples.values()))
    parts = np.split(promised, np.cumsum([len(of.right) for of in samples.values()])[:-1])
    found = {name: Scored(part * of.ceiling, of.right) for part, (name, of) in zip(parts, samples.items(), strict=True)}
    found |= {name: _page_set(name) for name in PAGES}
    both = [found[name] for name in PAGES]
    return found | {"pages": Scored(np.concatenate([s.promised for s in both]), np.concatenate([s.right for s in both]))}


def _page_set(name: str) -> Scored:
    golds = {gold["capture"]: gold for path in _golds(name) for gold in [yaml.safe_load(path.read_text(encoding="utf-8"))]}
    promised: list[float] = []
    right: list[bool] = []
    for page in pages.coded(shared() / name):
        if (gold := golds.get(Path(page.capture.id).name)) is not None:
            records = [json.loads(json.dumps(claim_record(claim))) for claim in page.claims]
            promised += [claim.coder.score for claim in page.claims]
            right += [level >= credit.TYPE for level in credit.levels(gold, page.capture.text, records)]
    return Scored(np.array(promised), np.array(right, np.float64))


def _golds(name: str) -> list[Path]:
    return sorted((shared() / "gold" / name).glob("*.yaml"))


def bins(of: Scored) -> Iterator[Bin]:
    """`BINS` of equal size, from the lowest scores to the highest."""
    order: npt.NDArray[np.int64] = np.argsort(of.promised, kind="stable")
    for part in np.array_split(order, BINS):
        if len(part):
            yield Bin(len(part), float(of.promised[part].mean()), float(of.right[part].mean()))


def error(of: Scored) -> float:
    """Expected calibration error: the mean distance between promise and share right, over bins of equal size (Naeini et al. 2015)."""
    return sum(one.count * abs(one.promised - one.right) for one in bins(of)) / len(of.right)


def by_chance(of: Scored) -> float:
    """The error that a score without any fault would show on as many claims: the mean of draws from the scores themselves."""
    draw = np.random.default_rng(0)
    return float(np.mean([error(Scored(of.promised, (draw.random(len(of.promised)) < of.promised).astype(np.float64))) for _ in range(DRAWS)]))


def ranked(of: Scored) -> float:
    """How often a right claim has a higher score than a wrong one (area under the ROC curve)."""
    ahead = of.promised[of.right == 1][:, None] - of.promised[of.right == 0][None]
    return float((ahead > 0).mean() + (ahead == 0).mean() / 2)


def figures() -> tuple[dict[str, float], str]:
    """The measure: one minus the error of each set, so that higher is better, and how well the score ranks; with the fingerprint of the golds."""
    found = sets()
    values = {f"{name}_calibration": round(1 - error(one), 3) for name, one in found.items()}
    values |= {f"{name}_ranking": round(ranked(one), 3) for name, one in found.items()}
    files = [*CORPUS.glob("*.jsonl"), *press.PRESS.glob("*.jsonl"), *(path for name in PAGES for path in _golds(name))]
    return values, fingerprint(files)
